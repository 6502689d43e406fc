import { faultOfLine, faultOfStatus, toFault } from './fault';
import { settle } from './settle';
import { retryWait } from './socket';

describe('A fault', () => {
  it('carries the id under which the server noted it, and no inner words', () => {
    const fault = faultOfLine({
      message: 'inside',
      extensions: { code: 'INTERNAL', requestId: 'r-1' },
    });
    expect(fault).toMatchObject({ kind: 'internal', requestId: 'r-1' });
    expect(fault.message).not.toContain('inside');
  });

  it.each([
    ['UNAUTHENTICATED', 'unauthenticated'],
    ['FORBIDDEN', 'forbidden'],
    ['BAD_USER_INPUT', 'refused'],
    ['SOMETHING_NEW', 'internal'],
  ])('of code %s is %s', (code, kind) => {
    expect(faultOfLine({ extensions: { code } }).kind).toBe(kind);
  });

  it('is an outage when nothing came back, or a gateway without its server', () => {
    expect(toFault(new TypeError('Failed to fetch')).kind).toBe('offline');
    expect(faultOfStatus(502, null).kind).toBe('offline');
    expect(faultOfStatus(500, 'r-2')).toMatchObject({ kind: 'internal', requestId: 'r-2' });
  });
});

describe('The answer of a mutation', () => {
  it('is parted into what was asked for and the refusal', () => {
    expect(settle({ __typename: 'Message', id: '1' })).toEqual({
      ok: true,
      value: { __typename: 'Message', id: '1' },
    });
    expect(settle({ __typename: 'NotFound', code: 'NOT_FOUND', message: 'Gone' })).toMatchObject({
      ok: false,
      refusal: { code: 'NOT_FOUND' },
    });
  });
});

describe('Reconnecting', () => {
  it('waits longer each time, never beyond ten seconds, and not in step with others', () => {
    expect(retryWait(0, 1)).toBe(500);
    expect(retryWait(3, 1)).toBe(4_000);
    expect(retryWait(20, 1)).toBe(10_000);
    expect(retryWait(3, 0)).toBe(2_000);
  });
});
