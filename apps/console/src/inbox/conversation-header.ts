import {
  CdkMenu,
  CdkMenuGroup,
  CdkMenuItem,
  CdkMenuItemRadio,
  CdkMenuTrigger,
} from '@angular/cdk/menu';
import { Component, computed, input, output, viewChild } from '@angular/core';
import type { AssigneesQuery, Priority } from '../core/graphql/generated';
import { Avatar } from '../ui/avatar';
import { Glyph } from '../ui/glyph';
import type { Assignment } from './inbox-actions';
import type { ConversationRow } from './list-filter';
import { ago } from './row-time';
import { groupedPhone } from './contact-panel/phone-groups';

/** Whom the conversation is with, who has it, and what is done with it as a whole. */
@Component({
  selector: 'dc-conversation-header',
  imports: [Avatar, CdkMenu, CdkMenuGroup, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger, Glyph],
  templateUrl: './conversation-header.html',
  styleUrl: './conversation-header.scss',
})
export class ConversationHeader {
  readonly row = input.required<ConversationRow>();
  readonly now = input.required<number>();
  readonly viewerId = input.required<string | null>();
  readonly members = input<AssigneesQuery['members']>([]);
  readonly teams = input<AssigneesQuery['teams']>([]);
  readonly canAssign = input(false);
  readonly canExport = input(false);
  readonly isPanelShown = input(false);
  readonly hasBack = input(false);

  readonly back = output<void>();
  readonly claim = output<void>();
  readonly assign = output<Assignment>();
  readonly resolve = output<void>();
  readonly reopen = output<void>();
  readonly priorityChange = output<Priority>();
  readonly markUnread = output<void>();
  readonly saveLog = output<void>();
  readonly togglePanel = output<void>();

  private readonly assignTrigger = viewChild('assignTrigger', { read: CdkMenuTrigger });

  protected readonly priorities: readonly { readonly priority: Priority; readonly name: string }[] =
    [
      { priority: 'URGENT', name: 'Urgent' },
      { priority: 'HIGH', name: 'High' },
      { priority: 'NORMAL', name: 'Normal' },
      { priority: 'LOW', name: 'Low' },
    ];
  protected readonly isClosed = computed(() => this.row().status === 'CLOSED');
  protected readonly isUnassigned = computed(() => !this.row().assignee);
  protected readonly me = computed(() => this.members().find(({ id }) => id === this.viewerId()));
  protected readonly others = computed(() =>
    this.members().filter(({ id }) => id !== this.viewerId()),
  );
  protected readonly about = computed(() => {
    const { contact, channel, waitingSince } = this.row();
    const address = contact.phone
      ? groupedPhone(contact.phone)
      : contact.username && `@${contact.username}`;
    const waiting = waitingSince && `waiting ${ago(waitingSince, this.now())}`;
    return [address, channel.name, waiting].filter(Boolean).join(' · ');
  });
  protected readonly assigneeName = computed(() => {
    const { assignee, team } = this.row();
    if (assignee) return assignee.id === this.viewerId() ? 'You' : assignee.name;
    return team ? team.name : 'Unassigned';
  });

  openAssign(): void {
    const trigger = this.assignTrigger();
    trigger?.open();
    setTimeout(() => trigger?.getMenu()?.focusFirstItem('keyboard'));
  }

  protected assignTo(assignment: Partial<Assignment>): void {
    this.assign.emit({ assignee: null, team: this.row().team, ...assignment });
  }
}
