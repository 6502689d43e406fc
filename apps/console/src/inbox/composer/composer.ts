import {
  CdkConnectedOverlay,
  CdkOverlayOrigin,
  type ConnectedPosition,
} from '@angular/cdk/overlay';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  model,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { limits, type MessageContent } from '@datacare/cloud-api/content';
import { businessZone } from '../../core/business-zone';
import { Glyph } from '../../ui/glyph';
import { windowLeft } from '../row-time';
import { authorName } from '../thread/quoted-message';
import type { QuotedMessage, ThreadTemplate } from '../thread/thread-message';
import { WindowRing } from '../window-ring';
import { AttachmentTray } from './attachment-tray';
import { type UploadFile } from './attachments';
import { type Emoji, rememberEmoji } from './emoji-data';
import { EmojiPicker } from './emoji-picker';
import { EmojiSuggestions } from './emoji-suggestions';
import { FileDrop } from './file-drop';
import {
  continueList,
  type Draft,
  type InlineMark,
  insertText,
  type LineMark,
  toggleLines,
  toggleMark,
} from './format-draft';
import { sendContents } from './send-contents';
import { SendLater } from './send-later';
import { shortcodeAt } from './shortcode';
import { TemplatePicker } from './template-picker';
import { Tray } from './tray';

/** From so many characters before the limit on, the count shows. */
const COUNT_WITHIN = 296;
/** The customer sees "typing" for 25 seconds: say it again a little before that ends. */
const TYPING_EVERY_MS = (limits.typingSeconds - 5) * 1000;
/** Whether the browser can size a field by its content. */
const sizesItself = 'fieldSizing' in document.documentElement.style;
const above: ConnectedPosition = {
  originX: 'start',
  originY: 'top',
  overlayX: 'start',
  overlayY: 'bottom',
  offsetY: -8,
};
const aboveEnd: ConnectedPosition = { ...above, originX: 'end', overlayX: 'end' };
const marks: Record<string, InlineMark> = { b: '*', i: '_', e: '`' };
const shiftMarks: Record<string, InlineMark | LineMark> = {
  x: '~',
  '7': 'number',
  '&': 'number',
  '8': 'bullet',
  '*': 'bullet',
  '9': 'quote',
  '(': 'quote',
};

/** One or several messages to go out, in order, and the message they answer. */
export interface Outgoing {
  contents: MessageContent[];
  replyTo: QuotedMessage | undefined;
  /** When they are to leave (ISO, in UTC); at once where not given. */
  sendAt?: string | undefined;
}

/** Where an answer is written: text, files, emoji, or a template once the 24 hours are over. */
@Component({
  selector: 'dc-composer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AttachmentTray,
    CdkConnectedOverlay,
    CdkOverlayOrigin,
    EmojiPicker,
    Glyph,
    SendLater,
    TemplatePicker,
    WindowRing,
  ],
  providers: [EmojiSuggestions, Tray],
  hostDirectives: [FileDrop],
  templateUrl: './composer.html',
  styleUrl: './composer.scss',
})
export class Composer {
  readonly conversationId = input.required<string>();
  /** The text so far; the page keeps it, so that it outlives this part. */
  readonly draft = model('');
  readonly windowExpiresAt = input.required<string | null>();
  /** Now, in ms. */
  readonly now = input.required<number>();
  /** The business's zone, in which times to send are chosen. */
  readonly zone = input(businessZone);
  readonly contactName = input('the customer');
  readonly contactLanguage = input<string | null>();
  readonly replyTo = input<QuotedMessage | null>();
  /** With false, Enter breaks the line and Ctrl+Enter sends. */
  readonly enterSends = input(true);
  /** Why nothing can be written here, if so: a missing right, a closed conversation. */
  readonly disabledReason = input<string>();
  /** A note that does not stop writing, as when the channel is paused and messages wait. */
  readonly notice = input<string>();
  readonly upload = input<UploadFile>();
  readonly templates = input<readonly ThreadTemplate[]>([]);
  readonly templatesState = input<'loading' | 'ready' | 'failed'>('ready');

  readonly send = output<Outgoing>();
  readonly cancelReply = output<void>();
  readonly typing = output<void>();
  /** The templates are about to be shown: load them if they are not here. */
  readonly templatesWanted = output<void>();

