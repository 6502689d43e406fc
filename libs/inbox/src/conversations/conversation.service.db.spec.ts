import { Access, Team, type Viewer } from '@datacare/identity';
import { aMember, viewerOf } from '@datacare/identity/testing';
import { Events, newId, Refused, type Jobs } from '@datacare/platform';
import { testDatabase, type TestDatabase } from '@datacare/platform/testing';
import { aConversation } from '../testing/conversations';
import { testEntities } from '../testing/entities';
import { Conversation } from './conversation.entity';
import { ConversationEvent } from './conversation-event.entity';
import { ConversationHistory } from './conversation-history.service';
import { ConversationService } from './conversation.service';

let database: TestDatabase;
let service: ConversationService;

beforeAll(async () => {
  database = await testDatabase(testEntities);
  const events = new Events({ ring: () => undefined } as unknown as Jobs);
  service = new ConversationService(database.db, new Access(), new ConversationHistory(events));
});
afterAll(() => database.drop());

async function aViewer(
  role: 'admin' | 'manager' | 'agent',
  teamIds: string[] = [],
): Promise<Viewer> {
  const member = aMember({ role });
  await database.db.em().persist(member).flush();
  return viewerOf(role, { memberId: member.id, name: member.name, teamIds });
}
async function aTeam(): Promise<Team> {
  const team = new Team(`Team ${newId()}`);
  await database.db.em().persist(team).flush();
  return team;
}
const logOf = ({ id }: Conversation) =>
  database.db.em().find(ConversationEvent, { conversationId: id }, { orderBy: { id: 'asc' } });
const reload = ({ id }: Conversation) => database.db.em().findOneOrFail(Conversation, id);
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Refused ? error.refusal : Promise.reject(error)),
  );

test('of twenty agents who claim at once exactly one gets the conversation and the others learn who', async () => {
  const conversation = await aConversation(database.db.em());
  const viewers = await Promise.all(Array.from({ length: 20 }, () => aViewer('agent')));
  const refusals = await Promise.all(
    viewers.map((viewer) => refusalOf(service.claim(viewer, conversation.id))),
  );
  const winners = viewers.filter((_, index) => !refusals[index]);
  expect(winners).toHaveLength(1);
  expect((await reload(conversation)).assigneeId).toBe(winners[0]!.memberId);
  for (const refusal of refusals.filter(Boolean)) {
    expect(refusal).toMatchObject({
      code: 'INBOX_ALREADY_ASSIGNED',
      assigneeId: winners[0]!.memberId,
      message: `${winners[0]!.name} already has this conversation.`,
    });
  }
  expect(await logOf(conversation)).toMatchObject([
    { kind: 'assigned', actorId: winners[0]!.memberId, data: { to: winners[0]!.memberId } },
  ]);
});

test('claiming what one already has changes nothing', async () => {
  const viewer = await aViewer('agent');
  const conversation = await aConversation(database.db.em(), { assigneeId: viewer.memberId });
  await service.claim(viewer, conversation.id);
  expect(await logOf(conversation)).toEqual([]);
});

test('a conversation of another team looks missing to an agent', async () => {
  const team = await aTeam();
  const conversation = await aConversation(database.db.em(), { teamId: team.id });
  const viewer = await aViewer('agent');
  for (const id of [conversation.id, newId(), 'not-an-id']) {
    expect(await refusalOf(service.claim(viewer, id))).toMatchObject({ code: 'NOT_FOUND' });
  }
});

test('an agent hands over what is theirs, but not what a colleague has', async () => {
  const [agent, colleague, third] = [
    await aViewer('agent'),
    await aViewer('agent'),
    await aViewer('agent'),
  ];
  const own = await aConversation(database.db.em(), { assigneeId: agent.memberId });
  await service.assign(agent, own.id, { assigneeId: colleague.memberId });
  expect((await reload(own)).assigneeId).toBe(colleague.memberId);
  expect(
    await refusalOf(service.assign(agent, own.id, { assigneeId: third.memberId })),
  ).toMatchObject({
    code: 'FORBIDDEN',
    permission: 'conversation.assign',
  });
  expect(
    await refusalOf(service.assign(agent, own.id, { assigneeId: agent.memberId })),
  ).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('a manager moves a conversation to a team and takes it from its member, each in the log', async () => {
  const [manager, agent, team] = [await aViewer('manager'), await aViewer('agent'), await aTeam()];
  const conversation = await aConversation(database.db.em(), { assigneeId: agent.memberId });
  await service.assign(manager, conversation.id, { teamId: team.id, assigneeId: null });
  expect(await reload(conversation)).toMatchObject({ teamId: team.id, assigneeId: null });
  expect(await logOf(conversation)).toMatchObject([
    { kind: 'team_changed', data: { from: null, to: team.id } },
    { kind: 'unassigned', data: { from: agent.memberId, to: null } },
  ]);
});

test('nobody is given a conversation who does not answer them, is suspended, or does not exist', async () => {
  const manager = await aViewer('manager');
  const marketer = aMember({ role: 'marketer' });
  const suspended = aMember({ suspendedAt: new Date() });
  await database.db.em().persist([marketer, suspended]).flush();
  const conversation = await aConversation(database.db.em());
  for (const assigneeId of [marketer.id, suspended.id, newId(), 'nobody']) {
    expect(await refusalOf(service.assign(manager, conversation.id, { assigneeId }))).toMatchObject(
      {
        code: 'INVALID_INPUT',
        field: 'assigneeId',
      },
    );
  }
  expect(
    await refusalOf(service.assign(manager, conversation.id, { teamId: newId() })),
  ).toMatchObject({
    code: 'INVALID_INPUT',
    field: 'teamId',
  });
});

test('closing ends the wait and says who did it; reopening takes both back', async () => {
  const agent = await aViewer('agent');
  const conversation = await aConversation(database.db.em(), { waitingSince: new Date() });
  await service.close(agent, conversation.id);
  expect(await reload(conversation)).toMatchObject({
    status: 'closed',
    waitingSince: null,
    closedById: agent.memberId,
    closedAt: expect.any(Date),
  });
  await service.reopen(agent, conversation.id);
  expect(await reload(conversation)).toMatchObject({
    status: 'open',
    closedAt: null,
    closedById: null,
  });
  expect(await logOf(conversation)).toMatchObject([{ kind: 'closed' }, { kind: 'reopened' }]);
});

test('an older conversation is not reopened beside the one that is open', async () => {
  const agent = await aViewer('agent');
  const em = database.db.em();
  const open = await aConversation(em);
  const old = await aConversation(em, {
    thread: { id: open.threadId, channelId: open.channelId, contactId: open.contactId } as never,
    status: 'closed',
    closedAt: new Date(),
  });
  expect(await refusalOf(service.reopen(agent, old.id))).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await reload(old)).toMatchObject({ status: 'closed' });
});

test('a priority is logged once, with what it was', async () => {
  const agent = await aViewer('agent');
  const conversation = await aConversation(database.db.em());
  await service.setPriority(agent, conversation.id, 'urgent');
  await service.setPriority(agent, conversation.id, 'urgent');
  expect(await reload(conversation)).toMatchObject({ priority: 3 });
  expect(await logOf(conversation)).toMatchObject([
    { kind: 'priority_changed', data: { from: 'normal', to: 'urgent' } },
  ]);
});
