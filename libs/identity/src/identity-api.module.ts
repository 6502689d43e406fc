import { Module } from '@nestjs/common';
import { AccessApiModule } from './access/access-api.module';
import { IdentityModule } from './identity.module';
import { MemberResolver } from './members/member.resolver';
import { TeamResolver } from './members/team.resolver';
import { RefreshCookie } from './sessions/refresh-cookie';
import { MemberSessionResolver, SessionResolver } from './sessions/session.resolver';

/** Login, members and teams over GraphQL, and the gate before every operation of the API. */
@Module({
  imports: [IdentityModule, AccessApiModule],
  providers: [MemberResolver, MemberSessionResolver, RefreshCookie, SessionResolver, TeamResolver],
})
export class IdentityApiModule {}
