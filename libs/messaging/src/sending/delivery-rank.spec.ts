import { advanced, type DeliveryReport, type DeliveryState } from './delivery-rank';

const accepted: DeliveryState = {
  status: 'accepted',
  statusTimes: { accepted: '2026-11-20T10:00:00.000Z' },
  error: null,
};
const error = { code: 131026, title: 'Message undeliverable' };
const report = (status: DeliveryReport['status'], second: number): DeliveryReport => ({
  status,
  at: new Date(Date.UTC(2026, 10, 20, 10, 0, second)),
  ...(status === 'failed' ? { error } : {}),
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

describe('delivery rank', () => {
  const reports = [
    report('sent', 1),
    report('delivered', 2),
    report('read', 3),
    report('played', 4),
  ];

  it.each(
    permutations(reports).map(
      (order) => [order.map(({ status }) => status).join(', '), order] as const,
    ),
  )('ends at played with every time when the reports come as %s', (_, order) => {
    const end = order.reduce(advanced, accepted);
    expect(end.status).toBe('played');
    expect(end.statusTimes).toEqual({
      accepted: '2026-11-20T10:00:00.000Z',
      sent: '2026-11-20T10:00:01.000Z',
      delivered: '2026-11-20T10:00:02.000Z',
      read: '2026-11-20T10:00:03.000Z',
      played: '2026-11-20T10:00:04.000Z',
    });
  });

  it.each(permutations([report('sent', 1), report('failed', 2)]))(
    'ends at failed when it was only sent (%#)',
    (...order) => {
      expect([...order].reduce(advanced, accepted)).toMatchObject({ status: 'failed', error });
    },
  );

  it.each(permutations([report('sent', 1), report('failed', 2), report('delivered', 3)]))(
    'never shows a failure of what was delivered (%#)',
    (...order) => {
      expect([...order].reduce(advanced, accepted)).toMatchObject({
        status: 'delivered',
        error: null,
      });
    },
  );

  it('shows that a message given up was sent after all', () => {
    expect(advanced({ ...accepted, status: 'cancelled' }, report('sent', 1)).status).toBe('sent');
  });

  it('keeps the first time of a status that is reported twice', () => {
    const once = advanced(accepted, report('sent', 1));
    expect(advanced(once, report('sent', 9)).statusTimes.sent).toBe('2026-11-20T10:00:01.000Z');
  });

  it('leaves unconfirmed by any report', () => {
    expect(advanced({ ...accepted, status: 'unconfirmed' }, report('sent', 1)).status).toBe('sent');
  });
});
