import type { SendOutcome } from '@datacare/cloud-api';
import { planFor } from './outcome-plan';

const attempt = { postponements: 0, priority: 0 };
const error = (code: number) => ({ code, title: `Error ${code}`, message: `Error ${code}` });
const rejected = (code: number): SendOutcome => ({ kind: 'rejected', error: error(code) });
const retry = (
  code: number,
  scope: 'pair' | 'number' | 'account' | 'request',
  afterMs: number,
): SendOutcome => ({
  kind: 'retry',
  scope,
  afterMs,
  error: error(code),
  reason: `Error ${code}`,
});

describe('the plan for an outcome', () => {
  it.each([0, 190, 368, 131031, 131042])(
    'keeps the message and pauses the channel on %i',
    (code) => {
      expect(planFor(rejected(code), attempt)).toMatchObject({ do: 'pause', error: { code } });
    },
  );

  it.each([100, 130472, 131026, 131047, 131049, 132000, 132001])('fails on %i', (code) => {
    expect(planFor(rejected(code), attempt)).toMatchObject({
      do: 'fail',
      error: { code },
      optsOut: false,
    });
  });

  it('records an opt-out on 131050', () => {
    expect(planFor(rejected(131050), attempt)).toMatchObject({ do: 'fail', optsOut: true });
  });

  it('lets a person wait longer after every 131056', () => {
    const outcome = retry(131056, 'pair', 6_000);
    expect(planFor(outcome, attempt)).toMatchObject({ do: 'wait', scope: 'pair', afterMs: 6_000 });
    expect(planFor(outcome, { ...attempt, postponements: 3 })).toMatchObject({ afterMs: 64_000 });
  });

  it('never fails for being told to slow down', () => {
    expect(
      planFor(retry(130429, 'number', 1_000), { ...attempt, postponements: 900 }),
    ).toMatchObject({ do: 'wait', scope: 'number' });
  });

  it('tries an unknown error a few times and then fails', () => {
    expect(planFor(retry(1, 'request', 5_000), attempt)).toMatchObject({
      do: 'wait',
      afterMs: 5_000,
    });
    expect(planFor(retry(1, 'request', 5_000), { ...attempt, postponements: 2 })).toMatchObject({
      afterMs: 20_000,
    });
    expect(planFor(retry(1, 'request', 5_000), { ...attempt, postponements: 5 })).toMatchObject({
      do: 'fail',
    });
  });

  it('waits for ever while WhatsApp cannot be reached', () => {
    const unreachable: SendOutcome = {
      kind: 'retry',
      scope: 'request',
      afterMs: 2_000,
      reason: 'ECONNREFUSED',
    };
    expect(planFor(unreachable, { ...attempt, postponements: 500 })).toMatchObject({
      do: 'wait',
      code: null,
      afterMs: 60_000,
    });
  });

  it('tells a person at once what a campaign would wait for', () => {
    expect(planFor(retry(132015, 'request', 3_600_000), attempt)).toMatchObject({ do: 'fail' });
    expect(planFor(retry(132015, 'request', 3_600_000), { ...attempt, priority: 2 })).toMatchObject(
      { do: 'wait' },
    );
  });

  it('doubts what may have been sent', () => {
    expect(planFor({ kind: 'ambiguous', reason: 'ECONNRESET' }, attempt)).toEqual({
      do: 'doubt',
      reason: 'ECONNRESET',
      code: null,
    });
  });
});
