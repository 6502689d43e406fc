import type { EventRecord } from '@datacare/platform';

/** By message: the id that follows its news from webhook to screen. */
export type Correlations = ReadonlyMap<string, string | null>;

/** The correlation ids of events about messages; of several about one message the last counts. */
export const correlationsOf = (events: readonly EventRecord[]): Correlations =>
  new Map(
    events.map(({ payload, correlationId }) => [String(payload['messageId']), correlationId]),
  );
