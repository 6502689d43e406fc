import { Refused } from '@datacare/platform';
import { testConfig, testDatabase, type TestDatabase } from '@datacare/platform/testing';
import { Access } from '../access/access.service';
import { type RoleName } from '../access/permissions';
import { identityEntities } from '../entities';
import { Member } from '../members/member.entity';
import { aMember, testPassword } from '../testing/members';
import { AccessTokens } from './access-token';
import { AccountService } from './account.service';
import { AttemptCounter } from './attempt-counter';
import { Clock } from './clock';
import { LoginThrottle } from './login-throttle';
import { Passwords } from './passwords';
import { RefreshTokens } from './refresh-token';
import { Session } from './session.entity';
import { type Origin, SessionService } from './session.service';
import { ViewerDirectory } from './viewer-directory';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;
const home: Origin = { address: '197.248.1.9', userAgent: 'Firefox' };

class SetClock extends Clock {
  private at = Date.now();
  override now(): Date {
    return new Date(this.at);
  }
  pass(ms: number): void {
    this.at += ms;
  }
}

/** Counts the costly work instead of timing it. */
class CountedPasswords extends Passwords {
  checks = 0;
  override matches(hash: string | undefined, password: string): Promise<boolean> {
    this.checks++;
    return super.matches(hash, password);
  }
}

let database: TestDatabase;
let counter: AttemptCounter;
let clock: SetClock;
let passwords: CountedPasswords;
let sessions: SessionService;
let account: AccountService;
let viewers: ViewerDirectory;

beforeAll(async () => {
  database = await testDatabase(identityEntities);
});
afterAll(() => database.drop());

beforeEach(() => {
  const config = testConfig();
  const { db } = database;
  clock = new SetClock();
  passwords = new CountedPasswords();
  counter = new AttemptCounter(config);
  viewers = new ViewerDirectory(db, clock);
  const throttle = new LoginThrottle(counter);
  account = new AccountService(db, new Access(), passwords, throttle, viewers, clock);
  sessions = new SessionService(
    db,
    passwords,
    throttle,
    new AccessTokens(config, clock),
    new RefreshTokens(config.jwtSecret),
    viewers,
    clock,
  );
});
afterEach(() => counter.onApplicationShutdown());

async function saved(values: Parameters<typeof aMember>[0] = {}): Promise<Member> {
  const member = aMember(values);
  await database.db.transaction(async (em) => void em.persist(member));
  return member;
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
}

const login = (member: Member, password = testPassword, origin = home) =>
  sessions.login({ email: member.email, password }, origin);
const sessionRow = (id: string) => database.db.em().findOneOrFail(Session, id);

