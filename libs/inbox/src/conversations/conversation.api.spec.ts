import { Team, type Member } from '@datacare/identity';
import { newId } from '@datacare/platform';
import { aConversation, aMessage, aThread } from '../testing/conversations';
import { inboxApp, type InboxApp } from '../testing/inbox-app';

let app: InboxApp;
let sales: Team;
let admin: { member: Member; token: string };
let manager: typeof admin;
let agent: typeof admin;
let colleague: typeof admin;
let marketer: typeof admin;

beforeAll(async () => {
  app = await inboxApp();
  sales = new Team('Sales');
  await app.db.em().persist(sales).flush();
  admin = await app.join('admin');
  manager = await app.join('manager');
  agent = await app.join('agent');
  colleague = await app.join('agent', [sales.id]);
  marketer = await app.join('marketer');
}, 60_000);
afterAll(() => app?.close());

const fields = 'id status priority assignee { id name } team { name } unreadCount closedAt';
const refusal = '... on Refusal { code message }';

interface Result {
  __typename: string;
  code?: string;
  [field: string]: unknown;
}
async function act(
  token: string | undefined,
  mutation: string,
  input: Record<string, unknown>,
  more = '',
): Promise<Result | { error: string }> {
  const inputType = inputTypes[mutation] ?? 'ConversationIdInput';
  const { data, errors } = await app.ask<{ result: Result }>(
    token,
    `mutation ($input: ${inputType}!) {
      result: ${mutation}(input: $input) { __typename ... on Conversation { ${fields} } ${refusal} ${more} }
    }`,
    { input },
  );
  return errors ? { error: String(errors[0]!.extensions['code']) } : data!.result;
}
const inputTypes: Record<string, string> = {
  assignConversation: 'AssignConversationInput',
  setConversationStatus: 'SetConversationStatusInput',
  setConversationPriority: 'SetConversationPriorityInput',
};
const fresh = (values: Parameters<typeof aConversation>[1] = {}) =>
  aConversation(app.db.em(), values);

test('nothing is answered without a login, and no conversation to a marketer', async () => {
  const { id } = await fresh();
  const queries = [
    `{ conversations { edges { node { id } } } }`,
    `{ conversationCounts { all } }`,
    `{ conversation(id: "${id}") { id } }`,
    `{ eventsSince(seq: 0) { latestSeq } }`,
    `{ latestSeq }`,
    `mutation { claimConversation(input: { conversationId: "${id}" }) { __typename } }`,
    `mutation { setTyping(input: { conversationId: "${id}" }) }`,
  ];
  for (const query of queries) {
    expect((await app.ask(undefined, query)).errors?.[0]?.extensions['code']).toBe(
      'UNAUTHENTICATED',
    );
    expect((await app.ask(marketer.token, query)).errors?.[0]?.extensions['code']).toBe(
      'FORBIDDEN',
    );
  }
});

test('a conversation comes with its customer, channel, messages and log', async () => {
  const em = app.db.em();
  const conversation = await fresh({ assigneeId: agent.member.id, lastMessagePreview: 'Habari' });
  const thread = { id: conversation.threadId, channelId: conversation.channelId };
  for (const minute of [1, 2, 3]) {
    const at = new Date(Date.UTC(2026, 10, 20, 12, minute));
    await aMessage(em, thread, { text: `number ${minute}`, at });
  }
  const query = `query ($id: ID!, $before: String) { conversation(id: $id) {
    id status priority lastMessagePreview assignee { name } contact { displayName }
    channel { name } events { kind } messages(last: 2, before: $before) {
      edges { cursor node { preview direction status } } pageInfo { hasPreviousPage startCursor } } } }`;
  const { data, errors } = await app.ask<{ conversation: Record<string, unknown> }>(
    agent.token,
    query,
    {
      id: conversation.id,
    },
  );
  expect(errors).toBeUndefined();
  expect(data!.conversation).toMatchObject({
    id: conversation.id,
    status: 'OPEN',
    priority: 'NORMAL',
    lastMessagePreview: 'Habari',
    assignee: { name: agent.member.name },
    contact: { displayName: 'Wanjiku' },
    channel: { name: 'Duka Moja' },
    events: [],
    messages: {
      edges: [{ node: { preview: 'number 2' } }, { node: { preview: 'number 3' } }],
      pageInfo: { hasPreviousPage: true },
    },
  });
  const { pageInfo } = data!.conversation['messages'] as { pageInfo: { startCursor: string } };
  const earlier = await app.ask<typeof data>(agent.token, query, {
    id: conversation.id,
    before: pageInfo.startCursor,
  });
  expect(earlier.data!.conversation['messages']).toMatchObject({
    edges: [{ node: { preview: 'number 1', direction: 'INBOUND', status: 'RECEIVED' } }],
    pageInfo: { hasPreviousPage: false },
  });
});

