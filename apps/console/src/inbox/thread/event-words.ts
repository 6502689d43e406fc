import type { ThreadEvent } from './thread-message';

const text = (data: unknown, ...keys: string[]): string | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  for (const key of keys) {
    const value = (data as Record<string, unknown>)[key];
    if (typeof value === 'string' && value) return value;
  }
  return undefined;
};

const lower = (word: string | undefined) => word?.toLowerCase();

/** One conversation event as a short sentence; a kind we do not know reads as its own name. */
export function eventWords(event: Pick<ThreadEvent, 'kind' | 'actor' | 'data'>): string {
  const { actor, data } = event;
  const by = actor ? ` by ${actor.name}` : '';
  const assignee = text(data, 'assigneeName', 'assignee', 'memberName');
  const team = text(data, 'teamName', 'team');
  switch (event.kind.toLowerCase()) {
    case 'opened':
      return `Conversation opened${by}`;
    case 'reopened':
      return actor ? `Reopened${by}` : 'Reopened: the customer wrote again';
    case 'closed':
      return `Closed${by}`;
    case 'pending':
      return `Set to pending${by}`;
    case 'assigned':
      if (actor && (assignee === actor.name || text(data, 'assigneeId') === actor.id))
        return `${actor.name} took the conversation`;
      return `Assigned${assignee ? ` to ${assignee}` : ''}${by}`;
    case 'unassigned':
      return `Unassigned${by}`;
    case 'team_changed':
      return `${team ? `Moved to ${team}` : 'Taken off its team'}${by}`;
    case 'priority_changed': {
      const to = lower(text(data, 'to', 'priority'));
      return `Priority ${to ? `set to ${to}` : 'changed'}${by}`;
    }
    case 'merged':
      return 'Joined with the conversation of the same person';
    default: {
      const words = event.kind.replaceAll('_', ' ').toLowerCase();
      return `${words.charAt(0).toUpperCase()}${words.slice(1)}${by}`;
    }
  }
}
