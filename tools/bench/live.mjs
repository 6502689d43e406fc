// From a signed webhook to the sockets of fifty agents.
import { createHmac, randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { operation } from './console-operations.mjs';
import { ms, number, percentile, row } from './figures.mjs';
import { appSecret, phoneNumberId, wabaId } from './settings.mjs';
import { startStack } from './stack.mjs';

const AGENTS = 50;
const PER_SECOND = 20;
const SUBSCRIPTION = operation('ConversationChanged');

export async function graphql(url, query, variables, token) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
}

const LOGIN =
  'mutation ($input: LoginInput!) { login(input: $input) { __typename ... on Session { accessToken } ... on Refusal { message } } }';

export async function login(url, { email, password }) {
  const { login: result } = await graphql(url, LOGIN, { input: { email, password } });
  if (!result.accessToken) throw new Error(result.message);
  return result.accessToken;
}

function connect(url, token, onChange, onProblem) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('error', reject);
    socket.on('open', () =>
      socket.send(
        JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
      ),
    );
    socket.on('message', (data) => {
      const message = JSON.parse(data);
      if (message.type === 'connection_ack') {
        socket.send(
          JSON.stringify({ type: 'subscribe', id: '1', payload: { query: SUBSCRIPTION } }),
        );
        resolve(socket);
      } else if (message.type === 'ping') socket.send('{"type":"pong"}');
      else if (message.type === 'next') onChange(message.payload.data?.conversationChanged);
      else if (message.type === 'error') onProblem(JSON.stringify(message.payload));
    });
  });
}

async function write(url, n, key) {
  const from = String(254_720_000_000 + (n % 200));
  const message = {
    from,
    from_user_id: `KE.${from}`,
    id: `wamid.live.${key}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: key },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '254711000000', phone_number_id: phoneNumberId },
    contacts: [{ profile: { name: 'Mteja' }, wa_id: from, user_id: `KE.${from}` }],
    messages: [message],
  };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: wabaId, changes: [{ field: 'messages', value }] }],
  });
  const signature = createHmac('sha256', appSecret).update(body).digest('hex');
  const answer = await fetch(`${url}/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  });
  if (answer.status !== 200) throw new Error(`The webhook was answered with ${answer.status}`);
}

export async function measureLive(ground, { isQuick }) {
  const seconds = isQuick ? 5 : 30;
  const stack = await startStack(ground, {
    fake: {
      numbers: [{ phoneNumberId, displayPhoneNumber: '+254711000000', verifiedName: 'Bench' }],
    },
  });
  try {
    const started = new Map();
    const times = [];
    let problem;
    const onProblem = (text) => (problem ??= text);
    const onChange = (change) => {
      const start = started.get(change?.message?.content?.text?.body);
      if (start) times.push(performance.now() - start);
    };
    const people = stack.logins.filter(({ role }) => role !== 'marketer').slice(0, 5);
    const tokens = await Promise.all(people.map((login_) => login(stack.url, login_)));
    const sockets = [];
    for (let n = 0; n < AGENTS; n++)
      sockets.push(await connect(stack.url, tokens[n % tokens.length], onChange, onProblem));
    const warm = 20;
    for (let n = 0; n < warm; n++) await write(stack.url, n, `warm ${n}`);
    const count = seconds * PER_SECOND;
    for (let n = 0; n < count; n++) {
      const key = randomUUID();
      started.set(key, performance.now());
      void write(stack.url, n, key);
      await new Promise((resolve) => setTimeout(resolve, 1000 / PER_SECOND));
    }
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    for (const socket of sockets) socket.terminate();
    if (problem) throw new Error(`A subscription was refused: ${problem}`);
    const expected = count * AGENTS;
    const p95 = percentile(times, 0.95);
    return [
      row(
        `webhook to an agent's socket, ${AGENTS} agents, ${PER_SECOND} messages/s: median / p95 / p99`,
        `${ms(percentile(times, 0.5))} / ${ms(p95)} / ${ms(percentile(times, 0.99))}`,
        'p95 250 ms',
        p95 <= 250,
      ),
      row(
        '… messages that reached their sockets',
        `${number(times.length)} of ${number(expected)}`,
        'all',
        times.length >= expected,
      ),
    ];
  } finally {
    await stack.stop();
  }
}
