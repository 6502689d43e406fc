import { Field, ObjectType } from '@nestjs/graphql';
import { Refusal } from './refusal';

@ObjectType({
  implements: () => Refusal,
  description: 'There is no such thing, or the viewer may not see it: the two look alike.',
})
export class NotFound implements Refusal {
  readonly code = 'NOT_FOUND';
  readonly message: string;

  constructor(what: string) {
    this.message = `This ${what} does not exist, or you may not see it.`;
  }
}

@ObjectType({ implements: () => Refusal, description: 'A value that cannot be used.' })
export class InvalidInput implements Refusal {
  readonly code = 'INVALID_INPUT';

  @Field({ description: 'Path of the field, e.g. `input.name`' })
  readonly field: string;
  readonly message: string;

  constructor(field: string, message: string) {
    this.field = field;
    this.message = message;
  }
}