describe('logging in', () => {
  it('opens a session that knows who asks, and stores no token', async () => {
    const member = await saved({ role: 'manager' });
    const opened = await sessions.login(
      { email: `  ${member.email.toUpperCase()} `, password: testPassword },
      home,
    );
    expect(opened.viewer).toMatchObject({ memberId: member.id, role: 'manager', teamIds: [] });
    const row = await sessionRow(opened.viewer.sessionId);
    expect(row).toMatchObject({
      memberId: member.id,
      userAgent: 'Firefox',
      address: '197.248.1.9',
      endedAt: null,
    });
    expect(JSON.stringify(row)).not.toContain(opened.refreshToken);
  });

  it('fails alike, after the same work, for a wrong password, an unknown account and a suspended member', async () => {
    const member = await saved();
    const suspended = await saved({ suspendedAt: new Date() });
    const tries = [
      () => login(member, 'not the password'),
      () => sessions.login({ email: 'nobody@datacare.example', password: testPassword }, home),
      () => login(suspended),
      () => sessions.login({ email: "' or 1=1 --", password: 'x'.repeat(5_000) }, home),
    ];
    for (const attempt of tries) {
      const before = passwords.checks;
      expect(await codeOf(attempt())).toBe('LOGIN_FAILED');
      expect(passwords.checks - before).toBe(1);
    }
  });

  it('stops after ten tries from one network, with the right password too and without checking it', async () => {
    const member = await saved();
    for (let tries = 0; tries < 10; tries++)
      expect(await codeOf(login(member, 'wrong'))).toBe('LOGIN_FAILED');
    const before = passwords.checks;
    expect(await codeOf(login(member))).toBe('TOO_MANY_ATTEMPTS');
    expect(passwords.checks).toBe(before);
  });

  it('stops tries sent at once', async () => {
    const member = await saved();
    const codes = await Promise.all(
      Array.from({ length: 30 }, () => codeOf(login(member, 'wrong'))),
    );
    expect(codes.filter((code) => code === 'LOGIN_FAILED')).toHaveLength(10);
    expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(20);
  });

  it('stops guessing at an account that does not exist just the same', async () => {
    const guess = () =>
      sessions.login({ email: 'ghost@datacare.example', password: 'wrong' }, home);
    for (let tries = 0; tries < 10; tries++) expect(await codeOf(guess())).toBe('LOGIN_FAILED');
    expect(await codeOf(guess())).toBe('TOO_MANY_ATTEMPTS');
  });

  it('somebody guessing from everywhere does not lock out the owner at home', async () => {
    const member = await saved();
    await login(member);
    const from = (n: number) => ({ address: `41.90.${Math.floor(n / 200)}.${n % 200}` });
    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 104; n++) codes.push(await codeOf(login(member, 'wrong', from(n))));
    expect(codes.at(0)).toBe('LOGIN_FAILED');
    expect(codes.at(-1)).toBe('TOO_MANY_ATTEMPTS');
    expect(await codeOf(login(member))).toBeUndefined();
  });

  it('right passwords are not counted as guesses', async () => {
    const member = await saved();
    for (let times = 0; times < 15; times++) expect(await codeOf(login(member))).toBeUndefined();
  });
});

describe('refreshing', () => {
  it('gives a new token each time and keeps the session', async () => {
    const first = await login(await saved());
    clock.pass(20 * SECOND);
    const second = await sessions.refresh(first.refreshToken);
    clock.pass(20 * SECOND);
    const third = await sessions.refresh(second?.refreshToken);
    expect(new Set([first, second, third].map((session) => session?.refreshToken)).size).toBe(3);
    expect(third?.viewer.sessionId).toBe(first.viewer.sessionId);
  });

  it('two tabs presenting one token at once get the same successor', async () => {
    const { refreshToken } = await login(await saved());
    const [one, other] = await Promise.all([
      sessions.refresh(refreshToken),
      sessions.refresh(refreshToken),
    ]);
    expect(one?.refreshToken).toBeDefined();
    expect(other?.refreshToken).toBe(one?.refreshToken);
    expect(await sessions.refresh(one?.refreshToken)).toBeDefined();
  });

  it('a token used again later ends the session, for the thief and the owner', async () => {
    const { refreshToken, viewer } = await login(await saved());
    const next = await sessions.refresh(refreshToken);
    clock.pass(11 * SECOND);
    expect(await sessions.refresh(refreshToken)).toBeUndefined();
    expect(await sessions.refresh(next?.refreshToken)).toBeUndefined();
    expect((await sessionRow(viewer.sessionId)).endedAt).not.toBeNull();
  });

  it('a token from many rotations ago ends the session even within the grace of the last', async () => {
    const { refreshToken } = await login(await saved());
    const second = await sessions.refresh(refreshToken);
    const third = await sessions.refresh(second?.refreshToken);
    expect(await sessions.refresh(refreshToken)).toBeUndefined();
    expect(await sessions.refresh(third?.refreshToken)).toBeUndefined();
  });

  it('a made-up token for a known session ends nothing', async () => {
    const { refreshToken, viewer } = await login(await saved());
    const forged = new RefreshTokens('a deployment of somebody else, far away').first(
      viewer.sessionId,
    );
    expect(await sessions.refresh(forged.text)).toBeUndefined();
    expect(await sessions.refresh(refreshToken)).toBeDefined();
  });

  it('ends after a week without use, and after 30 days whatever was done', async () => {
    const idle = await login(await saved());
    clock.pass(7 * DAY + SECOND);
    expect(await sessions.refresh(idle.refreshToken)).toBeUndefined();

    let token: string | undefined = (await login(await saved())).refreshToken;
    let days = 0;
    while (token && days < 60) {
      clock.pass(DAY);
      days++;
      token = (await sessions.refresh(token))?.refreshToken;
    }
    expect(days).toBe(30);
  });

  it('a suspended member has no session to renew', async () => {
    const member = await saved();
    const { refreshToken } = await login(member);
    await database.db.em().nativeUpdate(Member, { id: member.id }, { suspendedAt: new Date() });
    expect(await sessions.refresh(refreshToken)).toBeUndefined();
  });
});

