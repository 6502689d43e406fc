import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  model,
  output,
  signal,
} from '@angular/core';
import { limits } from '@datacare/cloud-api/content';
import { Glyph } from '../../ui/glyph';
import { checkFile, type UploadFile } from './attachments';
import type { TemplateField } from './template-fields';
import type { FieldValue, LocationValue, MediaValue } from './template-values';

const nowhere: LocationValue = { latitude: '', longitude: '', name: '', address: '' };

/** One field of a template's form, by its kind. */
@Component({
  selector: 'dc-template-field-input',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  templateUrl: './template-field-input.html',
  styles: `
    :host {
      display: block;
    }
    .file {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .file .truncate {
      flex: 1;
    }
    .pair {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px;
    }
    fieldset {
      display: grid;
      gap: 8px;
      margin: 0;
      padding: 0;
      border: 0;
      min-inline-size: 0;
    }
    legend {
      padding: 0 0 4px;
      font-weight: 500;
    }
    progress {
      inline-size: 100%;
      block-size: 4px;
      accent-color: var(--accent);
    }
    .problem {
      font: var(--text-12);
      color: var(--bad);
    }
  `,
})
export class TemplateFieldInput {
  readonly field = input.required<TemplateField>();
  readonly value = model<FieldValue | undefined>();
  /** What is wrong with it, once the reader has tried to send. */
  readonly problem = input<string>();
  readonly upload = input<UploadFile>();
  /** A local address of a chosen picture, for the preview. */
  readonly preview = output<string>();

  private running?: AbortController;
  private previewUrl?: string;
  protected readonly progress = signal<number | undefined>(undefined);
  protected readonly fileProblem = signal<string | undefined>(undefined);
  protected readonly id = computed(() => `template-field-${this.field().key}`);
  protected readonly text = computed(() => {
    const value = this.value();
    return typeof value === 'string' ? value : '';
  });
  protected readonly media = computed<MediaValue>(() => {
    const value = this.value();
    return value && typeof value !== 'string' && !('latitude' in value) ? value : {};
  });
  protected readonly place = computed<LocationValue>(() => {
    const value = this.value();
    return value && typeof value !== 'string' && 'latitude' in value ? value : nowhere;
  });
  protected readonly accept = computed(() => {
    const field = this.field();
    return field.kind === 'media' ? limits.media[field.media].mimes.join() : '';
  });
  protected readonly shownProblem = computed(() => this.fileProblem() ?? this.problem());

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.running?.abort();
      if (this.previewUrl) URL.revokeObjectURL(this.previewUrl);
    });
  }

  protected setText(event: Event) {
    this.value.set((event.target as HTMLInputElement).value);
  }

  protected setLink(event: Event) {
    this.value.set({ link: (event.target as HTMLInputElement).value });
  }

  protected setPlace(part: keyof LocationValue, event: Event) {
    this.value.set({ ...this.place(), [part]: (event.target as HTMLInputElement).value });
  }

  protected async choose(event: Event) {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    const field = this.field();
    const upload = this.upload();
    if (!file || field.kind !== 'media' || !upload) return;
    const { kind, problem } = checkFile(file);
    if (problem || kind !== field.media) {
      this.fileProblem.set(
        problem?.message ??
          `Choose a ${{ image: 'photo', video: 'video', document: 'document' }[field.media]}: this is another kind of file.`,
      );
      return;
    }
    this.fileProblem.set(undefined);
    this.running?.abort();
    const abort = (this.running = new AbortController());
    this.progress.set(0);
    try {
      const media = await upload(file, (share) => this.progress.set(share), abort.signal);
      this.value.set({ mediaId: media.id, filename: file.name });
      this.showPreview(file);
    } catch (error) {
      if (!abort.signal.aborted)
        this.fileProblem.set(
          error instanceof Error && error.message ? error.message : 'The upload failed.',
        );
    } finally {
      if (this.running === abort) this.progress.set(undefined);
    }
  }

  private showPreview(file: File) {
    if (this.previewUrl) URL.revokeObjectURL(this.previewUrl);
    this.previewUrl = URL.createObjectURL(file);
    this.preview.emit(this.previewUrl);
  }
}
