import type { ConversationOrder } from '../core/graphql/generated';
import { type ListFilter, type ListTab, firstFilter } from './list-filter';

/** The list's filter as the address bar holds it; what is usual is left out. */
export interface ListAddress {
  readonly tab?: string | undefined;
  readonly state?: string | undefined;
  readonly order?: string | undefined;
  readonly window?: string | undefined;
  readonly channel?: string | undefined;
}

const tabs: readonly ListTab[] = ['mine', 'unassigned', 'all'];
const orders: readonly ConversationOrder[] = ['RECENT', 'WAITING', 'PRIORITY'];

/** Whatever somebody typed into the address bar becomes a filter that exists. */
export function fromAddress(address: ListAddress): ListFilter {
  return {
    tab: tabs.find((tab) => tab === address.tab) ?? firstFilter.tab,
    isClosed: address.state === 'closed',
    order: orders.find((order) => order.toLowerCase() === address.order) ?? firstFilter.order,
    isWindowClosed: address.window === 'closed',
    channelId: address.channel ?? null,
  };
}

/** Query parameters for the router: null takes one away. */
export function toAddress(filter: ListFilter): Record<keyof ListAddress, string | null> {
  return {
    tab: filter.tab === firstFilter.tab ? null : filter.tab,
    state: filter.isClosed ? 'closed' : null,
    order: filter.order === firstFilter.order ? null : filter.order.toLowerCase(),
    window: filter.isWindowClosed ? 'closed' : null,
    channel: filter.channelId,
  };
}
