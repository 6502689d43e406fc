import { messagingApp, type MessagingApp } from '../testing/messaging-app';
import { messageOf, messagesBody, text } from '../testing/webhook-bodies';
import { IngestService } from './ingest.service';

const list =
  'query ($first: Int, $after: String) { deadLetters(first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id source field error body attempts } } } }';
const replay = 'mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) }';
const drop = 'mutation ($ids: [ID!]!) { dropDeadLetters(ids: $ids) }';

interface Page {
  deadLetters: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: { id: string; error: string; body: string; attempts: number; field: string } }[];
  };
}

describe('dead letters', () => {
  let app: MessagingApp;
  let manager: string;
  beforeAll(async () => {
    app = await messagingApp();
    manager = await app.tokenOf('manager');
  });
  afterAll(() => app.close());

  const ingest = async () => {
    while (await app.get(IngestService).run());
  };
  /** Three messages of a number that is no channel here. */
  const park = async () => {
    await app.rows('delete from webhook_event');
    const customer = { waId: '254712345678' };
    for (const body of ['one', 'two', 'three'])
      await app.post(JSON.stringify(messagesBody(customer, [messageOf(customer, text(body))])));
    await ingest();
    await app.rows('update webhook_event set dead_at = now() where dead_at is null');
  };
  const page = async (variables: object, token = manager) => app.ask<Page>(token, list, variables);

  it('are listed newest first, in pages, with what came and what went wrong', async () => {
    await park();
    const first = (await page({ first: 2 })).data!.deadLetters;
    expect(first.edges).toHaveLength(2);
    expect(first.edges[0]!.node).toMatchObject({ field: 'messages', source: 'webhook' });
    expect(first.edges[0]!.node.body).toContain('three');
    expect(first.edges[0]!.node.error).not.toBe('');
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = (await page({ first: 2, after: first.pageInfo.endCursor })).data!.deadLetters;
    expect(rest.edges.map(({ node }) => node.body)).toEqual([expect.stringContaining('one')]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it('are tried again once and count anew; what is dropped is gone from the list', async () => {
    await park();
    const ids = (await page({ first: 10 })).data!.deadLetters.edges.map(({ node }) => node.id);
    expect((await app.ask(manager, replay, { ids: [ids[0], ids[0]] })).data).toEqual({
      replayDeadLetters: 1,
    });
    expect((await app.ask(manager, replay, { ids: [ids[0]] })).data).toEqual({
      replayDeadLetters: 0,
    });
    expect(await app.rows('select attempts from webhook_event where dead_at is null')).toEqual([
      { attempts: 0 },
    ]);
    expect((await app.ask(manager, drop, { ids: [ids[1]] })).data).toEqual({ dropDeadLetters: 1 });
    const left = (await page({ first: 10 })).data!.deadLetters.edges.map(({ node }) => node.id);
    expect(left).toEqual([ids[2]]);
  });

  it.each(["' or 1=1 --", '1; drop table webhook_event', '{"$ne":""}', '9'.repeat(400), ''])(
    'do not move for the id %p',
    async (id) => {
      await park();
      expect((await app.ask(manager, replay, { ids: [id] })).data).toEqual({
        replayDeadLetters: 0,
      });
      expect((await app.ask(manager, drop, { ids: [id] })).data).toEqual({ dropDeadLetters: 0 });
      expect((await page({ first: 10 })).data!.deadLetters.edges).toHaveLength(3);
    },
  );

  it.each(['agent', 'marketer'] as const)('are not for the role %s', async (role) => {
    const token = await app.tokenOf(role);
    for (const { errors } of [
      await page({ first: 1 }, token),
      await app.ask(token, replay, { ids: ['1'] }),
      await app.ask(token, drop, { ids: ['1'] }),
    ])
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});
