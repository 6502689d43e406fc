import { Field, ID, InputType } from '@nestjs/graphql';

@InputType({ description: 'Who logs in.' })
export class LoginInput {
  @Field(() => String, { description: 'E-mail address' })
  email: string;

  @Field(() => String, { description: 'Password' })
  password: string;
}

@InputType({ description: 'A new password, and the proof that the member asks for it.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password as it is' })
  currentPassword: string;

  @Field(() => String, { description: 'The password from now on, at least 12 characters' })
  newPassword: string;
}

@InputType({ description: 'A session to end.' })
export class EndSessionInput {
  @Field(() => ID, { description: 'Which session' })
  sessionId: string;
}
