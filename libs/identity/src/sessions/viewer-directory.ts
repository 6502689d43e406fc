import { Injectable } from '@nestjs/common';
import { Database, query } from '@datacare/platform';
import { type RoleName } from '../access/permissions';
import { Viewer } from '../access/viewer';
import { type AccessClaims } from './access-token';
import { Clock } from './clock';

/** How long a session's standing is believed: over HTTP, what ends it is felt by every process within this time. */
const FRESH_MS = 2_000;
const MOST_SESSIONS = 10_000;

interface Entry {
  readonly readAt: number;
  readonly viewer: Promise<Viewer | undefined>;
}

interface SessionRow {
  member_id: string;
  name: string;
  role: RoleName;
  must_change_password: boolean;
  team_ids: string[];
}

/** The viewers behind live sessions, read from the database at most once in two seconds each. */
@Injectable()
export class ViewerDirectory {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The viewer of a session that is live and belongs to that member; undefined when it is not. */
  async find(claims: AccessClaims): Promise<Viewer | undefined> {
    const now = this.clock.now().getTime();
    let entry = this.entries.get(claims.sessionId);
    if (!entry || now - entry.readAt >= FRESH_MS) {
      entry = { readAt: now, viewer: this.read(claims.sessionId) };
      this.remember(claims.sessionId, entry);
    }
    const viewer = await entry.viewer;
    return viewer?.memberId === claims.memberId ? viewer : undefined;
  }

  /** The viewer as they are now, read anew; undefined when the session has ended. */
  async refresh(viewer: Viewer): Promise<Viewer | undefined> {
    this.forget(viewer.sessionId);
    return this.find(viewer);
  }

  /** Forgets what is known of a session, so that this process sees its change at once. */
  forget(sessionId: string): void {
    this.entries.delete(sessionId);
  }

  /** Forgets everybody: members or teams were changed, which is rare. */
  forgetAll(): void {
    this.entries.clear();
  }

  private remember(sessionId: string, entry: Entry): void {
    this.entries.delete(sessionId);
    this.entries.set(sessionId, entry);
    // A failed read is an outage, not an answer: the next request asks again.
    entry.viewer.catch(() => {
      if (this.entries.get(sessionId) === entry) this.entries.delete(sessionId);
    });
    if (this.entries.size <= MOST_SESSIONS) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }

  private async read(sessionId: string): Promise<Viewer | undefined> {
    const [row] = await query<SessionRow>(
      this.database.em(),
      `select m.id as member_id, m.name, m.role, m.must_change_password,
         array(select t.team_id from team_member t where t.member_id = m.id order by 1)::text[] as team_ids
       from session s join member m on m.id = s.member_id
       where s.id = $1 and s.ended_at is null and s.expires_at > $2 and m.suspended_at is null`,
      [sessionId, this.clock.now()],
    );
    if (!row) return undefined;
    return new Viewer({
      memberId: row.member_id,
      name: row.name,
      role: row.role,
      teamIds: row.team_ids,
      sessionId,
      mustChangePassword: row.must_change_password,
    });
  }
}