  protected readonly tray = inject(Tray);
  private readonly field = viewChild<ElementRef<HTMLTextAreaElement>>('field');
  private typedAt = Number.NEGATIVE_INFINITY;

  protected readonly emojiPositions = [above];
  protected readonly laterPositions = [aboveEnd];
  protected readonly isEmojiOpen = signal(false);
  protected readonly isLaterOpen = signal(false);
  /** The time chosen for a message whose files are still going up. */
  private readonly chosenTime = signal<string | undefined>(undefined);
  protected readonly wantsTemplate = signal(false);
  protected readonly isWaiting = signal(false);
  protected readonly suggestions = inject(EmojiSuggestions);
  protected readonly drop = inject(FileDrop);

  protected readonly window = computed(() => windowLeft(this.windowExpiresAt(), this.now()));
  protected readonly isClosed = computed(() => this.window().tone === 'closed');
  protected readonly showsTemplates = computed(
    () => !this.disabledReason() && (this.isClosed() || this.wantsTemplate()),
  );
  protected readonly length = computed(() => this.draft().trim().length);
  protected readonly left = computed(() => limits.textBody - this.length());
  protected readonly isTooLong = computed(() => this.left() < 0);
  protected readonly showsCount = computed(() => this.left() <= COUNT_WITHIN);
  protected readonly count = computed(
    () => `${this.length().toLocaleString('en')} of ${limits.textBody.toLocaleString('en')}`,
  );
  protected readonly hasContent = computed(() => this.length() > 0 || this.tray.files().length > 0);
  /** What keeps the message from going, in words. */
  protected readonly hindrance = computed(() => {
    if (this.isTooLong())
      return `Too long: ${this.count()} characters. Shorten it or split it in two.`;
    if (this.tray.hasProblem()) return 'A file cannot be sent. Remove it or change it first.';
    return '';
  });
  protected readonly replyAuthor = computed(() => {
    const quoted = this.replyTo();
    return quoted ? authorName(quoted, this.contactName()) : '';
  });
  protected readonly placeholder = computed(() =>
    this.tray.files().length ? 'Add a message' : `Write to ${this.contactName()}`,
  );

  constructor() {
    this.tray.connect(() => this.upload());
    this.drop.connect(
      () => this.takesFiles(),
      (files) => this.addFiles(files),
    );
    effect(() => {
      this.tray.show(this.conversationId());
      untracked(() => this.start());
    });
    effect(() => {
      this.draft();
      this.field();
      untracked(() => this.fit());
    });
    effect(() => {
      if (this.showsTemplates()) untracked(() => this.templatesWanted.emit());
    });
    effect(() => {
      if (this.replyTo()) untracked(() => this.focus());
    });
    effect(() => {
      if (this.isWaiting() && !this.tray.isUploading())
        untracked(() => this.submit(this.chosenTime()));
    });
  }

  /** Puts the caret at the end of the draft. */
  focus(): void {
    const field = this.field()?.nativeElement;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }

  private start() {
    this.wantsTemplate.set(false);
    this.isEmojiOpen.set(false);
    this.isLaterOpen.set(false);
    this.isWaiting.set(false);
    this.suggestions.clear();
    this.typedAt = Number.NEGATIVE_INFINITY;
  }

