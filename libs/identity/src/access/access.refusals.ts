import { Field, ObjectType } from '@nestjs/graphql';
import { Refusal } from '@datacare/platform';
import { type Permission } from './permissions';

/** The viewer sees the thing but has not the right for what was asked. */
@ObjectType('Forbidden', {
  implements: () => Refusal,
  description: 'The role of the signed-in member does not include this right.',
})
export class Forbidden implements Refusal {
  readonly code = 'FORBIDDEN';
  readonly message = 'Your role does not allow this. Ask an administrator if you need it.';

  @Field(() => String, {
    description: 'The right that is missing, for example conversation.assign.',
  })
  readonly permission: Permission;

  constructor(permission: Permission) {
    this.permission = permission;
  }
}

/** A member with a temporary password asked for something else than to change it. */
@ObjectType('PasswordChangeRequired', {
  implements: () => Refusal,
  description: 'The temporary password must be replaced first.',
})
export class PasswordChangeRequired implements Refusal {
  readonly code = 'PASSWORD_CHANGE_REQUIRED';
  readonly message = 'Choose a password of your own first.';
}
