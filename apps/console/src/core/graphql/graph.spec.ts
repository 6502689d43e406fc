import { TestBed } from '@angular/core/testing';
import { AccessToken } from '../session/access-token';
import { Graph } from './graph';
import type { TypedDocument } from './typed-document';

const document = 'query Anything { anything }' as TypedDocument<
  { anything: number },
  Record<string, never>
>;
const answer = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  ({ status, headers: new Headers(headers), json: async () => body }) as Response;
const refused = { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] };

describe('The door to the API', () => {
  const original = globalThis.fetch;
  let graph: Graph;
  let token: AccessToken;
  let answers: (() => Response | Promise<Response>)[];
  let tokens: (string | null)[];

  beforeEach(() => {
    tokens = [];
    globalThis.fetch = async (_address, options) => {
      tokens.push(new Headers(options?.headers).get('authorization'));
      return (answers.shift() ?? (() => answer({ data: { anything: 1 } })))();
    };
    token = TestBed.inject(AccessToken);
    token.hold({ value: 'old', expiresAt: Date.now() + 900_000 });
    graph = TestBed.inject(Graph);
  });

  afterEach(() => (globalThis.fetch = original));

  it('renews a token that was revoked before its time and asks again', async () => {
    token.renewWith(async () => ({ value: 'new', expiresAt: Date.now() + 900_000 }));
    answers = [() => answer(refused, 401)];
    expect(await graph.query(document, {})).toEqual({ anything: 1 });
    expect(tokens).toEqual(['Bearer old', 'Bearer new']);
  });

  it('asks twice at most', async () => {
    token.renewWith(async () => ({ value: 'new', expiresAt: Date.now() + 900_000 }));
    answers = [() => answer(refused), () => answer(refused)];
    await expect(graph.query(document, {})).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(tokens).toHaveLength(2);
  });

  it('sends no token for what is asked by nobody, and renews none', async () => {
    answers = [() => answer(refused)];
    await expect(graph.mutate(document, {}, { isAnonymous: true })).rejects.toMatchObject({
      kind: 'unauthenticated',
    });
    expect(tokens).toEqual([null]);
  });

  it('tells an outage from a bug', async () => {
    answers = [
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => answer('<html>', 500, { 'x-request-id': 'r-3' }),
    ];
    await expect(graph.query(document, {})).rejects.toMatchObject({ kind: 'offline' });
    await expect(graph.query(document, {})).rejects.toMatchObject({
      kind: 'internal',
      requestId: 'r-3',
    });
  });
});
