import { defineEntity, p } from '@mikro-orm/core';
import { createdAtColumn, idColumn, newId } from '@datacare/platform';
import { Member } from './member.entity';

/** A group of members that conversations can be given to. */
export const TeamSchema = defineEntity({
  name: 'Team',
  tableName: 'team',
  properties: { id: idColumn(), name: p.text().unique(), createdAt: createdAtColumn() },
});
export class Team extends TeamSchema.class {
  constructor(name: string) {
    super();
    this.id = newId();
    this.name = name;
  }
}
TeamSchema.setClass(Team);

/** That a member works in a team. */
export const TeamMemberSchema = defineEntity({
  name: 'TeamMember',
  tableName: 'team_member',
  properties: {
    teamId: () => p.manyToOne(Team).mapToPk().primary().joinColumn('team_id').deleteRule('cascade'),
    memberId: () =>
      p.manyToOne(Member).mapToPk().primary().joinColumn('member_id').deleteRule('cascade'),
  },
});
export class TeamMember extends TeamMemberSchema.class {}
TeamMemberSchema.setClass(TeamMember);
