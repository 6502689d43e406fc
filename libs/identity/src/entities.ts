import { Member } from './members/member.entity';
import { Team, TeamMember } from './members/team.entity';
import { Session } from './sessions/session.entity';

/** The tables of this lib. */
export const identityEntities = [Member, Team, TeamMember, Session];
