import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { InvalidInput, NotFound } from '@datacare/platform';
import { Allow, type GraphqlContext, Refuses, resultUnion } from '@datacare/platform/api';
import { Forbidden } from '../access/access.refusals';
import { CurrentViewer } from '../access/current-viewer';
import { Viewer } from '../access/viewer';
import { type Member } from './member.entity';
import { CreateMemberInput, UpdateMemberInput } from './member.input';
import { teamIdsLoader, teamLoader } from './member.loader';
import { MemberService } from './member.service';
import { MemberType, TeamType } from './member.type';
import { type Team } from './team.entity';
import { TeamService } from './team.service';

const MemberResult = resultUnion('MemberResult', () => [
  MemberType,
  NotFound,
  Forbidden,
  InvalidInput,
]);

@Resolver(() => MemberType)
export class MemberResolver {
  constructor(
    private readonly memberService: MemberService,
    private readonly teamService: TeamService,
  ) {}

  @Query(() => [MemberType], { description: 'Everybody who works in the console, by name.' })
  @Allow('member.read')
  members(@CurrentViewer() viewer: Viewer): Promise<Member[]> {
    return this.memberService.list(viewer);
  }

  @Mutation(() => MemberResult, {
    description: 'Adds a member, who replaces the temporary password.',
  })
  @Allow('member.manage')
  @Refuses(NotFound, Forbidden, InvalidInput)
  createMember(
    @CurrentViewer() viewer: Viewer,
    @Args('input') input: CreateMemberInput,
  ): Promise<Member> {
    return this.memberService.create(viewer, input);
  }

  @Mutation(() => MemberResult, {
    description: 'Changes the name, role, suspension or password of a member.',
  })
  @Allow('member.manage')
  @Refuses(NotFound, Forbidden, InvalidInput)
  updateMember(
    @CurrentViewer() viewer: Viewer,
    @Args('input') input: UpdateMemberInput,
  ): Promise<Member> {
    const { memberId, ...changes } = input;
    return this.memberService.update(viewer, memberId, changes);
  }

  @ResolveField(() => Boolean, { description: 'May not log in' })
  isSuspended(@Parent() member: Member): boolean {
    return member.suspendedAt != null;
  }

  @ResolveField(() => [TeamType], { description: 'The teams the member works in' })
  async teams(@Parent() member: Member, @Context() context: GraphqlContext): Promise<Team[]> {
    const ids = (await teamIdsLoader(context, this.memberService).load(member.id)) ?? [];
    const teams = await teamLoader(context, this.teamService).loadMany(ids);
    return teams.filter((team): team is Team => team !== undefined && !(team instanceof Error));
  }
}
