import { Module } from '@nestjs/common';
import { Config } from '@datacare/platform';
import { Access } from './access/access.service';
import { MemberService } from './members/member.service';
import { TeamService } from './members/team.service';
import { AccessTokens } from './sessions/access-token';
import { AccountService } from './sessions/account.service';
import { AttemptCounter } from './sessions/attempt-counter';
import { Clock } from './sessions/clock';
import { LoginThrottle } from './sessions/login-throttle';
import { Passwords } from './sessions/passwords';
import { RefreshTokens } from './sessions/refresh-token';
import { SessionService } from './sessions/session.service';
import { ViewerDirectory } from './sessions/viewer-directory';

/** Members, teams, rights and sessions, for both processes. */
@Module({
  providers: [
    Access,
    AccessTokens,
    AccountService,
    AttemptCounter,
    Clock,
    LoginThrottle,
    MemberService,
    Passwords,
    {
      provide: RefreshTokens,
      inject: [Config],
      useFactory: (config: Config) => new RefreshTokens(config.jwtSecret),
    },
    SessionService,
    TeamService,
    ViewerDirectory,
  ],
  exports: [
    Access,
    AccessTokens,
    AccountService,
    Clock,
    MemberService,
    Passwords,
    SessionService,
    TeamService,
    ViewerDirectory,
  ],
})
export class IdentityModule {}
