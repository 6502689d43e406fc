import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type RoleName } from '../access/permissions';

/** The roles as GraphQL writes them. */
export const Role = {
  ADMIN: 'admin',
  MANAGER: 'manager',
  AGENT: 'agent',
  MARKETER: 'marketer',
} as const satisfies Record<Uppercase<RoleName>, RoleName>;

registerEnumType(Role, {
  name: 'Role',
  description: 'What a member may do.',
  valuesMap: {
    ADMIN: { description: 'Everything, members and channels included' },
    MANAGER: { description: 'All conversations and their delivery' },
    AGENT: { description: 'The conversations of their teams, of no team, and their own' },
    MARKETER: { description: 'Contacts and templates, no conversations' },
  },
});

/** A member as others see them. Its parent value is the Member entity; only what stands here is ever shown. */
@ObjectType('Member', { description: 'A person who works in the console.' })
export class MemberType {
  @Field(() => ID, { description: 'Identifies the member' })
  id: string;

  @Field(() => String, { description: 'Full name' })
  name: string;

  @Field(() => String, { description: 'E-mail address, which is the login' })
  email: string;

  @Field(() => Role, { description: 'What the member may do' })
  role: RoleName;
}

/** A team; its parent value is the Team entity. */
@ObjectType('Team', { description: 'A group of members that conversations can be given to.' })
export class TeamType {
  @Field(() => ID, { description: 'Identifies the team' })
  id: string;

  @Field(() => String, { description: 'Name, unique' })
  name: string;
}
