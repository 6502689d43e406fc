import {
  CdkConnectedOverlay,
  CdkOverlayOrigin,
  type ConnectedPosition,
} from '@angular/cdk/overlay';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { Glyph } from '../../ui/glyph';
import { clockTime, fullTime } from './business-time';
import { isLocal } from '../pending-message';
import { isScheduled, leastTick, problemOf, tickOf } from './delivery';
import { DeliveryNotice } from './delivery-notice';
import { MessageContentView } from './message-content';
import { MessageDetails } from './message-details';
import { MessageTicks } from './message-ticks';
import { authorName, QuotedMessageView } from './quoted-message';
import { ReactionChips } from './reaction-chips';
import { ReferralCard } from './referral-card';
import { ScheduledNotice } from './scheduled-notice';
import type { ThreadMessage, ThreadTemplate } from './thread-message';

const above: ConnectedPosition = {
  originX: 'center',
  originY: 'top',
  overlayX: 'center',
  overlayY: 'bottom',
  offsetY: -4,
};
const below: ConnectedPosition = {
  originX: 'center',
  originY: 'bottom',
  overlayX: 'center',
  overlayY: 'top',
  offsetY: 4,
};

/** One message: its bubble, tick, time, marks, and what can be done with it. */
@Component({
  selector: 'dc-message-bubble',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CdkConnectedOverlay,
    CdkOverlayOrigin,
    DeliveryNotice,
    Glyph,
    MessageContentView,
    MessageDetails,
    MessageTicks,
    QuotedMessageView,
    ReactionChips,
    ReferralCard,
    ScheduledNotice,
  ],
  templateUrl: './message-bubble.html',
  styleUrl: './message-bubble.scss',
  host: {
    role: 'article',
    '[attr.aria-label]': 'label()',
    '[attr.tabindex]': 'isCurrent() ? 0 : -1',
    '[attr.data-side]': "message().direction === 'OUTBOUND' ? 'out' : 'in'",
    '[attr.data-message]': 'message().id',
    '[class.first]': 'isFirst()',
    '[class.last]': 'isLast()',
    '[class.flash]': 'isFlashed()',
    '[class.failed]': "message().status === 'FAILED'",
    '(keydown)': 'onKey($event)',
    '(pointerenter)': 'isNear.set(true)',
    '(pointerleave)': 'isNear.set(false)',
    '(focusin)': 'hasFocus.set(true)',
    '(focusout)': 'hasFocus.set(false)',
  },
})
export class MessageBubble {
  readonly message = input.required<ThreadMessage>();
  readonly album = input<readonly ThreadMessage[]>();
  readonly isFirst = input(true);
  readonly isLast = input(true);
  /** The one message of the thread that Tab reaches. */
  readonly isCurrent = input(false);
  readonly isFlashed = input(false);
  readonly isBusy = input(false);
  readonly canReply = input(true);
  readonly contactName = input('Customer');
  readonly zone = input.required<string>();
  readonly templates = input<readonly ThreadTemplate[]>([]);

  readonly reply = output<ThreadMessage>();
  readonly retry = output<ThreadMessage>();
  readonly drop = output<ThreadMessage>();
  readonly jump = output<string>();
  readonly openMedia = output<number>();
  readonly refresh = output<string>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly isDetailsOpen = signal(false);
  protected readonly isNear = signal(false);
  protected readonly hasFocus = signal(false);
  /** The buttons are made when somebody comes near: a scroll through thousands of messages need not pay for them. */
  protected readonly showsActions = computed(
    () => this.isNear() || this.hasFocus() || this.isCurrent() || this.isDetailsOpen(),
  );
  protected readonly hasCopied = signal(false);
  protected readonly positions = [above, below];

  protected readonly tick = computed(() => {
    const album = this.album();
    return album ? leastTick(album) : tickOf(this.message());
  });
  /** When it leaves, while it waits for that. */
  protected readonly leavesAt = computed(() =>
    isScheduled(this.message()) ? this.message().scheduledFor : null,
  );
  /** Before the server has it there is nothing to take back there. */
  protected readonly canCancel = computed(() => this.canReply() && !isLocal(this.message().id));
  protected readonly problem = computed(() => problemOf(this.message()));
  protected readonly author = computed(() => authorName(this.message(), this.contactName()));
  protected readonly isBot = computed(() => this.message().authorKind === 'BOT');
  protected readonly lastOfAlbum = computed(() => this.album()?.at(-1) ?? this.message());
  protected readonly time = computed(() => clockTime(this.lastOfAlbum().at, this.zone()));
  protected readonly wholeTime = computed(() => fullTime(this.lastOfAlbum().at, this.zone()));
  /** Stickers and bare emoji stand without a bubble, as in WhatsApp. */
  protected readonly isBare = computed(() => this.message().content.type === 'sticker');
  protected readonly isTight = computed(() =>
    ['image', 'video'].includes(this.message().content.type),
  );
  protected readonly hasCaption = computed(() => {
    const { content } = this.message();
    return Boolean(
      content.type === 'image'
        ? content.image.caption
        : content.type === 'video' && content.video.caption,
    );
  });
  protected readonly hasQuote = computed(() =>
    Boolean(this.message().replyTo ?? this.message().replyToWamid),
  );
  /** Answering needs a message that WhatsApp knows. */
  protected readonly canQuote = computed(
    () =>
      this.canReply() &&
      !['QUEUED', 'SENDING', 'FAILED', 'CANCELLED', 'UNCONFIRMED'].includes(this.message().status),
  );
  protected readonly label = computed(() => {
    const message = this.message();
    const count = this.album() ? `${this.album()!.length} photos` : message.preview;
    return [
      this.author(),
      count,
      this.time(),
      this.tick()?.label,
      message.revokedAt ? 'Deleted by the customer' : '',
    ]
      .filter(Boolean)
      .join(', ');
  });

  protected readonly copyable = computed(() => {
    const content = this.message().content;
    return content.type === 'text' ? content.text.body : '';
  });

  protected async copy() {
    await navigator.clipboard.writeText(this.copyable());
    this.hasCopied.set(true);
    setTimeout(() => this.hasCopied.set(false), 1500);
  }

  protected closeDetails() {
    this.isDetailsOpen.set(false);
    this.host.nativeElement.querySelector<HTMLElement>('.details')?.focus({ preventScroll: true });
  }

  protected onKey(event: KeyboardEvent) {
    if (event.target !== this.host.nativeElement || event.ctrlKey || event.metaKey || event.altKey)
      return;
    if (event.key === 'r' && this.canQuote()) this.reply.emit(this.message());
    else if (event.key === 'i') this.isDetailsOpen.set(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
