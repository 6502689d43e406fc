import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, computed, inject, input, output } from '@angular/core';
import { businessZone } from '../core/business-zone';
import { Clock } from '../core/clock';
import { Session } from '../core/session/session';
import { ContactPanel } from './contact-panel/contact-panel';
import { InboxActions } from './inbox-actions';
import { ThreadStore } from './thread-store';

/** The context of the open conversation: a column of its own, or a drawer where there is no room. */
@Component({
  selector: 'dc-conversation-panel',
  imports: [CdkTrapFocus, ContactPanel],
  template: `
    @if (isDrawer()) {
      <div class="veil" (click)="closed.emit()"></div>
    }
    <div
      class="panel"
      [class.drawer]="isDrawer()"
      [attr.role]="isDrawer() ? 'dialog' : 'complementary'"
      [attr.aria-modal]="isDrawer() ? true : null"
      aria-label="Contact"
      [cdkTrapFocus]="isDrawer()"
      [cdkTrapFocusAutoCapture]="isDrawer()"
    >
      <dc-contact-panel
        [contact]="contact()"
        [conversationId]="thread()?.conversationId"
        [windowExpiresAt]="thread()?.detail?.windowExpiresAt ?? null"
        [now]="now()"
        [zone]="zone"
        [canEdit]="session.can('contact.edit')"
        [canClose]="isDrawer()"
        [state]="state()"
        (rename)="rename($event)"
        (tagsChange)="setTags($event)"
        (openConversation)="openConversation.emit($event)"
        (closed)="closed.emit()"
        (tryAgain)="tryAgain()"
      />
    </div>
  `,
  styleUrl: './conversation-panel.scss',
})
export class ConversationPanel {
  private readonly threads = inject(ThreadStore);
  private readonly actions = inject(InboxActions);
  protected readonly session = inject(Session);
  protected readonly now = inject(Clock).now;
  protected readonly zone = businessZone;

  readonly isDrawer = input(false);
  readonly closed = output<void>();
  readonly openConversation = output<string>();

  protected readonly thread = this.threads.open;
  protected readonly contact = computed(() => this.thread()?.detail?.contact ?? null);
  protected readonly state = computed(() => {
    const state = this.thread()?.state ?? 'loading';
    return state === 'missing' ? 'failed' : state;
  });

  protected rename(name: string): void {
    const contact = this.contact();
    if (contact) void this.actions.updateContact(contact, { name });
  }

  protected setTags(tags: string[]): void {
    const contact = this.contact();
    if (contact) void this.actions.updateContact(contact, { tags });
  }

  protected tryAgain(): void {
    const id = this.thread()?.conversationId;
    if (id) void this.threads.fetch(id);
  }
}
