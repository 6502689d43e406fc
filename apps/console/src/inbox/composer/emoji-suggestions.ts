import { Injectable, signal } from '@angular/core';
import { type Emoji, loadEmoji, searchEmoji } from './emoji-data';
import { shortcodeAt } from './shortcode';

const MOST = 6;

/** The emoji offered while a `:short` name is being typed. */
@Injectable()
export class EmojiSuggestions {
  private loads = 0;
  private readonly list = signal<readonly Emoji[]>([]);
  private readonly index = signal(0);
  readonly shown = this.list.asReadonly();
  readonly active = this.index.asReadonly();

  /** Looks at what stands before the caret. */
  follow(text: string, caret: number): void {
    const found = shortcodeAt(text, caret);
    const load = (this.loads += 1);
    if (!found) {
      this.list.set([]);
      return;
    }
    loadEmoji().then(
      (groups) => {
        // A later letter may have asked for something else meanwhile.
        if (load !== this.loads) return;
        this.list.set(searchEmoji(groups, found.query, MOST));
        this.index.set(0);
      },
      () => this.list.set([]),
    );
  }

  step(by: number): void {
    const count = this.list().length;
    if (count) this.index.update((index) => (index + by + count) % count);
  }

  current(): Emoji | undefined {
    return this.list()[this.index()];
  }

  clear(): void {
    this.loads += 1;
    this.list.set([]);
  }
}
