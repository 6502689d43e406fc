import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Database, query, Refused } from '@datacare/platform';
import { type Viewer } from '../access/viewer';
import { Member } from '../members/member.entity';
import { AccessTokens } from './access-token';
import { Clock } from './clock';
import { LoginThrottle, networkOf } from './login-throttle';
import { LONGEST_PASSWORD } from './password-policy';
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
