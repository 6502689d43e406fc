import { Field, InterfaceType } from '@nestjs/graphql';

/** The business says no: a stable code for programs, and what happened and what to do for people. */
@InterfaceType('Refusal', {
  description:
    'The business says no. `code` is stable; `message` says what happened and what to do.',
})
export abstract class Refusal {
  @Field({ description: 'Stable name of the refusal' })
  readonly code: string;

  @Field({ description: 'What happened and what to do, in plain words' })
  readonly message: string;
}

/** Carries a refusal out of a transaction, which rolls back. A refusal itself is no Error: graphql-js would rethrow it. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'Refused';
  }
}
