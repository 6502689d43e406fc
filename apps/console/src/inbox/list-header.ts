import { CdkMenu, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import {
  Component,
  computed,
  type ElementRef,
  input,
  model,
  output,
  viewChild,
} from '@angular/core';
import type { ConversationCountsQuery, ConversationOrder } from '../core/graphql/generated';
import { Glyph } from '../ui/glyph';
import type { ListFilter, ListTab } from './list-filter';

interface NamedChannel {
  readonly id: string;
  readonly name: string;
}

const COUNTED_TO = 1000;

/** What the list shows, as tabs and as chips that read like a sentence. */
@Component({
  selector: 'dc-list-header',
  imports: [CdkMenu, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger, Glyph],
  templateUrl: './list-header.html',
  styleUrl: './list-header.scss',
})
export class ListHeader {
  readonly filter = input.required<ListFilter>();
  readonly counts = input<ConversationCountsQuery['conversationCounts'] | null>(null);
  readonly channels = input<readonly NamedChannel[]>([]);
  /** What is looked for in the rows that are loaded. */
  readonly sought = model('');
  readonly filterChange = output<ListFilter>();

  private readonly searchField = viewChild.required<ElementRef<HTMLInputElement>>('search');

  protected readonly tabs: readonly { readonly tab: ListTab; readonly name: string }[] = [
    { tab: 'mine', name: 'Mine' },
    { tab: 'unassigned', name: 'Unassigned' },
    { tab: 'all', name: 'All' },
  ];
  protected readonly orders: readonly {
    readonly order: ConversationOrder;
    readonly name: string;
  }[] = [
    { order: 'RECENT', name: 'Newest' },
    { order: 'WAITING', name: 'Longest wait' },
    { order: 'PRIORITY', name: 'Priority' },
  ];
  protected readonly orderName = computed(
    () => this.orders.find(({ order }) => order === this.filter().order)?.name,
  );
  protected readonly channelName = computed(
    () => this.channels().find(({ id }) => id === this.filter().channelId)?.name ?? 'Numbers',
  );

  focusSearch(): void {
    this.searchField().nativeElement.focus();
    this.searchField().nativeElement.select();
  }

  protected change(part: Partial<ListFilter>): void {
    this.filterChange.emit({ ...this.filter(), ...part });
  }

  protected shown(count: number): string {
    return count >= COUNTED_TO ? '1,000+' : String(count);
  }

  protected leaveSearch(event: Event): void {
    event.stopPropagation();
    this.sought.set('');
    this.searchField().nativeElement.blur();
  }
}
