import { roleNames, rolePermissions } from '../access/permissions';
import { type Member } from '../members/member.entity';
import { forgedTokens, forgeToken } from '../testing/forged-tokens';
import { type Answer, identityApp, type IdentityApp } from '../testing/identity-app';
import { aMember, testPassword } from '../testing/members';
import { AccessTokens } from './access-token';
import { SessionService } from './session.service';

const loginMutation = `mutation Login($email: String!, $password: String!) {
  login(input: { email: $email, password: $password }) {
    __typename
    ... on Session { accessToken expiresAt me { permissions mustChangePassword member { id role isSuspended } } }
    ... on Refusal { code message }
    ... on TooManyAttempts { retryAfterSeconds }
  }
}`;
const refreshMutation = 'mutation { refreshSession { accessToken me { member { id } } } }';
const meQuery = '{ me { member { id } permissions } }';

interface LoginData {
  login: {
    __typename: string;
    accessToken: string;
    code: string;
    message: string;
    retryAfterSeconds: number;
  };
}

let app: IdentityApp;
beforeAll(async () => {
  app = await identityApp();
});
afterAll(() => app.close());

async function saved(values: Parameters<typeof aMember>[0] = {}): Promise<Member> {
  const member = aMember(values);
  await app.save(member);
  return member;
}

const login = (email: string, password = testPassword): Promise<Answer<LoginData>> =>
  app.ask<LoginData>(loginMutation, { variables: { email, password } });
const cookieOf = (answer: Answer<unknown>) => answer.cookie?.split(';')[0] ?? '';

