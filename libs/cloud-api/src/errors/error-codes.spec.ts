import { readError } from './cloud-api-error';
import { errorCodes, explainError } from './error-codes';

describe('the table of errors', () => {
  it('explains every code in sentences', () => {
    expect(errorCodes.size).toBeGreaterThan(80);
    for (const row of errorCodes.values()) {
      expect(row.meaning).toMatch(/^[A-Z].*\.$/);
      expect(row.action).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('pauses a channel without a token and records an opt-out', () => {
    expect(explainError(190)).toMatchObject({ pausesChannel: true, scope: 'channel', retry: 'no' });
    expect(explainError(131050)).toMatchObject({ optsOut: true });
    expect(explainError(131047).pausesChannel).toBeUndefined();
  });

  it('has a careful answer for codes that are new to it', () => {
    expect(explainError(299)).toMatchObject({ code: 299, pausesChannel: true });
    expect(explainError(138_999)).toMatchObject({ code: 138_999, retry: 'no' });
    expect(explainError(424_242)).toMatchObject({ code: 424_242, retry: 'no', scope: 'message' });
  });

  it('reads errors of answers and of webhooks alike', () => {
    expect(
      readError(
        {
          message: '(#131047) Re-engagement message',
          code: 131047,
          error_data: { details: 'd' },
          fbtrace_id: 'A',
        },
        400,
      ),
    ).toEqual({
      code: 131047,
      title: 'Re-engagement message',
      message: '(#131047) Re-engagement message',
      details: 'd',
      fbtraceId: 'A',
      httpStatus: 400,
    });
    expect(readError({ code: '131026', title: 'Undeliverable' })).toEqual({
      code: 131026,
      title: 'Undeliverable',
      message: 'Undeliverable',
    });
    expect(readError({ message: 'no code' })).toBeUndefined();
    expect(readError(null)).toBeUndefined();
  });
});