test('a conversation that one may not see looks like one that does not exist', async () => {
  const hidden = await fresh({ teamId: sales.id });
  for (const id of [hidden.id, newId(), 'nonsense']) {
    const { data, errors } = await app.ask(
      agent.token,
      'query ($id: ID!) { conversation(id: $id) { id } }',
      { id },
    );
    expect({ data, errors }).toEqual({ data: { conversation: null }, errors: undefined });
    for (const mutation of ['claimConversation', 'closeConversation', 'markConversationRead']) {
      expect(await act(agent.token, mutation, { conversationId: id })).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
  }
});

test('the list pages by cursor, filters and counts, and refuses what is no page', async () => {
  const { channelId } = await fresh();
  const thread = await aThread(app.db.em(), { channel: { id: channelId } });
  const first = await fresh({ thread, lastMessageAt: new Date('2026-11-01T10:00:00Z') });
  const list = (more: string) =>
    app.ask<{
      conversations: { edges: { node: { id: string } }[]; pageInfo: Record<string, unknown> };
    }>(
      admin.token,
      `{ conversations(${more}) { edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
    );
  const filter = `filter: { channelId: "${channelId}" }`;
  const one = await list(`${filter}, first: 1`);
  expect(one.data!.conversations).toMatchObject({ pageInfo: { hasNextPage: true } });
  const two = await list(
    `${filter}, first: 1, after: "${String(one.data!.conversations.pageInfo['endCursor'])}"`,
  );
  expect(two.data!.conversations).toMatchObject({
    edges: [{ node: { id: first.id } }],
    pageInfo: { hasNextPage: false },
  });
  for (const order of ['WAITING', 'PRIORITY']) {
    const page = await list(`filter: { order: ${order} }, first: 1`);
    const after = String(page.data!.conversations.pageInfo['endCursor']);
    expect((await list(`filter: { order: ${order} }, after: "${after}"`)).errors).toBeUndefined();
  }
  for (const bad of [
    'first: 0',
    'first: 101',
    'after: "x"',
    `after: "${btoa('["\'; drop", 1]')}"`,
  ]) {
    expect((await list(bad)).errors?.[0]?.extensions['code']).toBe('INVALID_INPUT');
  }
  const counts = await app.ask(
    admin.token,
    '{ conversationCounts(status: [OPEN]) { mine unassigned all } }',
  );
  expect(counts.data).toMatchObject({ conversationCounts: { mine: 0 } });
});

test('claiming: the first gets it, the second learns who has it', async () => {
  const { id } = await fresh();
  const own = await act(agent.token, 'claimConversation', { conversationId: id });
  expect(own).toMatchObject({ __typename: 'Conversation', assignee: { id: agent.member.id } });
  const late = await act(
    colleague.token,
    'claimConversation',
    { conversationId: id },
    '... on AlreadyAssigned { assignee { name } }',
  );
  expect(late).toMatchObject({
    __typename: 'AlreadyAssigned',
    code: 'INBOX_ALREADY_ASSIGNED',
    assignee: { name: agent.member.name },
  });
});

