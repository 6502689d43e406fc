import { Injectable, inject } from '@angular/core';
import { Rest } from '../core/rest';
import type { UploadFile, UploadedMedia } from './composer/attachments';

function isMedia(answer: unknown): answer is UploadedMedia {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'id' in answer &&
    'kind' in answer &&
    'mimeType' in answer
  );
}

/** Why the server did not take the file, in its words: a refusal beside or instead of the media. */
function reasonIn(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null) {
    if ('refusal' in answer && answer.refusal) return reasonIn(answer.refusal);
    if ('message' in answer && typeof answer.message === 'string') return answer.message;
  }
  return 'The server did not take the file. Try again.';
}

function isRefused(answer: unknown): boolean {
  return (
    typeof answer === 'object' && answer !== null && 'refusal' in answer && Boolean(answer.refusal)
  );
}

/** Brings files to the server before they are sent. */
@Injectable({ providedIn: 'root' })
export class MediaUpload {
  private readonly rest = inject(Rest);

  readonly upload: UploadFile = async (file, onProgress, signal) => {
    const answer = await this.rest.upload('/api/v1/media', file, onProgress, signal);
    if (isMedia(answer) && !isRefused(answer)) return answer;
    throw new Error(reasonIn(answer));
  };
}
