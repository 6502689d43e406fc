import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Database, InvalidInput, NotFound, query, Refused } from '@datacare/platform';
import { Access } from '../access/access.service';
import { type Viewer } from '../access/viewer';
import { Member } from '../members/member.entity';
import { isId } from '../members/ids';
import { AccessTokens } from './access-token';
import { Clock } from './clock';
import { LoginThrottle, networkOf } from './login-throttle';
import { LONGEST_PASSWORD, passwordProblem } from './password-policy';
import { Passwords } from './passwords';
import { type RefreshToken, RefreshTokens, refreshHash } from './refresh-token';
import { Session } from './session.entity';
import { LoginFailed } from './session.refusals';
import { ViewerDirectory } from './viewer-directory';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A session ends when it was not used for a week, and after 30 days in any case. */
const IDLE_MS = 7 * DAY_MS;
const LONGEST_MS = 30 * DAY_MS;
/** Two tabs may present the same token at once: within this time the second is given what the first was given. */
const ROTATION_GRACE_MS = 10_000;

/** Where a request came from, as far as we believe it. */
export interface Origin {
  readonly address: string;
  readonly userAgent?: string;
}

/** A live session as its browser gets it. */
export interface OpenSession {
  readonly viewer: Viewer;
  readonly accessToken: string;
  /** When the access token ends. */
  readonly expiresAt: Date;
  /** For the httpOnly cookie alone. */
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

/** Opens, renews and ends sessions. */
@Injectable()
export class SessionService {
  private readonly logger = new Logger(SessionService.name);

