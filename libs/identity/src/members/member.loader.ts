import { type GraphqlContext, inOrder, loaderOf } from '@datacare/platform/api';
import { type Member } from './member.entity';
import { type MemberService } from './member.service';
import { type Team } from './team.entity';
import { type TeamService } from './team.service';

const member = Symbol('member');
const team = Symbol('team');
const teamsOfMember = Symbol('teams of member');
const membersOfTeam = Symbol('members of team');

/** Members by id: one query for all that are asked for in one turn. */
export const memberLoader = (context: GraphqlContext, members: MemberService) =>
  loaderOf<Member>(context, member, async (ids) =>
    inOrder(ids, [...(await members.byIds(ids)).values()], ({ id }) => id),
  );

/** Teams by id. */
export const teamLoader = (context: GraphqlContext, teams: TeamService) =>
  loaderOf<Team>(context, team, async (ids) =>
    inOrder(ids, [...(await teams.byIds(ids)).values()], ({ id }) => id),
  );

/** The teams of a member, by the member's id. */
export const teamIdsLoader = (context: GraphqlContext, members: MemberService) =>
  loaderOf<string[]>(context, teamsOfMember, async (ids) => {
    const found = await members.teamIdsOf(ids);
    return ids.map((id) => found.get(id) ?? []);
  });

/** The members of a team, by the team's id. */
export const memberIdsLoader = (context: GraphqlContext, teams: TeamService) =>
  loaderOf<string[]>(context, membersOfTeam, async (ids) => {
    const found = await teams.memberIdsOf(ids);
    return ids.map((id) => found.get(id) ?? []);
  });
