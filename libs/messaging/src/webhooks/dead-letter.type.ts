import { connectionType } from '@datacare/platform/api';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('DeadLetter', { description: 'Something that arrived and could not be processed.' })
export class DeadLetterType {
  @Field(() => ID, { description: 'Identifies the dead letter' })
  id: string;
  @Field(() => String, { description: 'Where it came from: webhook' })
  source: string;
  @Field(() => String, { nullable: true, description: "Meta's webhook field" })
  field: string | null;
  @Field(() => String, { description: 'What went wrong' })
  error: string;
  @Field(() => String, { description: 'As it came, in JSON' })
  body: string;
  @Field(() => Date, { description: 'When it came' })
  receivedAt: Date;
  @Field(() => Int, { description: 'How often it was tried' })
  attempts: number;
}

/** A page of dead letters. */
export const DeadLetterConnection = connectionType('DeadLetter', () => DeadLetterType);
export type DeadLetterConnection = InstanceType<typeof DeadLetterConnection>;
