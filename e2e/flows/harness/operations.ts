import type { GraphqlClient } from './graphql-client';

/** The member of a result union that came back, with the fields that tests look at. */
export interface Result {
  __typename: string;
  id?: string;
  code?: string;
  message?: string;
  status?: string;
}

const SEND = `mutation ($input: SendMessageInput!) {
  sendMessage(input: $input) {
    __typename
    ... on Message { id status }
    ... on Refusal { code message }
  }
}`;

export async function sendText(
  client: GraphqlClient,
  input: { conversationId: string; clientKey: string; body: string },
): Promise<Result> {
  const { conversationId, clientKey, body } = input;
  const content = { type: 'text', text: { body } };
  const { sendMessage } = await client.get<{ sendMessage: Result }>(SEND, {
    input: { conversationId, clientKey, content },
  });
  return sendMessage;
}

const UPDATE_CHANNEL = `mutation ($input: UpdateChannelInput!) {
  updateChannel(input: $input) {
    __typename
    ... on Channel { id isPaused pausedReason }
    ... on Refusal { code message }
  }
}`;

export async function updateChannel(
  client: GraphqlClient,
  input: { channelId: string; accessToken?: string; isPaused?: boolean },
): Promise<Result & { isPaused?: boolean; pausedReason?: string | null }> {
  const answer = await client.get<{ updateChannel: Result }>(UPDATE_CHANNEL, { input });
  return answer.updateChannel;
}

const CLAIM = `mutation ($input: ConversationIdInput!) {
  claimConversation(input: $input) {
    __typename
    ... on Conversation { id assignee { id } }
    ... on Refusal { code message }
  }
}`;

export async function claim(
  client: GraphqlClient,
  conversationId: string,
): Promise<Result & { assignee?: { id: string } }> {
  const answer = await client.get<{ claimConversation: Result }>(CLAIM, {
    input: { conversationId },
  });
  return answer.claimConversation;
}

export interface DeadLetter {
  id: string;
  error: string;
  body: string;
  attempts: number;
}

export async function deadLetters(client: GraphqlClient): Promise<DeadLetter[]> {
  const answer = await client.get<{ deadLetters: { edges: { node: DeadLetter }[] } }>(
    '{ deadLetters(first: 100) { edges { node { id error body attempts } } } }',
  );
  return answer.deadLetters.edges.map(({ node }) => node);
}

export const replay = (client: GraphqlClient, ids: string[]) =>
  client.get<{ replayDeadLetters: number }>(
    'mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) }',
    { ids },
  );