  constructor(
    private readonly database: Database,
    private readonly access: Access,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly viewers: ViewerDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a session. Refuses with LoginFailed, after the same work, for an unknown account, a wrong password and a
   * suspended member; with TooManyAttempts before any of that work.
   */
  async login(
    credentials: { email: string; password: string },
    origin: Origin,
  ): Promise<OpenSession> {
    const account = credentials.email.trim().toLowerCase();
    const attempt = { account, address: origin.address };
    await this.throttle.count(attempt);
    const { member, isKnownNetwork } = await this.lookUp(account, origin.address);
    if (!isKnownNetwork) await this.throttle.countFromUnknownNetwork(attempt);
    const password = credentials.password.slice(0, LONGEST_PASSWORD + 1);
    const isRight = await this.passwords.matches(member?.passwordHash, password);
    if (!member || !isRight || member.suspendedAt) throw new Refused(new LoginFailed());
    await this.throttle.forgive(attempt);
    return this.open(member, origin);
  }

  /**
   * Renews a session by its refresh token, which rotates. A token that was rotated away earlier ends the session: only
   * a thief or a fault presents it again. Undefined when there is no live session.
   */
  async refresh(cookie: string | undefined): Promise<OpenSession | undefined> {
    const token = this.refreshTokens.parse(cookie);
    if (!token) return undefined;
    const rotated = await this.database.transaction((em) => this.rotate(em, token));
    if (!rotated) {
      this.viewers.forget(token.sessionId);
      return undefined;
    }
    const { session, next } = rotated;
    return this.present(session, next);
  }

  /** Ends the session that the cookie belongs to; a made-up cookie or an ended session is nothing to do. */
  async logout(cookie: string | undefined): Promise<void> {
    const token = this.refreshTokens.parse(cookie);
    if (!token) return;
    await query(
      this.database.em(),
      'update session set ended_at = $2 where id = $1 and ended_at is null',
      [token.sessionId, this.clock.now()],
    );
    this.viewers.forget(token.sessionId);
  }

  /**
   * Replaces the viewer's password and ends all their other sessions. Refuses a wrong current password and a weak new
   * one with InvalidInput, and guessing with TooManyAttempts. Answers the viewer as they are from now on.
   */
  async changePassword(
    viewer: Viewer,
    input: { currentPassword: string; newPassword: string },
    origin: Origin,
  ): Promise<Viewer> {
    this.access.require(viewer, 'account.use');
    const { email, name, passwordHash } = await this.database
      .em()
      .findOneOrFail(Member, viewer.memberId);
    const attempt = { account: email, address: origin.address };
    await this.throttle.count(attempt);
    if (
      !(await this.passwords.matches(
        passwordHash,
        input.currentPassword.slice(0, LONGEST_PASSWORD + 1),
      ))
    ) {
      throw new Refused(
        new InvalidInput('input.currentPassword', 'This is not your current password.'),
      );
    }
    await this.throttle.forgive(attempt);
    const problem =
      input.newPassword === input.currentPassword
        ? 'Choose a password that differs from the current one.'
        : passwordProblem(input.newPassword, { email, name });
    if (problem) throw new Refused(new InvalidInput('input.newPassword', problem));
    const newHash = await this.passwords.hash(input.newPassword);
    await this.database.transaction(async (em) => {
      await query(
        em,
        'update member set password_hash = $2, must_change_password = false where id = $1',
        [viewer.memberId, newHash],
      );
      await endSessionsOf(em, viewer.memberId, this.clock.now(), viewer.sessionId);
    });
    this.viewers.forget(viewer.sessionId);
    const current = await this.viewers.find(viewer);
    if (!current) throw new Error('The session ended while its password was changed.');
    return current;
  }

  /** The viewer's own live sessions, the one used last first. */
  async listOwn(viewer: Viewer): Promise<Session[]> {
    this.access.require(viewer, 'account.use');
    return this.database
      .em()
      .find(
        Session,
        { memberId: viewer.memberId, endedAt: null, expiresAt: { $gt: this.clock.now() } },
        { orderBy: { lastUsedAt: 'desc' }, limit: 100 },
      );
  }

  /** Ends one of the viewer's own sessions, for example on a lost phone; refuses others' as missing. */
  async endOwn(viewer: Viewer, sessionId: string): Promise<void> {
    this.access.require(viewer, 'account.use');
    if (!isId(sessionId)) throw new Refused(new NotFound('session'));
    const ended = await query(
      this.database.em(),
      'update session set ended_at = $3 where id = $1 and member_id = $2 and ended_at is null returning id',
      [sessionId, viewer.memberId, this.clock.now()],
    );
    if (ended.length === 0) throw new Refused(new NotFound('session'));
    this.viewers.forget(sessionId);
  }

  /** Deletes a batch of sessions that ended or ran out a month ago; true when there may be more. */
  async prune(): Promise<boolean> {
    const before = new Date(this.clock.now().getTime() - LONGEST_MS);
    const gone = await query(
      this.database.em(),
      `delete from session where id in (
         select id from session where ended_at < $1 or expires_at < $1 limit 1000 for update skip locked
       ) returning id`,
      [before],
    );
    return gone.length === 1000;
  }

  /** The same two reads whether or not the account exists. */
  private async lookUp(account: string, address: string) {
    const em = this.database.em();
    const member = await em.findOne(Member, { email: account });
    const used = await query<{ address: string }>(
      em,
      `select distinct s.address from session s join member m on m.id = s.member_id
       where m.email = $1 and s.address is not null and s.last_used_at > $2 limit 100`,
      [account, new Date(this.clock.now().getTime() - LONGEST_MS)],
    );
    const network = networkOf(address);
    return { member, isKnownNetwork: used.some((row) => networkOf(row.address) === network) };
  }

  /** Opens a session for a member who has proven who they are; refuses with LoginFailed when just suspended. */
  async open(member: Member, origin: Origin): Promise<OpenSession> {
    const now = this.clock.now();
    const [session, token] = await this.database.transaction(async (em) => {
      const made = new Session({
        memberId: member.id,
        refreshHash: '',
        expiresAt: new Date(now.getTime() + IDLE_MS),
        userAgent: origin.userAgent?.slice(0, 400),
        address: origin.address,
      });
      made.createdAt = made.lastUsedAt = now;
      const first = this.refreshTokens.first(made.id);
      made.refreshHash = refreshHash(first);
      em.persist(made);
      await em.flush();
      await query(em, 'update member set last_seen_at = $2 where id = $1', [member.id, now]);
      return [made, first] as const;
    });
    const opened = await this.present(session, token);
    if (!opened) throw new Refused(new LoginFailed());
    return opened;
  }

  private async rotate(
    em: EntityManager,
    token: RefreshToken,
  ): Promise<{ session: Session; next: RefreshToken } | undefined> {
    const session = await em.findOne(Session, token.sessionId, {
      lockMode: LockMode.PESSIMISTIC_WRITE,
    });
    const now = this.clock.now();
    if (!session || session.endedAt || session.expiresAt <= now) return undefined;
    const hash = refreshHash(token);
    const next = this.refreshTokens.successor(token);
    if (hash === session.refreshHash) {
      session.previousRefreshHash = hash;
      session.refreshHash = refreshHash(next);
      session.rotatedAt = session.lastUsedAt = now;
      const latest = session.createdAt.getTime() + LONGEST_MS;
      session.expiresAt = new Date(Math.min(now.getTime() + IDLE_MS, latest));
      await query(em, 'update member set last_seen_at = $2 where id = $1', [session.memberId, now]);
      return { session, next };
    }
    const rotatedAt = session.rotatedAt?.getTime() ?? 0;
    const isRace =
      hash === session.previousRefreshHash && now.getTime() - rotatedAt <= ROTATION_GRACE_MS;
    if (isRace) return { session, next };
    session.endedAt = now;
    this.logger.warn(
      `Session ${session.id} ended: a refresh token was used again after it had been replaced.`,
    );
    return undefined;
  }

  private async present(session: Session, token: RefreshToken): Promise<OpenSession | undefined> {
    const claims = { memberId: session.memberId, sessionId: session.id };
    this.viewers.forget(session.id);
    const viewer = await this.viewers.find(claims);
    if (!viewer) return undefined;
    const { accessToken, expiresAt } = await this.accessTokens.issue(claims);
    return {
      viewer,
      accessToken,
      expiresAt,
      refreshToken: token.text,
      refreshExpiresAt: session.expiresAt,
    };
  }
}

/** Ends a member's sessions, except one if given, in the transaction of `em`. */
export async function endSessionsOf(
  em: EntityManager,
  memberId: string,
  at: Date,
  exceptId: string | null = null,
): Promise<void> {
  await query(
    em,
    `update session set ended_at = $2
     where member_id = $1 and ended_at is null and ($3::uuid is null or id <> $3::uuid)`,
    [memberId, at, exceptId],
  );
}
