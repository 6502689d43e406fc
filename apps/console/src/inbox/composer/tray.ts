import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { type AttachmentKind, checkFile, type FileProblem, type UploadFile } from './attachments';
import type { ReadyFile } from './send-contents';
import { shrinkImage } from './shrink-image';

/** A file of the tray on its way to being sent. */
export interface TrayFile {
  id: string;
  file: File;
  kind?: AttachmentKind;
  caption: string;
  /** Share of the upload that is done, 0 to 1. */
  progress: number;
  mediaId?: string;
  problem?: FileProblem;
  canTryAgain: boolean;
  isConverting: boolean;
  /** A local address of the picture; given back when the file leaves the tray. */
  preview?: string;
}

let nextId = 0;

/** The files waiting to be sent, one tray per conversation, so that switching away and back loses none. */
@Injectable()
export class Tray {
  private readonly trays = signal<ReadonlyMap<string, readonly TrayFile[]>>(new Map());
  private readonly conversationId = signal('');
  private readonly uploads = new Map<string, AbortController>();
  private upload: () => UploadFile | undefined = () => undefined;

  readonly files = computed(() => this.trays().get(this.conversationId()) ?? []);
  readonly hasProblem = computed(() => this.files().some((file) => file.problem));
  readonly isUploading = computed(() =>
    this.files().some((file) => !file.problem && !file.mediaId),
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      for (const upload of this.uploads.values()) upload.abort();
      for (const file of [...this.trays().values()].flat()) giveBack(file);
    });
  }

  connect(upload: () => UploadFile | undefined) {
    this.upload = upload;
  }

  show(conversationId: string) {
    this.conversationId.set(conversationId);
  }

  add(files: Iterable<File>) {
    for (const file of files) {
      const entry = makeEntry(file);
      this.change((all) => [...all, entry]);
      this.start(entry);
    }
  }

  remove(id: string) {
    this.uploads.get(id)?.abort();
    const file = this.files().find((one) => one.id === id);
    if (file) giveBack(file);
    this.change((all) => all.filter((one) => one.id !== id));
  }

  move(id: string, by: -1 | 1) {
    this.change((all) => {
      const from = all.findIndex((one) => one.id === id);
      const to = from + by;
      if (from < 0 || to < 0 || to >= all.length) return all;
      const moved = [...all];
      moved.splice(to, 0, ...moved.splice(from, 1));
      return moved;
    });
  }

  describe(id: string, caption: string) {
    this.patch(id, { caption });
  }

  tryAgain(id: string) {
    const file = this.find(id);
    if (!file) return;
    this.patch(id, { problem: undefined, canTryAgain: false, progress: 0 });
    this.start(this.find(id)!);
  }

  /** The consent to send a smaller JPEG copy in place of the picture. */
  async convert(id: string) {
    const file = this.find(id);
    if (!file || file.isConverting) return;
    this.patch(id, { isConverting: true });
    try {
      const copy = await shrinkImage(file.file);
      giveBack(file);
      const entry = { ...makeEntry(copy), id, caption: file.caption };
      this.patch(id, { problem: undefined, ...entry });
      this.start(entry);
    } catch (error) {
      const message =
        error instanceof Error ? error.message : 'This picture could not be made smaller.';
      this.patch(id, { isConverting: false, problem: { message } });
    }
  }

  /** The uploaded files in order; the tray is empty afterwards. */
  take(): ReadyFile[] {
    const files = this.files();
    for (const file of files) giveBack(file);
    this.change(() => []);
    return files.flatMap((file) =>
      file.mediaId && file.kind
        ? [
            {
              kind: file.kind,
              mediaId: file.mediaId,
              filename: file.file.name,
              caption: file.caption,
            },
          ]
        : [],
    );
  }

  private start(entry: TrayFile) {
    const upload = this.upload();
    if (entry.problem || !upload) return;
    const abort = new AbortController();
    this.uploads.set(entry.id, abort);
    upload(entry.file, (progress) => this.patch(entry.id, { progress }), abort.signal)
      .then((media) => this.patch(entry.id, { mediaId: media.id, progress: 1 }))
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        const message =
          error instanceof Error && error.message ? error.message : 'The upload failed.';
        this.patch(entry.id, { problem: { message }, canTryAgain: true });
      })
      .finally(() => this.uploads.delete(entry.id));
  }

  private find(id: string): TrayFile | undefined {
    for (const files of this.trays().values()) {
      const found = files.find((file) => file.id === id);
      if (found) return found;
    }
    return undefined;
  }

  /** An upload may end after its reader has moved on: the file is found in whichever tray it lies. */
  private patch(id: string, values: { [Key in keyof TrayFile]?: TrayFile[Key] | undefined }) {
    this.trays.update((trays) => {
      const next = new Map(trays);
      for (const [key, files] of trays) {
        if (files.some((file) => file.id === id)) {
          next.set(
            key,
            files.map((file) => (file.id === id ? ({ ...file, ...values } as TrayFile) : file)),
          );
        }
      }
      return next;
    });
  }

  private change(change: (files: readonly TrayFile[]) => readonly TrayFile[]) {
    const key = this.conversationId();
    this.trays.update((trays) => new Map(trays).set(key, change(trays.get(key) ?? [])));
  }
}

function makeEntry(file: File): TrayFile {
  const { kind, mimeType, problem } = checkFile(file);
  // A file that the system gave no type, or an odd one, is uploaded under WhatsApp's name for it.
  const typed =
    !problem && file.type !== mimeType ? new File([file], file.name, { type: mimeType }) : file;
  return {
    id: `file-${(nextId += 1)}`,
    file: typed,
    caption: '',
    progress: 0,
    canTryAgain: false,
    isConverting: false,
    ...(kind ? { kind } : {}),
    ...(problem ? { problem } : {}),
    ...(kind === 'image' ? { preview: URL.createObjectURL(file) } : {}),
  };
}

function giveBack(file: TrayFile) {
  if (file.preview) URL.revokeObjectURL(file.preview);
}
