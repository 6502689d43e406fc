import { Injectable } from '@nestjs/common';
import { Database, InvalidInput, NotFound, query, Refused } from '@datacare/platform';
import { Access } from '../access/access.service';
import { type Viewer } from '../access/viewer';
import { isId } from '../members/ids';
import { Member } from '../members/member.entity';
import { Clock } from './clock';
import { endSessionsOf } from './end-sessions';
import { LoginThrottle } from './login-throttle';
import { LONGEST_PASSWORD, passwordProblem } from './password-policy';
import { Passwords } from './passwords';
import { Session } from './session.entity';
import { type Origin } from './session.service';
import { ViewerDirectory } from './viewer-directory';

/** What a member does with their own account: the password and the places they are logged in. */
@Injectable()
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly access: Access,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
    private readonly viewers: ViewerDirectory,
    private readonly clock: Clock,
  ) {}

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
}
