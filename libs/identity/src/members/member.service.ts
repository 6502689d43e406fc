import { Injectable } from '@nestjs/common';
import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import { Database, InvalidInput, NotFound, query, Refused } from '@datacare/platform';
import { z } from 'zod';
import { Access } from '../access/access.service';
import { type RoleName } from '../access/permissions';
import { type Viewer } from '../access/viewer';
import { Clock } from '../sessions/clock';
import { passwordProblem } from '../sessions/password-policy';
import { Passwords } from '../sessions/passwords';
import { endSessionsOf } from '../sessions/end-sessions';
import { ViewerDirectory } from '../sessions/viewer-directory';
import { isId } from './ids';
import { Member } from './member.entity';
import { type SeedMember, seedMembers } from './seed-members';

export interface NewMember {
  email: string;
  name: string;
  role: RoleName;
  /** The member must replace it at the first login. */
  temporaryPassword: string;
}

/** What may be changed of a member; what is left out stays. */
export interface MemberChanges {
  name?: string | null;
  role?: RoleName | null;
  isSuspended?: boolean | null;
  temporaryPassword?: string | null;
}

const emailSchema = z.email().max(254);
const nameSchema = z.string().trim().min(1).max(100);

/** The people who work in the console. */
@Injectable()
export class MemberService {
  constructor(
    private readonly database: Database,
    private readonly access: Access,
    private readonly passwords: Passwords,
    private readonly clock: Clock,
    private readonly viewers: ViewerDirectory,
  ) {}

  /** Every member, by name. */
  async list(viewer: Viewer): Promise<Member[]> {
    this.access.require(viewer, 'member.read');
    return this.database.em().find(Member, {}, { orderBy: { name: 'asc', id: 'asc' } });
  }

  /** The members with these ids, in any order; for showing who did something. */
  async byIds(ids: readonly string[]): Promise<Map<string, Member>> {
    const members = await this.database.em().find(Member, { id: { $in: [...ids] } });
    return new Map(members.map((member) => [member.id, member]));
  }

  /** The teams each of these members works in. */
  async teamIdsOf(memberIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await query<{ member_id: string; team_ids: string[] }>(
      this.database.em(),
      `select member_id, array_agg(team_id::text order by team_id) as team_ids
       from team_member where member_id = any($1::uuid[]) group by member_id`,
      [memberIds],
    );
    return new Map(rows.map((row) => [row.member_id, row.team_ids]));
  }

  /** Adds a member, who replaces the temporary password at the first login. Refuses with InvalidInput. */
  async create(viewer: Viewer, input: NewMember): Promise<Member> {
    this.access.require(viewer, 'member.manage');
    const email = input.email.trim().toLowerCase();
    if (!emailSchema.safeParse(email).success) {
      throw invalid('input.email', 'This is not an e-mail address.');
    }
    const name = checkedName(input.name);
    const passwordHash = await this.hashTemporary(input.temporaryPassword, { email, name });
    try {
      return await this.database.transaction(async (em) => {
        const member = new Member({ email, name, role: input.role, passwordHash });
        member.mustChangePassword = true;
        em.persist(member);
        await em.flush();
        return member;
      });
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      throw invalid('input.email', 'A member with this e-mail address exists already.');
    }
  }

  /**
   * Changes a member. Suspending or giving a temporary password ends the member's sessions. Refuses with InvalidInput
   * what would leave the business without an administrator, and with NotFound.
   */
  async update(viewer: Viewer, memberId: string, changes: MemberChanges): Promise<Member> {
    this.access.require(viewer, 'member.manage');
    const known = isId(memberId) && (await this.database.em().findOne(Member, memberId));
    if (!known) throw new Refused(new NotFound('member'));
    const name = changes.name == null ? undefined : checkedName(changes.name);
    const passwordHash =
      changes.temporaryPassword == null
        ? undefined
        : await this.hashTemporary(changes.temporaryPassword, {
            email: known.email,
            name: name ?? known.name,
          });
    const changed = await this.database.transaction(async (em) => {
      const administrators = await lockAdministrators(em);
      const member = await em.findOneOrFail(Member, memberId, { refresh: true });
      if (name !== undefined) member.name = name;
      if (changes.role != null) member.role = changes.role;
      if (changes.isSuspended === true) member.suspendedAt ??= this.clock.now();
      if (changes.isSuspended === false) member.suspendedAt = null;
      if (passwordHash !== undefined) {
        member.passwordHash = passwordHash;
        member.mustChangePassword = true;
      }
      const stays = member.role === 'admin' && !member.suspendedAt;
      if (!stays && administrators.length === 1 && administrators[0] === memberId) {
        const field = member.suspendedAt ? 'input.isSuspended' : 'input.role';
        throw invalid(
          field,
          'This is the only administrator. Make somebody else administrator first.',
        );
      }
      await em.flush();
      if (member.suspendedAt || passwordHash !== undefined) {
        await endSessionsOf(em, memberId, this.clock.now());
      }
      return member;
    });
    this.viewers.forgetAll();
    return changed;
  }

  /** Makes the members and teams that are not there yet; what exists stays as it is. For a new deployment. */
  async seed(members: readonly SeedMember[]): Promise<void> {
    await seedMembers(this.database, this.passwords, members);
  }

  private async hashTemporary(
    password: string,
    owner: { email: string; name: string },
  ): Promise<string> {
    const problem = passwordProblem(password, owner);
    if (problem) throw invalid('input.temporaryPassword', problem);
    return this.passwords.hash(password);
  }
}

/** Holds the active administrators, so that two of them cannot take each other's role at once. */
async function lockAdministrators(em: EntityManager): Promise<string[]> {
  const rows = await query<{ id: string }>(
    em,
    `select id from member where role = 'admin' and suspended_at is null order by id for update`,
  );
  return rows.map(({ id }) => id);
}

function checkedName(name: string): string {
  const parsed = nameSchema.safeParse(name);
  if (!parsed.success) throw invalid('input.name', 'Give a name of 1 to 100 characters.');
  return parsed.data;
}

const invalid = (field: string, message: string) => new Refused(new InvalidInput(field, message));
