import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  output,
  signal,
  viewChild,
} from '@angular/core';
import {
  type Emoji,
  type EmojiGroup,
  loadEmoji,
  recentEmoji,
  rememberEmoji,
  searchEmoji,
} from './emoji-data';

const COLUMNS = 8;
const RECENT = -1;

/** Emoji by group or by a word; arrows move, Enter takes, Escape closes. */
@Component({
  selector: 'dc-emoji-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './emoji-picker.html',
  styleUrl: './emoji-picker.scss',
  host: { role: 'dialog', 'aria-label': 'Emoji', '(keydown.escape)': 'onEscape($event)' },
})
export class EmojiPicker {
  readonly picked = output<string>();
  readonly closed = output<void>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly searchBox = viewChild.required<ElementRef<HTMLInputElement>>('searchBox');
  protected readonly state = signal<'loading' | 'ready' | 'failed'>('loading');
  protected readonly groups = signal<readonly EmojiGroup[]>([]);
  private readonly recent = signal(recentEmoji());
  protected readonly query = signal('');
  private readonly chosen = signal<number | undefined>(undefined);
  protected readonly active = signal(0);

  protected readonly group = computed(() => this.chosen() ?? (this.recent().length ? RECENT : 0));
  protected readonly tabs = computed(() => [
    ...(this.recent().length ? [{ id: RECENT, name: 'Recent', face: '🕘' }] : []),
    ...this.groups(),
  ]);
  protected readonly shown = computed<readonly Pick<Emoji, 'char' | 'label'>[]>(() => {
    if (this.query().trim()) return searchEmoji(this.groups(), this.query());
    if (this.group() !== RECENT)
      return this.groups().find((one) => one.id === this.group())?.emoji ?? [];
    const all = new Map(
      this.groups().flatMap((one) => one.emoji.map((emoji) => [emoji.char, emoji])),
    );
    return this.recent().map((char) => ({ char, label: all.get(char)?.label ?? char }));
  });
  protected readonly title = computed(() =>
    this.query().trim()
      ? `${this.shown().length} found`
      : (this.tabs().find((tab) => tab.id === this.group())?.name ?? ''),
  );

  constructor() {
    afterNextRender(() => this.searchBox().nativeElement.focus());
    this.load();
  }

  protected load() {
    this.state.set('loading');
    loadEmoji().then(
      (groups) => {
        this.groups.set(groups);
        this.state.set('ready');
      },
      () => this.state.set('failed'),
    );
  }

  protected show(id: number) {
    this.chosen.set(id);
    this.query.set('');
    this.active.set(0);
  }

  protected search(event: Event) {
    this.query.set((event.target as HTMLInputElement).value);
    this.active.set(0);
  }

  protected take(char: string) {
    rememberEmoji(char);
    this.picked.emit(char);
  }

  protected onEscape(event: Event) {
    event.stopPropagation();
    this.closed.emit();
  }

  protected onSearchKey(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.focus(this.active());
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const first = this.shown()[0];
      if (first) this.take(first.char);
    }
  }

  protected onGridKey(event: KeyboardEvent) {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS }[event.key];
    const last = this.shown().length - 1;
    if (by !== undefined) {
      const next = this.active() + by;
      if (next < 0) this.searchBox().nativeElement.focus();
      else this.focus(Math.min(last, next));
    } else if (event.key === 'Home') this.focus(0);
    else if (event.key === 'End') this.focus(last);
    else return;
    event.preventDefault();
  }

  private focus(index: number) {
    this.active.set(index);
    this.host.nativeElement.querySelectorAll<HTMLElement>('.grid button')[index]?.focus();
  }
}
