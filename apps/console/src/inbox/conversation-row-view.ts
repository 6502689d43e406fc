import { Component, computed, input } from '@angular/core';
import { businessZone } from '../core/business-zone';
import { Avatar } from '../ui/avatar';
import { Glyph } from '../ui/glyph';
import type { ConversationRow } from './list-filter';
import { ago, waitLevel, windowLeft } from './row-time';
import { fullTime } from './thread/business-time';
import { tickOf } from './thread/delivery';
import { MessageTicks } from './thread/message-ticks';
import { WindowRing } from './window-ring';

/** One conversation in the list: who, when, what was said last, and at most three signs in fixed places. */
@Component({
  selector: 'dc-conversation-row',
  imports: [Avatar, Glyph, MessageTicks, WindowRing],
  templateUrl: './conversation-row-view.html',
  styleUrl: './conversation-row-view.scss',
  host: {
    '[class.unread]': 'row().unreadCount > 0',
    '[attr.data-wait]': 'wait()',
    '[attr.data-priority]': 'row().priority',
  },
})
export class ConversationRowView {
  readonly row = input.required<ConversationRow>();
  readonly now = input.required<number>();
  /** Whether the business has several numbers, so that the row must say which. */
  readonly showsChannel = input(false);
  readonly viewerId = input<string | null>(null);

  protected readonly wait = computed(() => waitLevel(this.row().waitingSince, this.now()));
  protected readonly time = computed(() => ago(this.row().lastMessageAt, this.now()));
  protected readonly fullTime = computed(() => fullTime(this.row().lastMessageAt, businessZone));
  protected readonly tick = computed(() => {
    const { lastMessageDirection: direction, lastMessageStatus: status } = this.row();
    return direction && status ? tickOf({ direction, status }) : undefined;
  });
  protected readonly unread = computed(() => {
    const count = this.row().unreadCount;
    return count > 99 ? '99+' : String(count);
  });
  /** What the bar, the ring and the face say, in words. */
  protected readonly spoken = computed(() => {
    const row = this.row();
    return [
      row.unreadCount > 0 && `${row.unreadCount} unread`,
      row.waitingSince && `waiting ${ago(row.waitingSince, this.now())}`,
      windowLeft(row.windowExpiresAt, this.now()).words,
      row.priority !== 'NORMAL' && `${row.priority.toLowerCase()} priority`,
      row.assignee
        ? `with ${row.assignee.name}`
        : row.team
          ? `with ${row.team.name}`
          : 'unassigned',
      this.showsChannel() && `on ${row.channel.name}`,
    ]
      .filter(Boolean)
      .join(', ');
  });
}
