import { chooseFile, sendContact, sendFile, sendLocation } from './attachments';
import type { Content, LogEntry } from './api';
import { lineOf } from './bubble';
import { h, icon, iconButton, toast } from './dom';
import type { IconName } from './dom';

const emoji = [
  '😀',
  '😂',
  '😍',
  '🙏',
  '👍',
  '👏',
  '🎉',
  '❤️',
  '😢',
  '😡',
  '🤔',
  '🔥',
  '✅',
  '❌',
  '📦',
  '🚚',
  '💰',
  '⏰',
];
const MAX_HEIGHT = 140;

export type Mode =
  { kind: 'new' } | { kind: 'reply'; entry: LogEntry } | { kind: 'edit'; entry: LogEntry };

/** Where a customer writes: text, files, places, people; answers and corrections. */
export class Composer {
  readonly element: HTMLElement;
  private mode: Mode = { kind: 'new' };
  private readonly drafts = new Map<string, string>();
  private customerId: string | undefined;
  private readonly context = h('div', { class: 'composer-context', hidden: true });
  private readonly text = h('textarea', {
    rows: 1,
    placeholder: 'Message',
    'aria-label': 'Message',
    enterKeyHint: 'send',
    oninput: () => this.grow(),
    onkeydown: (event: Event) => this.key(event as KeyboardEvent),
    onpaste: (event: Event) => this.files((event as ClipboardEvent).clipboardData, event),
  });

  constructor(private readonly send: (content: Content, replyTo?: string) => Promise<unknown>) {
    const attach = iconButton('clip', 'Attach', () => undefined, { popovertarget: 'attach-menu' });
    const faces = iconButton('smile', 'Emoji', () => undefined, { popovertarget: 'emoji-menu' });
    this.element = h(
      'form',
      {
        class: 'composer',
        onsubmit: (event: Event) => {
          event.preventDefault();
          void this.submit();
        },
        ondragover: (event: Event) => event.preventDefault(),
        ondrop: (event: Event) => this.files((event as DragEvent).dataTransfer, event),
      },
      this.context,
      h(
        'div',
        { class: 'composer-line' },
        faces,
        this.text,
        attach,
        h(
          'button',
          { class: 'send', type: 'submit', title: 'Send', 'aria-label': 'Send' },
          icon('send'),
        ),
      ),
      this.attachMenu(),
      this.emojiMenu(),
    );
  }

  /** Another chat: its own draft, no quote. */
  show(customerId: string): void {
    if (customerId === this.customerId) return;
    if (this.customerId) this.drafts.set(this.customerId, this.text.value);
    this.customerId = customerId;
    this.text.value = this.drafts.get(customerId) ?? '';
    this.setMode({ kind: 'new' });
    this.grow();
  }

  setMode(mode: Mode): void {
    this.mode = mode;
    this.context.hidden = mode.kind === 'new';
    if (mode.kind === 'new') return;
    const { entry } = mode;
    const title = mode.kind === 'edit' ? 'Correct the message' : 'Reply';
    const line = lineOf(entry);
    this.context.replaceChildren(
      h('div', {}, h('strong', {}, title), h('span', {}, line)),
      iconButton('close', 'Do not', () => this.setMode({ kind: 'new' })),
    );
    if (mode.kind === 'edit' && entry.content.type === 'text')
      this.text.value = entry.content.text.body;
    this.grow();
    this.text.focus();
  }

  focus(): void {
    this.text.focus();
  }

  /** Sends whatever it is, as an answer when one is being written. */
  readonly write = async (content: Content): Promise<void> => {
    const replyTo = this.mode.kind === 'reply' ? this.mode.entry.wamid : undefined;
    try {
      await this.send(content, replyTo);
      this.setMode({ kind: 'new' });
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error));
      throw error;
    }
  };

  private async submit(): Promise<void> {
    const body = this.text.value.trim();
    if (!body) return;
    const { mode } = this;
    const text = { type: 'text', text: { body } };
    const content: Content =
      mode.kind === 'edit'
        ? {
            type: 'edit',
            edit: {
              original_message_id: mode.entry.wamid,
              message: { context: { id: mode.entry.wamid }, ...text },
            },
          }
        : text;
    this.text.value = '';
    this.grow();
    try {
      await this.write(content);
    } catch {
      // Nothing typed is lost: what could not be sent comes back.
      this.text.value = body;
      this.grow();
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void this.submit();
    }
    if (event.key === 'Escape' && this.mode.kind !== 'new') {
      event.stopPropagation();
      this.setMode({ kind: 'new' });
    }
  }

  private files(data: DataTransfer | null, event: Event): void {
    const files = [...(data?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    void this.sendFiles(files);
  }

  private async sendFiles(files: File[], as?: 'document' | 'sticker'): Promise<void> {
    const caption = this.text.value.trim();
    try {
      for (const [index, file] of files.entries())
        await sendFile(file, this.write, {
          ...(index === 0 && caption ? { caption } : {}),
          ...(as ? { as } : {}),
        });
      if (caption) this.text.value = '';
      this.grow();
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error));
    }
  }

  private grow(): void {
    this.text.style.height = 'auto';
    this.text.style.height = `${Math.min(this.text.scrollHeight, MAX_HEIGHT)}px`;
  }

  private attachMenu(): HTMLElement {
    const file = (accept: string, as?: 'document' | 'sticker') => () =>
      chooseFile(accept, (chosen) => void this.sendFiles([chosen], as));
    const entries: [IconName, string, () => void][] = [
      ['file', 'Document', file('', 'document')],
      ['plus', 'Photo or video', file('image/*,video/*')],
      ['mic', 'Audio', file('audio/*')],
      ['smile', 'Sticker (WebP)', file('image/webp', 'sticker')],
      ['pin', 'Location', () => sendLocation(this.write)],
      ['person', 'Contact', () => sendContact(this.write)],
      ['list', 'Poll (arrives as unsupported)', () => void this.write(poll).catch(() => undefined)],
    ];
    const menu = h(
      'div',
      { id: 'attach-menu', class: 'menu', popover: 'auto', role: 'group', 'aria-label': 'Attach' },
      ...entries.map(([name, label, run]) =>
        h(
          'button',
          { type: 'button', onclick: () => (menu.hidePopover(), run()) },
          icon(name),
          label,
        ),
      ),
    );
    return menu;
  }

  private emojiMenu(): HTMLElement {
    return h(
      'div',
      {
        id: 'emoji-menu',
        class: 'menu emoji-grid',
        popover: 'auto',
        role: 'group',
        'aria-label': 'Emoji',
      },
      ...emoji.map((each) =>
        h('button', { type: 'button', onclick: () => this.insert(each) }, each),
      ),
    );
  }

  private insert(text: string): void {
    this.text.setRangeText(text, this.text.selectionStart, this.text.selectionEnd, 'end');
    this.grow();
  }
}

const poll: Content = {
  type: 'unsupported',
  unsupported: { type: 'poll' },
  errors: [
    {
      code: 131051,
      title: 'Message type unknown',
      message: 'Message type unknown',
      error_data: { details: 'Message type is currently not supported.' },
    },
  ],
};
