import { leastTick, problemOf, statusLines, tickOf } from './delivery';
import { sampleMessage } from './samples';
import type { MessageStatus } from './thread-message';

const out = (status: MessageStatus, more = {}) =>
  sampleMessage({ direction: 'OUTBOUND', status, ...more });
const failure = {
  code: 131026,
  title: 'Undeliverable',
  details: null,
  meaning: 'Not on WhatsApp.',
  action: 'Call them.',
  canRetry: true,
};

describe('ticks', () => {
  it.each([
    ['QUEUED', 'clock'],
    ['SENDING', 'clock'],
    ['ACCEPTED', 'clock'],
    ['UNCONFIRMED', 'unknown'],
    ['SENT', 'one'],
    ['DELIVERED', 'two'],
    ['READ', 'blue'],
    ['PLAYED', 'played'],
    ['FAILED', 'failed'],
    ['CANCELLED', 'dropped'],
  ] as const)('shows %s as %s', (status, mark) => {
    expect(tickOf(out(status))?.mark).toBe(mark);
  });

  it('gives the customer’s messages none', () => {
    expect(tickOf(sampleMessage())).toBeUndefined();
  });

  it('shows several messages as far as the one that got least far', () => {
    expect(leastTick([out('READ'), out('SENT'), out('DELIVERED')])?.mark).toBe('one');
  });
});

describe('delivery details', () => {
  it('lists one time per status, oldest first, however they came', () => {
    const lines = statusLines({
      statusTimes: [
        { status: 'READ', at: '2026-11-22T09:02:00Z' },
        { status: 'SENT', at: '2026-11-22T09:00:00Z' },
        { status: 'DELIVERED', at: '2026-11-22T09:01:00Z' },
      ],
    });
    expect(lines.map((line) => line.word)).toEqual(['Sent', 'Delivered', 'Read']);
  });

  it('says why a message failed, what to do, and offers Retry', () => {
    expect(problemOf(out('FAILED', { failure }))).toMatchObject({
      title: 'Not delivered (code 131026)',
      meaning: 'Not on WhatsApp.',
      action: 'Call them.',
      again: 'Retry',
    });
  });

  it('offers no Retry where it cannot help', () => {
    expect(
      problemOf(out('FAILED', { failure: { ...failure, canRetry: false } })),
    ).not.toHaveProperty('again');
  });

  it('offers Resend and Drop for what is not confirmed', () => {
    expect(problemOf(out('UNCONFIRMED'))).toMatchObject({
      again: 'Resend',
      canDrop: true,
      tone: 'caution',
    });
  });

  it('has nothing to say about a message that is on its way', () => {
    expect(problemOf(out('QUEUED'))).toBeUndefined();
    expect(problemOf(out('READ'))).toBeUndefined();
  });
});
