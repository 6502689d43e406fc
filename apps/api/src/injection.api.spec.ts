import { aConversation, aThread } from '@datacare/inbox/testing';
import { newId, query } from '@datacare/platform';
import { places, type Known } from './testing/operations';
import { wholeApp, type WholeApp } from './testing/whole-app';

const texts = [
  "' or 1=1 --",
  "'; drop table message; --",
  "1') or ('1'='1",
  "%' or '%'='",
  '1 union select password_hash from member',
  '$1; select pg_sleep(10)',
  '\\',
  '{"$ne":""}',
  '$where',
  '${7*7}{{7*7}}',
  '../../etc/passwd',
  'a\u0000b',
  '\ud800',
  '__proto__',
  'W10=',
  'WyInIG9yIDE9MSJd',
  '9'.repeat(400),
  'x'.repeat(20_000),
];
const objects = [
  { $ne: '' },
  { $gt: '' },
  { $where: 'sleep(10000)' },
  { type: { $ne: '' } },
  { type: 'text', text: { $regex: '.*' } },
  { type: 'text', text: { body: { $ne: '' } } },
  { type: "text' or 1=1", text: { body: 'x' } },
  { type: 'text', text: { body: 'a\u0000b' } },
  { type: 'image', image: { mediaId: "' or 1=1" } },
  { type: 'reaction', reaction: { message_id: "' or 1=1", emoji: '\ud800' } },
  { type: 'template', template: { name: "' or 1=1", language: { code: '{"$ne":""}' } } },
  ['$ne'],
  [[[[[[[[{ a: [{}] }]]]]]]]],
  1e308,
  null,
  true,
];

describe('hostile values at every place of the schema that takes text, an id or JSON', () => {
  let app: WholeApp;
  let token: string;
  let known: () => Known;
  const counts = async () => {
    const tables = await query<{ name: string }>(
      app.db.em(),
      `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
    );
    const rows = await Promise.all(
      tables.map(({ name }) =>
        query<{ n: number }>(app.db.em(), `select count(*)::int as n from "${name}"`),
      ),
    );
    return Object.fromEntries(tables.map(({ name }, index) => [name, rows[index]![0]!.n]));
  };
  beforeAll(async () => {
    app = await wholeApp();
    token = await app.tokenOf('admin');
    const em = app.db.em();
    const thread = await aThread(em);
    thread.lastInboundAt = new Date();
    await em.flush();
    const conversation = await aConversation(em, { thread });
    const { body } = await app.ask(await app.tokenOf('agent'), '{ me { member { id } } }');
    const memberId = (body.data as { me: { member: { id: string } } }).me.member.id;
    const team = await app.ask(
      token,
      'mutation { createTeam(input: { name: "Sales" }) { ... on Team { id } } }',
    );
    const teamId = (team.body.data as { createTeam: { id: string } }).createTeam.id;
    // Each value meets an operation that would go through without it.
    known = () => ({
      conversationId: conversation.id,
      channelId: thread.channelId,
      'testChannel id': thread.channelId,
      contactId: thread.contactId,
      memberId,
      memberIds: [memberId],
      assigneeId: memberId,
      teamId,
      email: `${newId()}@duka.example`,
      name: `Name ${newId()}`,
      temporaryPassword: 'mvua kubwa leo usiku',
      newPassword: 'mvua kubwa leo usiku',
      role: 'AGENT',
      isSuspended: false,
      clientKey: newId(),
      replyToMessageId: null,
      after: null,
      language: 'sw',
      tags: ['vip'],
    });
  });
  afterAll(() => app.close());

  it('are many places', () => {
    expect(places.length).toBeGreaterThan(40);
    expect(places.filter(({ isJson }) => isJson).length).toBeGreaterThan(0);
  });

  it.each(places.map((place) => [`${place.operation} ${place.path}`, place] as const))(
    '%s takes them for values or refuses them, and breaks nothing',
    async (_, place) => {
      const before = await counts();
      for (const value of [...texts, ...(place.isJson ? objects : [{ $ne: '' }, ['$ne']])]) {
        const { status, body } = await app.ask(
          token,
          place.document,
          place.variables(value, known()),
        );
        const told = JSON.stringify(body);
        expect({ value, status: status < 500, told }).toEqual({
          value,
          status: true,
          told: expect.not.stringMatching(
            /"INTERNAL"|UNAUTHENTICATED|syntax error|node_modules|password_hash|\$argon2/,
          ),
        });
      }
      const after = await counts();
      expect(Object.keys(after)).toEqual(Object.keys(before));
      // What a name or a title may be, is kept; nothing is ever taken away.
      for (const [table, n] of Object.entries(before))
        expect([table, after[table]! >= n]).toEqual([table, true]);
    },
  );

  it('have left the one who asked signed in, and made nobody else an administrator', async () => {
    const { body } = await app.ask(token, '{ me { member { role } } members { role } }');
    const { me, members } = body.data as { me: unknown; members: { role: string }[] };
    expect(me).toEqual({ member: { role: 'ADMIN' } });
    expect(members.filter(({ role }) => role === 'ADMIN')).toHaveLength(1);
  });
});
