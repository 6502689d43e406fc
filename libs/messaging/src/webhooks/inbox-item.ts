import type { ParsedItem } from '@datacare/cloud-api';

/** A stored webhook item, ready to be applied. */
export interface InboxItem<Kind extends ParsedItem['kind'] = ParsedItem['kind']> {
  /** Id of the webhook_event row. */
  id: string;
  parsed: Extract<ParsedItem, { kind: Kind }>;
  correlationId: string | null;
}

/** An item of a number that is one of our channels. */
export interface ChannelItem<
  Kind extends ParsedItem['kind'] = ParsedItem['kind'],
> extends InboxItem<Kind> {
  channelId: string;
  /** Business account of the channel: what business-scoped ids belong to. */
  businessAccountId: string;
}

/** What became of an item; `later` tries again with growing pauses, `dead` waits for a person. */
export interface ItemFailure {
  id: string;
  fate: 'later' | 'dead';
  error: string;
}

export const ofKind = <Item extends InboxItem, Kind extends ParsedItem['kind']>(
  items: readonly Item[],
  ...kinds: Kind[]
) =>
  items.filter(({ parsed }) => (kinds as string[]).includes(parsed.kind)) as (Item & {
    parsed: Extract<ParsedItem, { kind: Kind }>;
  })[];

/** Kinds that only make sense for a number that is a channel here. */
export const channelKinds: readonly ParsedItem['kind'][] = [
  'message',
  'status',
  'reaction',
  'edit',
  'revoke',
  'system',
  'echo',
];
