import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ThreadMessage } from './thread-message';

/** The reactions to a message as one chip on its corner. */
@Component({
  selector: 'dc-reaction-chips',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (shown().length) {
      <span class="chips" role="img" [attr.aria-label]="spoken()" [attr.title]="spoken()">
        @for (reaction of shown(); track reaction.emoji) {
          <span>{{ reaction.emoji }}</span>
        }
        @if (total() > 1) {
          <span class="count numbers">{{ total() }}</span>
        }
      </span>
    }
  `,
  styles: `
    .chips {
      display: inline-flex;
      gap: 2px;
      align-items: center;
      padding: 1px 6px;
      border: var(--hairline);
      border-radius: 12px;
      background: var(--surface-raised);
      font-size: 14px;
      line-height: 20px;
    }
    .count {
      font: var(--text-12);
      color: var(--ink-quiet);
      padding-inline-start: 2px;
    }
  `,
})
export class ReactionChips {
  readonly reactions = input.required<ThreadMessage['reactions']>();
  readonly contactName = input('the customer');
  private readonly live = computed(() => this.reactions().filter((reaction) => reaction.emoji));
  protected readonly total = computed(() => this.live().length);
  protected readonly shown = computed(() => {
    const emoji = [...new Set(this.live().map((reaction) => reaction.emoji))];
    return emoji.map((one) => ({ emoji: one }));
  });
  protected readonly spoken = computed(() =>
    this.live()
      .map(
        ({ by, emoji }) =>
          `${by.toLowerCase() === 'customer' ? this.contactName() : 'Your team'} reacted ${emoji}`,
      )
      .join(', '),
  );
}
