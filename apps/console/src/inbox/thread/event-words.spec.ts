import { eventWords } from './event-words';

const actor = { id: 'achieng', name: 'Achieng' };

describe('event words', () => {
  it.each([
    [{ kind: 'opened', actor: null, data: {} }, 'Conversation opened'],
    [{ kind: 'assigned', actor, data: { assigneeName: 'Brian' } }, 'Assigned to Brian by Achieng'],
    [{ kind: 'ASSIGNED', actor, data: { assigneeId: 'achieng' } }, 'Achieng took the conversation'],
    [{ kind: 'unassigned', actor, data: null }, 'Unassigned by Achieng'],
    [{ kind: 'priority_changed', actor, data: { to: 'HIGH' } }, 'Priority set to high by Achieng'],
    [{ kind: 'reopened', actor: null, data: {} }, 'Reopened: the customer wrote again'],
    [{ kind: 'campaign_sent', actor: null, data: 'odd' }, 'Campaign sent'],
  ])('says %j in a sentence', (event, words) => {
    expect(eventWords(event)).toBe(words);
  });
});