describe('login', () => {
  it.each(roleNames)(
    'tells a %s what they may do, and keeps the refresh token from scripts',
    async (role) => {
      const member = await saved({ role });
      const answer = await login(member.email);
      expect(answer.data).toMatchObject({
        login: {
          __typename: 'Session',
          me: {
            permissions: [...rolePermissions[role]],
            mustChangePassword: false,
            member: { id: member.id, role: role.toUpperCase(), isSuspended: false },
          },
        },
      });
      expect(answer.cookie).toMatch(/^datacare_refresh=/);
      for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/'])
        expect(answer.cookie).toContain(attribute);
      expect(JSON.stringify(answer.data)).not.toContain(cookieOf(answer).split('=')[1]);
    },
  );

  it('answers an unknown account, a wrong password and a suspended member with the same words', async () => {
    const member = await saved();
    const suspended = await saved({ suspendedAt: new Date() });
    const answers = [
      await login(member.email, 'wrong'),
      await login('nobody@datacare.example'),
      await login(suspended.email),
    ];
    expect(answers[0]?.data?.login).toMatchObject({
      __typename: 'LoginFailed',
      code: 'LOGIN_FAILED',
    });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('says how long to wait after too many tries, whatever address the client claims', async () => {
    const member = await saved();
    const tries: Answer<LoginData>[] = [];
    for (let n = 0; n < 11; n++) {
      const options = {
        variables: { email: member.email, password: 'wrong' },
        headers: { 'x-forwarded-for': `41.90.1.${n}` },
      };
      tries.push(await app.ask<LoginData>(loginMutation, options));
    }
    expect(tries[9]?.data?.login.__typename).toBe('LoginFailed');
    expect(tries[10]?.data?.login).toMatchObject({
      __typename: 'TooManyAttempts',
      code: 'TOO_MANY_ATTEMPTS',
    });
    expect(tries[10]?.data?.login.retryAfterSeconds).toBeGreaterThan(0);
  });

  it('may be asked once in a request: a hundred aliases, or two, check no password', async () => {
    const member = await saved();
    const counted = app.get(SessionService);
    let calls = 0;
    const original = counted.login.bind(counted);
    counted.login = (...parameters) => (calls++, original(...parameters));
    const call = `login(input: { email: "${member.email}", password: "x" }) { __typename }`;
    for (const times of [2, 100]) {
      const aliases = Array.from({ length: times }, (_, n) => `a${n}: ${call}`).join(' ');
      const answer = await app.ask(`mutation { ${aliases} }`);
      expect(answer.status).toBe(400);
      expect(answer.errors?.length).toBeGreaterThan(0);
    }
    const parts = await app.ask(
      `mutation { ...F ...G } fragment F on Mutation { a: ${call} } fragment G on Mutation { b: ${call} }`,
    );
    expect(parts.status).toBe(400);
    const batch = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: `mutation { ${call} }` }, { query: `mutation { ${call} }` }]),
    });
    expect(batch.status).toBe(400);
    expect(calls).toBe(0);
    counted.login = original;
  });

  it('is not taken from a form, a link or text of another site', async () => {
    const member = await saved();
    const query = `mutation { login(input: { email: "${member.email}", password: "${testPassword}" }) { __typename } }`;
    const send = (type: string, body: string) =>
      fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
    const refused = [
      await send('text/plain', JSON.stringify({ query })),
      await send('application/x-www-form-urlencoded', new URLSearchParams({ query }).toString()),
      await send(
        'multipart/form-data; boundary=x',
        `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${query}\r\n--x--`,
      ),
      await fetch(`${app.url}/graphql?${new URLSearchParams({ query }).toString()}`),
    ];
    for (const response of refused) {
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  it('uses the __Host- prefix and Secure over https', async () => {
    const secure = await identityApp({ PUBLIC_URL: 'https://inbox.duka.example' });
    try {
      const member = aMember();
      await secure.save(member);
      const { cookie } = await secure.ask(loginMutation, {
        variables: { email: member.email, password: testPassword },
      });
      expect(cookie).toMatch(/^__Host-datacare_refresh=/);
      expect(cookie).toContain('Secure');
      expect(cookie).not.toContain('Domain');
    } finally {
      await secure.close();
    }
  });
});

describe('refreshSession', () => {
  it('renews the session by its cookie and rotates it', async () => {
    const member = await saved();
    const first = await login(member.email);
    const second = await app.ask(refreshMutation, { cookie: cookieOf(first) });
    expect(second.data).toMatchObject({ refreshSession: { me: { member: { id: member.id } } } });
    expect(cookieOf(second)).not.toBe(cookieOf(first));
  });

  it.each([
    ['no cookie', undefined],
    ['a made-up one', 'datacare_refresh=whatever'],
  ])('answers null to %s and clears it', async (_, cookie) => {
    const answer = await app.ask(refreshMutation, cookie ? { cookie } : {});
    expect(answer.data).toEqual({ refreshSession: null });
    expect(answer.cookie).toMatch(/^datacare_refresh=;/);
  });

  it('reuse of a token rotated away twice ends the session: access token, new cookie and all', async () => {
    const member = await saved();
    const first = await login(member.email);
    const token = first.data?.login.accessToken ?? '';
    const second = await app.ask(refreshMutation, { cookie: cookieOf(first) });
    const third = await app.ask(refreshMutation, { cookie: cookieOf(second) });
    expect((await app.ask(meQuery, { token })).errors).toBeUndefined();
    expect((await app.ask(refreshMutation, { cookie: cookieOf(first) })).data).toEqual({
      refreshSession: null,
    });
    expect((await app.ask(refreshMutation, { cookie: cookieOf(third) })).data).toEqual({
      refreshSession: null,
    });
    expect((await app.ask(meQuery, { token })).errors?.[0]?.extensions['code']).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('is not done by text of another site, so a cookie sent along is of no use', async () => {
    const first = await login((await saved()).email);
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', cookie: cookieOf(first) },
      body: JSON.stringify({ query: refreshMutation }),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(
      (await app.ask(refreshMutation, { cookie: cookieOf(first) })).data?.['refreshSession'],
    ).not.toBeNull();
  });
});

describe('logout', () => {
  it('ends the session at once, and is fine without one', async () => {
    const first = await login((await saved()).email);
    const token = first.data?.login.accessToken ?? '';
    const out = await app.ask('mutation { logout }', { cookie: cookieOf(first) });
    expect(out).toMatchObject({ data: { logout: true } });
    expect(out.cookie).toMatch(/^datacare_refresh=;/);
    expect((await app.ask(meQuery, { token })).errors?.[0]?.extensions['code']).toBe(
      'UNAUTHENTICATED',
    );
    expect((await app.ask('mutation { logout }')).data).toEqual({ logout: true });
  });
});

describe('the access token', () => {
  it('is needed', async () => {
    expect((await app.ask(meQuery)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  it('forged in any of twenty ways opens nothing, while the same forger’s good one does', async () => {
    const member = await saved({ role: 'admin' });
    const { accessToken } = (await login(member.email)).data?.login ?? { accessToken: '' };
    const sessionId = (await app.get(AccessTokens).verify(accessToken))?.sessionId ?? '';
    const victim = { secret: app.config.jwtSecret, memberId: member.id, sessionId };
    expect((await app.ask(meQuery, { token: forgeToken(victim) })).errors).toBeUndefined();
    for (const [how, token] of forgedTokens(victim)) {
      const answer = await app.ask(meQuery, { token });
      expect([how, answer.data ?? null, answer.errors?.[0]?.extensions['code']]).toEqual([
        how,
        null,
        'UNAUTHENTICATED',
      ]);
    }
  });

  it('of somebody suspended since opens nothing', async () => {
    const member = await saved();
    const token = await app.tokenOf(member);
    await app.ask(
      `mutation { updateMember(input: { memberId: "${member.id}", isSuspended: true }) { __typename } }`,
      { token: await app.tokenOf(await saved({ role: 'admin' })) },
    );
    // Never asked before, so nothing of the session is remembered in this process.
    expect((await app.ask(meQuery, { token })).data ?? null).toBeNull();
  });
});

describe('changePassword', () => {
  const mutation = `mutation ($input: ChangePasswordInput!) {
    changePassword(input: $input) { __typename ... on Me { permissions mustChangePassword } ... on Refusal { code } ... on InvalidInput { field } }
  }`;
  const change = async (member: Member, currentPassword: string, newPassword: string) =>
    app.ask(mutation, {
      token: await app.tokenOf(member),
      variables: { input: { currentPassword, newPassword } },
    });

  it('until it is done, a temporary password opens nothing else', async () => {
    const member = await saved({ role: 'admin', mustChangePassword: true });
    const token = await app.tokenOf(member);
    const closed = await app.ask('{ members { id } }', { token });
    expect(closed.errors?.[0]?.extensions['code']).toBe('PASSWORD_CHANGE_REQUIRED');
    const input = { currentPassword: testPassword, newPassword: 'mvua kubwa leo usiku' };
    const changed = await app.ask(mutation, { token, variables: { input } });
    expect(changed.data).toMatchObject({
      changePassword: { __typename: 'Me', mustChangePassword: false },
    });
    expect((await app.ask('{ members { id } }', { token })).errors).toBeUndefined();
  });

  it('names what is wrong', async () => {
    const member = await saved();
    expect((await change(member, 'wrong', 'mvua kubwa leo usiku')).data).toMatchObject({
      changePassword: { __typename: 'InvalidInput', field: 'input.currentPassword' },
    });
    expect((await change(member, testPassword, 'short')).data).toMatchObject({
      changePassword: { __typename: 'InvalidInput', field: 'input.newPassword' },
    });
  });

  it('does not let anyone guess the current password', async () => {
    const member = await saved();
    for (let n = 0; n < 10; n++) await change(member, 'guess', 'mvua kubwa leo usiku');
    expect((await change(member, 'guess', 'mvua kubwa leo usiku')).data).toMatchObject({
      changePassword: { __typename: 'TooManyAttempts' },
    });
  });
});

describe('the own sessions', () => {
  const list = '{ mySessions { id isCurrent address } }';
  const end = (id: string) =>
    `mutation { endSession(input: { sessionId: "${id}" }) { __typename ... on Refusal { code } } }`;

  it('are listed and ended one by one; others’ look missing', async () => {
    const member = await saved();
    const [token, phone] = [await app.tokenOf(member), await app.tokenOf(member)];
    const stranger = await app.tokenOf(await saved());
    const listed = await app.ask<{ mySessions: { id: string; isCurrent: boolean }[] }>(list, {
      token,
    });
    expect(listed.data?.mySessions).toHaveLength(2);
    const other = listed.data?.mySessions.find(({ isCurrent }) => !isCurrent)?.id ?? '';
    for (const id of [other, 'x']) {
      const refused = await app.ask(end(id), { token: stranger });
      expect(refused.data).toMatchObject({ endSession: { __typename: 'NotFound' } });
    }
    expect((await app.ask(end(other), { token })).data).toMatchObject({
      endSession: { __typename: 'Me' },
    });
    expect((await app.ask(meQuery, { token: phone })).errors?.[0]?.extensions['code']).toBe(
      'UNAUTHENTICATED',
    );
    expect((await app.ask(meQuery, { token })).errors).toBeUndefined();
  });
});
