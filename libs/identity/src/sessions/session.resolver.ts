import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { InvalidInput, NotFound } from '@datacare/platform';
import { Allow, type GraphqlContext, Public, Refuses, resultUnion } from '@datacare/platform/api';
import { CurrentViewer } from '../access/current-viewer';
import { type Permission } from '../access/permissions';
import { Viewer } from '../access/viewer';
import { type Member } from '../members/member.entity';
import { memberLoader } from '../members/member.loader';
import { MemberService } from '../members/member.service';
import { MemberType } from '../members/member.type';
import { AccountService } from './account.service';
import { RefreshCookie } from './refresh-cookie';
import { type Session } from './session.entity';
import { ChangePasswordInput, EndSessionInput, LoginInput } from './session.input';
import { LoginFailed, TooManyAttempts } from './session.refusals';
import { type OpenSession, type Origin, SessionService } from './session.service';
import { MemberSessionType, MeType, SessionType } from './session.type';

const LoginResult = resultUnion('LoginResult', () => [SessionType, LoginFailed, TooManyAttempts]);
const ChangePasswordResult = resultUnion('ChangePasswordResult', () => [
  MeType,
  InvalidInput,
  TooManyAttempts,
]);
const EndSessionResult = resultUnion('EndSessionResult', () => [MeType, NotFound]);

@Resolver(() => MeType)
export class SessionResolver {
  constructor(
    private readonly sessions: SessionService,
    private readonly account: AccountService,
    private readonly memberService: MemberService,
    private readonly cookie: RefreshCookie,
  ) {}

  @Query(() => MeType, { description: 'The signed-in member.' })
  @Allow('account.use')
  me(@CurrentViewer() viewer: Viewer): Viewer {
    return viewer;
  }

  // Public: nobody is signed in yet.
  @Mutation(() => LoginResult, { description: 'Opens a session; once in a request.' })
  @Public()
  @Refuses(LoginFailed, TooManyAttempts)
  async login(
    @Args('input') input: LoginInput,
    @Context() context: GraphqlContext,
  ): Promise<SessionType> {
    return this.handOver(await this.sessions.login(input, originOf(context)), context);
  }

  // Public: the access token has run out, which is why it is called.
  @Mutation(() => SessionType, {
    nullable: true,
    description: 'Renews the session by its httpOnly cookie; null when there is no live session.',
  })
  @Public()
  async refreshSession(@Context() context: GraphqlContext): Promise<SessionType | null> {
    const session = await this.sessions.refresh(this.cookie.read(context));
    if (session) return this.handOver(session, context);
    this.cookie.clear(context);
    return null;
  }

  // Public: logging out must work when the access token has run out; the cookie says whose session it is.
  @Mutation(() => Boolean, { description: 'Ends the session; true also when there was none.' })
  @Public()
  async logout(@Context() context: GraphqlContext): Promise<boolean> {
    await this.sessions.logout(this.cookie.read(context));
    this.cookie.clear(context);
    return true;
  }

  @Mutation(() => ChangePasswordResult, {
    description: 'Replaces the password and ends all other sessions.',
  })
  @Allow('account.use')
  @Refuses(InvalidInput, TooManyAttempts)
  async changePassword(
    @CurrentViewer() viewer: Viewer,
    @Args('input') input: ChangePasswordInput,
    @Context() context: GraphqlContext,
  ): Promise<Viewer> {
    return this.account.changePassword(viewer, input, originOf(context));
  }

  @Query(() => [MemberSessionType], { description: 'Where the signed-in member is logged in.' })
  @Allow('account.use')
  mySessions(@CurrentViewer() viewer: Viewer): Promise<Session[]> {
    return this.account.listOwn(viewer);
  }

  @Mutation(() => EndSessionResult, {
    description: 'Ends one of the own sessions, for example on a lost phone.',
  })
  @Allow('account.use')
  @Refuses(NotFound)
  async endSession(
    @CurrentViewer() viewer: Viewer,
    @Args('input') input: EndSessionInput,
  ): Promise<Viewer> {
    await this.account.endOwn(viewer, input.sessionId);
    return viewer;
  }

  @ResolveField(() => MemberType, { description: 'The member' })
  async member(@Parent() viewer: Viewer, @Context() context: GraphqlContext): Promise<Member> {
    const member = await memberLoader(context, this.memberService).load(viewer.memberId);
    if (!member) throw new Error('A session lives without its member.');
    return member;
  }

  @ResolveField(() => [String], { description: 'What the member may do, as noun.verb' })
  permissions(@Parent() viewer: Viewer): Permission[] {
    return [...viewer.permissions];
  }

  private handOver(session: OpenSession, context: GraphqlContext): SessionType {
    this.cookie.write(context, session.refreshToken, session.refreshExpiresAt);
    return Object.assign(new SessionType(), {
      accessToken: session.accessToken,
      expiresAt: session.expiresAt,
      me: session.viewer,
    });
  }
}

@Resolver(() => MemberSessionType)
export class MemberSessionResolver {
  @ResolveField(() => Boolean, { description: 'The session that asks' })
  isCurrent(@Parent() session: Session, @CurrentViewer() viewer: Viewer): boolean {
    return session.id === viewer.sessionId;
  }
}

function originOf({ request }: GraphqlContext): Origin {
  const userAgent = request?.headers['user-agent'];
  return { address: request?.ip ?? 'unknown', ...(userAgent ? { userAgent } : {}) };
}
