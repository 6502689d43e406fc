import { sampleEvent, sampleMessage, samplePhoto, sampleText, start } from './samples';
import { firstUnread, threadRows, type MessageRow, type ThreadRow } from './thread-rows';

const options = { zone: 'Africa/Nairobi', now: start };
const rowsOf = (
  messages: Parameters<typeof threadRows>[0],
  events: Parameters<typeof threadRows>[1] = [],
  more = {},
) => threadRows(messages, events, { ...options, ...more });
const bubbles = (rows: ThreadRow[]) =>
  rows.filter((row): row is MessageRow => row.kind === 'message');
const kinds = (rows: ThreadRow[]) => rows.map((row) => row.kind);

describe('rows of a thread', () => {
  it('groups messages of one author within three minutes', () => {
    const rows = bubbles(
      rowsOf([sampleText('a'), sampleText('b', { after: 3 }), sampleText('c', { after: 6.1 })]),
    );
    expect(rows.map((row) => [row.isFirst, row.isLast])).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  it('breaks a group where another author writes', () => {
    const out = { direction: 'OUTBOUND' } as const;
    const rows = bubbles(
      rowsOf([
        sampleText('a', out),
        sampleText('b', { ...out, author: { id: 'brian', name: 'Brian' } }),
        sampleText('c', { ...out, authorKind: 'BOT', author: null }),
        sampleText('d'),
      ]),
    );
    expect(rows.every((row) => row.isFirst && row.isLast)).toBe(true);
  });

  it('divides days at midnight in Nairobi', () => {
    const rows = rowsOf([
      sampleText('a', { at: '2026-11-21T20:59:00Z' }),
      sampleText('b', { at: '2026-11-21T21:00:30Z' }),
    ]);
    expect(rows.map((row) => (row.kind === 'day' ? row.label : row.kind))).toEqual([
      'Yesterday',
      'message',
      'Today',
      'message',
    ]);
    expect(bubbles(rows).every((row) => row.isFirst)).toBe(true);
  });

  it('puts the "new messages" line before the first unread message', () => {
    const messages = [
      sampleText('a'),
      sampleText('b', { after: 1 }),
      sampleText('c', { after: 2 }),
    ];
    const rows = rowsOf(messages, [], { firstUnreadId: messages[1]!.id, unreadCount: 2 });
    expect(kinds(rows)).toEqual(['day', 'message', 'unread', 'message', 'message']);
  });

  it('finds the first unread among the customer’s own messages', () => {
    const messages = [
      sampleText('a'),
      sampleText('b'),
      sampleText('c', { direction: 'OUTBOUND' }),
      sampleText('d'),
    ];
    expect(firstUnread(messages, 2)).toBe(messages[1]!.id);
    expect(firstUnread(messages, 9)).toBe(messages[0]!.id);
    expect(firstUnread(messages, 0)).toBeUndefined();
  });

  it('gathers events between two messages in one row, in order of time', () => {
    const rows = rowsOf(
      [sampleText('a'), sampleText('b', { after: 9 })],
      [sampleEvent('closed', 5), sampleEvent('assigned', 4)],
    );
    expect(kinds(rows)).toEqual(['day', 'message', 'events', 'message']);
    expect(rows[2]).toMatchObject({ events: [{ kind: 'assigned' }, { kind: 'closed' }] });
  });

  it('makes three plain photos in a row a grid, and two none', () => {
    const three = rowsOf([samplePhoto(), samplePhoto(), samplePhoto()]);
    expect(kinds(three)).toEqual(['day', 'message']);
    expect(bubbles(three)[0]!.album).toHaveLength(3);
    expect(bubbles(rowsOf([samplePhoto(), samplePhoto()])).map((row) => row.album)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('leaves photos out of a grid that have something of their own to show', () => {
    const photos = [
      samplePhoto(),
      samplePhoto({ reactions: [{ by: 'CUSTOMER', emoji: '👍', at: '' }] }),
      samplePhoto(),
    ];
    expect(bubbles(rowsOf(photos))).toHaveLength(3);
    const failed = [
      samplePhoto(),
      samplePhoto(),
      samplePhoto({ direction: 'OUTBOUND', status: 'FAILED' }),
    ];
    expect(bubbles(rowsOf(failed))).toHaveLength(3);
  });

  it('keeps the row of an optimistic message when the stored one takes its place', () => {
    const [pending] = bubbles(rowsOf([sampleMessage({ clientKey: 'key' })]));
    const [stored] = bubbles(rowsOf([sampleMessage({ clientKey: 'key' })]));
    expect(pending!.message.id).not.toBe(stored!.message.id);
    expect(pending!.key).toBe(stored!.key);
  });

  it('puts messages that come out of order in the order of time', () => {
    const rows = bubbles(rowsOf([sampleText('late', { after: 9 }), sampleText('early')]));
    expect(rows.map((row) => row.message.preview)).toEqual(['early', 'late']);
  });

  it('gives every row a key of its own', () => {
    const messages = Array.from({ length: 500 }, (_, index) =>
      index % 7 ? sampleText('x', { after: index * 20 }) : samplePhoto({ after: index * 20 }),
    );
    const keys = rowsOf(messages, [sampleEvent('closed', 50)]).map((row) => row.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
