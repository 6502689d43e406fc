import { Field, ID, ObjectType } from '@nestjs/graphql';
import { type Viewer } from '../access/viewer';

/** The signed-in member; its parent value is the Viewer. */
@ObjectType('Me', { description: 'The signed-in member and what they may do.' })
export class MeType {
  @Field(() => Boolean, {
    description: 'Nothing else is allowed until the temporary password is replaced',
  })
  mustChangePassword: boolean;
}

@ObjectType('Session', {
  description: 'A live session. The refresh token is in an httpOnly cookie.',
})
export class SessionType {
  @Field(() => String, { description: 'Goes into the Authorization header as a bearer token' })
  accessToken: string;

  @Field(() => Date, { description: 'When the access token ends; refresh the session before' })
  expiresAt: Date;

  @Field(() => MeType, { description: 'Who is signed in' })
  me: Viewer;
}

@ObjectType('MemberSession', { description: 'One login on one device.' })
export class MemberSessionType {
  @Field(() => ID, { description: 'Identifies the session' })
  id: string;

  @Field(() => String, { nullable: true, description: 'What the browser calls itself' })
  userAgent: string | null;

  @Field(() => String, { nullable: true, description: 'The network address of the login' })
  address: string | null;

  @Field(() => Date, { description: 'When the member logged in' })
  createdAt: Date;

  @Field(() => Date, { description: 'When the session was last renewed' })
  lastUsedAt: Date;
}
