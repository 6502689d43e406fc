import { Injectable } from '@nestjs/common';
import {
  type EntityManager,
  LockMode,
  UniqueConstraintViolationException,
} from '@mikro-orm/postgresql';
import { Database, InvalidInput, NotFound, query, Refused } from '@datacare/platform';
import { Access } from '../access/access.service';
import { type Viewer } from '../access/viewer';
import { ViewerDirectory } from '../sessions/viewer-directory';
import { isId } from './ids';
import { Team } from './team.entity';

/** The groups that conversations can be given to. */
@Injectable()
export class TeamService {
  constructor(
    private readonly database: Database,
    private readonly access: Access,
    private readonly viewers: ViewerDirectory,
  ) {}

  /** Every team, by name. */
  async list(viewer: Viewer): Promise<Team[]> {
    this.access.require(viewer, 'team.read');
    return this.database.em().find(Team, {}, { orderBy: { name: 'asc', id: 'asc' } });
  }

  /** The teams with these ids, in any order; for showing which team has something. */
  async byIds(ids: readonly string[]): Promise<Map<string, Team>> {
    const teams = await this.database.em().find(Team, { id: { $in: [...ids] } });
    return new Map(teams.map((team) => [team.id, team]));
  }

  /** Who works in each of these teams. */
  async memberIdsOf(teamIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await query<{ team_id: string; member_ids: string[] }>(
      this.database.em(),
      `select team_id, array_agg(member_id::text order by member_id) as member_ids
       from team_member where team_id = any($1::uuid[]) group by team_id`,
      [teamIds],
    );
    return new Map(rows.map((row) => [row.team_id, row.member_ids]));
  }

  /** Makes a team; refuses a name that is empty, too long or taken with InvalidInput. */
  async create(
    viewer: Viewer,
    input: { name: string; memberIds: readonly string[] },
  ): Promise<Team> {
    this.access.require(viewer, 'member.manage');
    const name = input.name.trim();
    if (name.length < 1 || name.length > 60)
      throw invalid('input.name', 'Give a name of 1 to 60 characters.');
    try {
      const made = await this.database.transaction(async (em) => {
        const team = new Team(name);
        em.persist(team);
        await em.flush();
        await setMembers(em, team.id, input.memberIds);
        return team;
      });
      this.viewers.forgetAll();
      return made;
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      throw invalid('input.name', 'There is a team with this name already.');
    }
  }

  /** Says who works in a team from now on; refuses unknown teams with NotFound and unknown members with InvalidInput. */
  async setMembers(viewer: Viewer, teamId: string, memberIds: readonly string[]): Promise<Team> {
    this.access.require(viewer, 'member.manage');
    if (!isId(teamId)) throw new Refused(new NotFound('team'));
    const changed = await this.database.transaction(async (em) => {
      const team = await em.findOne(Team, teamId, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!team) throw new Refused(new NotFound('team'));
      await setMembers(em, teamId, memberIds);
      return team;
    });
    this.viewers.forgetAll();
    return changed;
  }
}

async function setMembers(
  em: EntityManager,
  teamId: string,
  memberIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(memberIds)];
  const ids = wanted.filter(isId);
  const found = await query(em, 'select id from member where id = any($1::uuid[]) for share', [
    ids,
  ]);
  if (found.length < wanted.length) {
    throw invalid('input.memberIds', 'One of these members does not exist any more.');
  }
  await query(em, 'delete from team_member where team_id = $1 and member_id <> all($2::uuid[])', [
    teamId,
    wanted,
  ]);
  await query(
    em,
    'insert into team_member (team_id, member_id) select $1, unnest($2::uuid[]) on conflict do nothing',
    [teamId, wanted],
  );
}

const invalid = (field: string, message: string) => new Refused(new InvalidInput(field, message));
