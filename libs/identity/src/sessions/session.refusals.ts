import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Refusal } from '@datacare/platform';

/** One answer for an unknown account, a wrong password and a suspended member, so that it tells nobody which it was. */
@ObjectType('LoginFailed', {
  implements: () => Refusal,
  description: 'The e-mail address or the password is wrong.',
})
export class LoginFailed implements Refusal {
  readonly code = 'LOGIN_FAILED';
  readonly message = 'The e-mail address or the password is wrong.';
}

/** Too many tries for one account from one address within fifteen minutes. */
@ObjectType('TooManyAttempts', {
  implements: () => Refusal,
  description: 'Too many failed tries; wait before the next one.',
})
export class TooManyAttempts implements Refusal {
  readonly code = 'TOO_MANY_ATTEMPTS';
  readonly message = 'Too many tries. Wait a few minutes, then try again.';

  @Field(() => Int, { description: 'Seconds until the next try is accepted.' })
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