test('assigning: managers give and take, agents hand over their own, nobody gives to a marketer', async () => {
  const { id } = await fresh();
  const give = (token: string, input: object) =>
    act(token, 'assignConversation', { conversationId: id, ...input });
  expect(await give(manager.token, { assigneeId: agent.member.id })).toMatchObject({
    assignee: { id: agent.member.id },
  });
  expect(await give(colleague.token, { assigneeId: colleague.member.id })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await give(agent.token, { assigneeId: colleague.member.id })).toMatchObject({
    assignee: { id: colleague.member.id },
  });
  expect(await give(manager.token, { assigneeId: marketer.member.id })).toMatchObject({
    __typename: 'InvalidInput',
    code: 'INVALID_INPUT',
  });
  expect(await give(manager.token, { assigneeId: null, teamId: sales.id })).toMatchObject({
    assignee: null,
    team: { name: 'Sales' },
  });
});

test('status, priority and reading', async () => {
  const { id } = await fresh({ unreadCount: 3 });
  const input = { conversationId: id };
  expect(await act(agent.token, 'markConversationRead', input)).toMatchObject({ unreadCount: 0 });
  expect(await act(agent.token, 'markConversationUnread', input)).toMatchObject({ unreadCount: 1 });
  expect(
    await act(agent.token, 'setConversationPriority', { ...input, priority: 'URGENT' }),
  ).toMatchObject({
    priority: 'URGENT',
  });
  expect(
    await act(agent.token, 'setConversationStatus', { ...input, status: 'PENDING' }),
  ).toMatchObject({
    status: 'PENDING',
  });
  expect(await act(agent.token, 'closeConversation', input)).toMatchObject({
    status: 'CLOSED',
    closedAt: expect.any(String),
  });
  expect(await act(agent.token, 'reopenConversation', input)).toMatchObject({
    status: 'OPEN',
    closedAt: null,
  });
  const typing = await app.ask(
    agent.token,
    'mutation ($input: ConversationIdInput!) { setTyping(input: $input) }',
    { input },
  );
  expect(typing).toEqual({ data: { setTyping: true } });
});

test('a contact shows only the conversations that the viewer may see', async () => {
  const hidden = await fresh({ teamId: sales.id });
  const query = 'query ($id: ID!) { contact(id: $id) { conversations { id } } }';
  const seenBy = async (token: string) =>
    (
      await app.ask<{ contact: { conversations: unknown[] } }>(token, query, {
        id: hidden.contactId,
      })
    ).data!.contact.conversations;
  expect(await seenBy(agent.token)).toEqual([]);
  expect(await seenBy(colleague.token)).toEqual([{ id: hidden.id }]);
});

test('the log is exported as lines by those who may, and looks missing to others', async () => {
  const em = app.db.em();
  const conversation = await fresh({ teamId: sales.id });
  const thread = { id: conversation.threadId, channelId: conversation.channelId };
  await aMessage(em, thread, { text: 'Bei gani?', at: new Date(Date.now() - 60_000) });
  await act(manager.token, 'closeConversation', { conversationId: conversation.id });
  const fetchLog = (token: string | undefined, id = conversation.id) =>
    fetch(`${app.url}/api/v1/conversations/${id}/log`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
  const response = await fetchLog(manager.token);
  expect(response.headers.get('content-type')).toContain('application/x-ndjson');
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(lines).toMatchObject([
    { type: 'message', content: { text: { body: 'Bei gani?' } } },
    { type: 'event', kind: 'closed', actorId: manager.member.id },
  ]);
  expect((await fetchLog(undefined)).status).toBe(401);
  expect((await fetchLog(agent.token)).status).toBe(403);
  expect((await fetchLog(manager.token, newId())).status).toBe(404);
  expect((await fetchLog(manager.token, 'nonsense')).status).toBe(404);
});