  /** Where the browser cannot size a field by its content, we do. */
  private fit() {
    const field = this.field()?.nativeElement;
    if (!field || sizesItself) return;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight}px`;
  }

  protected onInput(event: Event) {
    const field = event.target as HTMLTextAreaElement;
    this.draft.set(field.value);
    this.isWaiting.set(false);
    this.suggestions.follow(field.value, field.selectionStart);
    if (!field.value.trim() || this.now() - this.typedAt < TYPING_EVERY_MS) return;
    this.typedAt = this.now();
    this.typing.emit();
  }

  protected takeSuggestion(emoji: Emoji) {
    const field = this.field()?.nativeElement;
    const found = field && shortcodeAt(field.value, field.selectionStart);
    if (!found) return;
    rememberEmoji(emoji.char);
    this.change((draft) => insertText({ ...draft, start: found.from }, `${emoji.char} `));
    this.suggestions.clear();
  }

  protected takeEmoji(char: string) {
    this.change((draft) => insertText(draft, char));
  }

  protected onKey(event: KeyboardEvent) {
    // While an input method composes a letter, Enter belongs to it.
    if (event.isComposing) return;
    if (this.suggestions.shown().length && this.onSuggestKey(event)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter') {
      const sends = this.enterSends() ? !event.shiftKey || isCommand : isCommand;
      if (sends) {
        event.preventDefault();
        this.submit();
      } else {
        this.breakLine(event);
      }
    } else if (event.key === 'Escape' && this.replyTo()) {
      event.preventDefault();
      event.stopPropagation();
      this.cancelReply.emit();
    } else if (isCommand && !event.altKey) {
      const key = event.key.toLowerCase();
      const mark = event.shiftKey ? shiftMarks[key] : marks[key];
      if (!mark) return;
      event.preventDefault();
      this.format(mark);
    }
  }

  private breakLine(event: KeyboardEvent) {
    const field = event.target as HTMLTextAreaElement;
    if (field.selectionStart !== field.selectionEnd) return;
    const next = continueList({
      text: field.value,
      start: field.selectionStart,
      end: field.selectionEnd,
    });
    if (!next) return;
    event.preventDefault();
    this.change(() => next);
  }

  private onSuggestKey(event: KeyboardEvent): boolean {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const current = this.suggestions.current();
    if (by) this.suggestions.step(by);
    else if ((event.key === 'Enter' || event.key === 'Tab') && current)
      this.takeSuggestion(current);
    else if (event.key === 'Escape') this.suggestions.clear();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  protected format(mark: InlineMark | LineMark) {
    this.change((draft) =>
      mark.length > 1
        ? toggleLines(draft, mark as LineMark)
        : toggleMark(draft, mark as InlineMark),
    );
  }

  /** Changes the text as if typed, so that the browser's undo knows it, and keeps the focus in it. */
  private change(edit: (draft: Draft) => Draft) {
    const field = this.field()?.nativeElement;
    if (!field) return;
    const next = edit({ text: field.value, start: field.selectionStart, end: field.selectionEnd });
    field.focus();
    field.select();
    const isTyped = document.execCommand?.('insertText', false, next.text);
    if (!isTyped) field.value = next.text;
    field.setSelectionRange(next.start, next.end);
    this.draft.set(next.text);
  }

  protected submit(sendAt?: string) {
    if (!this.hasContent() || this.hindrance() || this.isClosed() || this.disabledReason()) {
      this.isWaiting.set(false);
      return;
    }
    if (this.tray.isUploading()) {
      this.chosenTime.set(sendAt);
      this.isWaiting.set(true);
      return;
    }
    this.isWaiting.set(false);
    const contents = sendContents(this.draft(), this.tray.take());
    this.draft.set('');
    this.suggestions.clear();
    this.typedAt = Number.NEGATIVE_INFINITY;
    this.send.emit({ contents, replyTo: this.replyTo() ?? undefined, sendAt });
    this.focus();
  }

  protected sendTemplate(content: MessageContent) {
    this.wantsTemplate.set(false);
    this.send.emit({ contents: [content], replyTo: undefined });
  }

  protected closeTemplates() {
    this.wantsTemplate.set(false);
    setTimeout(() => this.focus());
  }

  protected submitLater(sendAt: string) {
    this.isLaterOpen.set(false);
    this.submit(sendAt);
  }

  protected closeLater() {
    this.isLaterOpen.set(false);
    this.focus();
  }

  protected closeEmoji() {
    this.isEmojiOpen.set(false);
    this.focus();
  }

  protected choose(event: Event) {
    const input = event.target as HTMLInputElement;
    this.tray.add([...(input.files ?? [])]);
    input.value = '';
    this.focus();
  }

  protected onPaste(event: ClipboardEvent) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.tray.add(files);
  }

  protected readonly takesFiles = computed(
    () => !this.disabledReason() && !this.showsTemplates() && this.upload() !== undefined,
  );

  /** Files dropped elsewhere on the conversation. */
  addFiles(files: readonly File[]): void {
    if (this.takesFiles()) this.tray.add(files);
    this.focus();
  }
}
