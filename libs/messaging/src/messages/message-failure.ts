import { explainError } from '@datacare/cloud-api';
import type { MessageError } from './message.entity';

export interface ExplainedFailure {
  code: number | null;
  title: string;
  details: string | null;
  meaning: string;
  action: string;
  canRetry: boolean;
}

/** A failure in plain words: what it means, what to do, and whether another try may help. */
export function explainFailure(error: MessageError): ExplainedFailure {
  const { code, title, details } = error;
  const base = { code, title, details: details ?? null };
  if (code === null) {
    return {
      ...base,
      meaning: title,
      // Some of our own titles end with what to do in a sentence of its own.
      action: title.includes('. ') ? '' : 'Check the message and send it again.',
      canRetry: true,
    };
  }
  const { meaning, action, retry } = explainError(code);
  return { ...base, meaning, action, canRetry: retry !== 'no' };
}