describe('what a session stands for', () => {
  it('is believed for two seconds at most', async () => {
    const member = await saved({ role: 'admin' });
    const { viewer } = await login(member);
    const change = (role: RoleName) =>
      database.db.em().nativeUpdate(Member, { id: member.id }, { role });
    await change('agent');
    clock.pass(2 * SECOND);
    expect(await viewers.find(viewer)).toMatchObject({ role: 'agent' });
    await change('marketer');
    expect(await viewers.refresh(viewer)).toMatchObject({ role: 'marketer' });
  });

  it('is nothing after logout, at once in this process and soon in every other', async () => {
    const { viewer, refreshToken } = await login(await saved());
    const elsewhere = new ViewerDirectory(database.db, clock);
    expect(await elsewhere.find(viewer)).toBeDefined();
    await sessions.logout(refreshToken);
    expect(await viewers.find(viewer)).toBeUndefined();
    clock.pass(2 * SECOND);
    expect(await elsewhere.find(viewer)).toBeUndefined();
    expect(await sessions.refresh(refreshToken)).toBeUndefined();
  });

  it('does not serve a token of another member', async () => {
    const { viewer } = await login(await saved());
    const other = await saved();
    expect(await viewers.find({ memberId: other.id, sessionId: viewer.sessionId })).toBeUndefined();
  });
});

describe('changing the password', () => {
  const newPassword = 'mvua kubwa leo usiku';

  it('ends the other sessions, keeps this one and opens what was closed until then', async () => {
    const member = await saved({ role: 'manager', mustChangePassword: true });
    const other = await login(member);
    const { viewer, refreshToken } = await login(member);
    expect([...viewer.permissions]).toEqual(['account.use']);
    const after = await account.changePassword(
      viewer,
      { currentPassword: testPassword, newPassword },
      home,
    );
    expect(after.permissions.has('conversation.read')).toBe(true);
    expect(await sessions.refresh(other.refreshToken)).toBeUndefined();
    expect(await sessions.refresh(refreshToken)).toBeDefined();
    expect(await codeOf(login(member))).toBe('LOGIN_FAILED');
    expect(await codeOf(login(member, newPassword))).toBeUndefined();
  });

  it('refuses a wrong current password, and guessing at it', async () => {
    const { viewer } = await login(await saved());
    const guess = () =>
      codeOf(account.changePassword(viewer, { currentPassword: 'guess', newPassword }, home));
    for (let tries = 0; tries < 10; tries++) expect(await guess()).toBe('INVALID_INPUT');
    expect(await guess()).toBe('TOO_MANY_ATTEMPTS');
  });

  it.each(['short', testPassword])('refuses %s as the new one', async (weak) => {
    const { viewer } = await login(await saved());
    const change = { currentPassword: testPassword, newPassword: weak };
    expect(await codeOf(account.changePassword(viewer, change, home))).toBe('INVALID_INPUT');
  });
});

describe('pruning', () => {
  it('forgets what ended a month ago and nothing else', async () => {
    const member = await saved();
    const [old, live] = [await login(member), await login(member)];
    await sessions.logout(old.refreshToken);
    const month = 30 * DAY + SECOND;
    const later = new Date(clock.now().getTime() + 2 * month);
    await database.db
      .em()
      .nativeUpdate(Session, { id: live.viewer.sessionId }, { expiresAt: later });
    clock.pass(month);
    expect(await sessions.prune()).toBe(false);
    const left = await database.db.em().find(Session, { memberId: member.id });
    expect(left.map(({ id }) => id)).toEqual([live.viewer.sessionId]);
  });
});
