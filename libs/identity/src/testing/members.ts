import { newId } from '@datacare/platform';
import { type RoleName } from '../access/permissions';
import { Viewer, type ViewerValues } from '../access/viewer';
import { Member } from '../members/member.entity';
import { SessionService } from '../sessions/session.service';

/** What every member of `aMember` logs in with, unless told otherwise. */
export const testPassword = 'correct horse battery staple';
const testPasswordHash =
  '$argon2id$v=19$m=19456,t=2,p=1$6N3hkL0VwqUugmfbfYo33A$YM/6ab2ihuKwAjbd8Qq7VA2SZlJBIW8kmZHvLOJP/Ss';

let made = 0;

/** A member that is not saved yet; says only what matters to the case. */
export function aMember(
  values: Partial<
    Pick<Member, 'email' | 'name' | 'role' | 'passwordHash' | 'suspendedAt' | 'mustChangePassword'>
  > = {},
): Member {
  made++;
  const { suspendedAt, mustChangePassword, ...rest } = values;
  const member = new Member({
    email: `member${made}-${newId().slice(-6)}@datacare.example`,
    name: `Member ${made}`,
    role: 'agent',
    passwordHash: testPasswordHash,
    ...rest,
  });
  member.suspendedAt = suspendedAt ?? null;
  member.mustChangePassword = mustChangePassword ?? false;
  return member;
}

/** Somebody of this role who asks, without a row behind them. */
export function viewerOf(role: RoleName, values: Partial<Omit<ViewerValues, 'role'>> = {}): Viewer {
  return new Viewer({
    memberId: newId(),
    name: `A ${role}`,
    teamIds: [],
    sessionId: newId(),
    ...values,
    role,
  });
}

/** Opens a session for a saved member in a running app; the header goes into requests and connection parameters. */
export async function signIn(
  app: { get(type: typeof SessionService, options: { strict: boolean }): SessionService },
  member: Member,
): Promise<{ viewer: Viewer; accessToken: string; refreshToken: string; authorization: string }> {
  const sessions = app.get(SessionService, { strict: false });
  const { viewer, accessToken, refreshToken } = await sessions.open(member, {
    address: '127.0.0.1',
  });
  return { viewer, accessToken, refreshToken, authorization: `Bearer ${accessToken}` };
}
