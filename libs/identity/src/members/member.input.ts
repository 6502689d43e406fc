import { Field, ID, InputType } from '@nestjs/graphql';
import { type RoleName } from '../access/permissions';
import { Role } from './member.type';

@InputType({ description: 'A member to add.' })
export class CreateMemberInput {
  @Field(() => String, { description: 'E-mail address, which becomes the login' })
  email: string;

  @Field(() => String, { description: 'Full name' })
  name: string;

  @Field(() => Role, { description: 'What the member may do' })
  role: RoleName;

  @Field(() => String, { description: 'Replaced by the member at the first login' })
  temporaryPassword: string;
}

@InputType({ description: 'What to change of a member; what is left out stays.' })
export class UpdateMemberInput {
  @Field(() => ID, { description: 'Which member' })
  memberId: string;

  @Field(() => String, { nullable: true, description: 'Full name' })
  name?: string | null;

  @Field(() => Role, { nullable: true, description: 'What the member may do from now on' })
  role?: RoleName | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Suspended members cannot log in; their sessions end',
  })
  isSuspended?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Replaces a forgotten password; the sessions end',
  })
  temporaryPassword?: string | null;
}

@InputType({ description: 'A team to add.' })
export class CreateTeamInput {
  @Field(() => String, { description: 'Name, unique' })
  name: string;

  @Field(() => [ID], { defaultValue: [], description: 'Who works in it' })
  memberIds: string[];
}

@InputType({ description: 'Who works in a team from now on.' })
export class SetTeamMembersInput {
  @Field(() => ID, { description: 'Which team' })
  teamId: string;

  @Field(() => [ID], { description: 'All of its members; whoever is left out leaves the team' })
  memberIds: string[];
}
