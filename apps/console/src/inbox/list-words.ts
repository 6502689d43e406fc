import type { ConversationRow, ListFilter } from './list-filter';

/** The rows whose name, number, user name or last words hold what is sought; case and spaces do not matter. */
export function found(
  rows: readonly ConversationRow[],
  sought: string,
): readonly ConversationRow[] {
  const words = sought.trim().toLocaleLowerCase();
  if (!words) return rows;
  const digits = words.replace(/\D/g, '').replace(/^0/, '');
  return rows.filter(({ contact, lastMessagePreview }) => {
    if (digits.length > 2 && contact.phone?.includes(digits)) return true;
    return [contact.displayName, contact.username, lastMessagePreview].some((text) =>
      text?.toLocaleLowerCase().includes(words),
    );
  });
}

export interface EmptyWords {
  readonly heading: string;
  readonly text: string;
}

/** What an empty list says: why it is empty and what to do next. */
export function emptyWords(filter: ListFilter, sought: string): EmptyWords {
  if (sought.trim()) {
    return {
      heading: `Nothing found for “${sought.trim()}”`,
      text: 'Only the conversations loaded into this list are looked through. Scroll down to load more, or change the filters.',
    };
  }
  if (filter.isWindowClosed) {
    return {
      heading: 'No closed windows',
      text: 'Every customer in this list can be answered freely.',
    };
  }
  if (filter.isClosed) {
    return { heading: 'Nothing resolved yet', text: 'Conversations you resolve are kept here.' };
  }
  const byTab: Record<ListFilter['tab'], EmptyWords> = {
    mine: {
      heading: 'You are all caught up',
      text: 'Take a conversation from Unassigned to go on.',
    },
    unassigned: {
      heading: 'Nobody is waiting for an owner',
      text: 'New conversations appear here by themselves.',
    },
    all: {
      heading: 'No open conversations',
      text: 'When a customer writes to one of your numbers, the conversation appears here.',
    },
  };
  return byTab[filter.tab];
}
