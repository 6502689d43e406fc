import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { InvalidInput, NotFound } from '@datacare/platform';
import { Allow, type GraphqlContext, Refuses, resultUnion } from '@datacare/platform/api';
import { Forbidden } from '../access/access.refusals';
import { CurrentViewer } from '../access/current-viewer';
import { Viewer } from '../access/viewer';
import { type Member } from './member.entity';
import { CreateTeamInput, SetTeamMembersInput } from './member.input';
import { memberIdsLoader, memberLoader } from './member.loader';
import { MemberService } from './member.service';
import { MemberType, TeamType } from './member.type';
import { type Team } from './team.entity';
import { TeamService } from './team.service';

const TeamResult = resultUnion('TeamResult', () => [TeamType, NotFound, Forbidden, InvalidInput]);

@Resolver(() => TeamType)
export class TeamResolver {
  constructor(
    private readonly memberService: MemberService,
    private readonly teamService: TeamService,
  ) {}

  @Query(() => [TeamType], { description: 'Every team, by name.' })
  @Allow('team.read')
  teams(@CurrentViewer() viewer: Viewer): Promise<Team[]> {
    return this.teamService.list(viewer);
  }

  @Mutation(() => TeamResult, { description: 'Adds a team.' })
  @Allow('member.manage')
  @Refuses(NotFound, Forbidden, InvalidInput)
  createTeam(
    @CurrentViewer() viewer: Viewer,
    @Args('input') input: CreateTeamInput,
  ): Promise<Team> {
    return this.teamService.create(viewer, input);
  }

  @Mutation(() => TeamResult, { description: 'Says who works in a team from now on.' })
  @Allow('member.manage')
  @Refuses(NotFound, Forbidden, InvalidInput)
  setTeamMembers(
    @CurrentViewer() viewer: Viewer,
    @Args('input') input: SetTeamMembersInput,
  ): Promise<Team> {
    return this.teamService.setMembers(viewer, input.teamId, input.memberIds);
  }

  @ResolveField(() => [MemberType], { description: 'Who works in the team' })
  async members(@Parent() team: Team, @Context() context: GraphqlContext): Promise<Member[]> {
    const ids = (await memberIdsLoader(context, this.teamService).load(team.id)) ?? [];
    const members = await memberLoader(context, this.memberService).loadMany(ids);
    return members.filter(
      (member): member is Member => member !== undefined && !(member instanceof Error),
    );
  }
}
