import { JsonScalar } from '@datacare/platform/api';
import { Field, ID, ObjectType } from '@nestjs/graphql';

/** A template; its parent value is the Template entity. */
@ObjectType('Template', { description: 'A message form that WhatsApp approved (or not yet).' })
export class TemplateType {
  @Field(() => ID, { description: 'Identifies the template here' })
  id: string;
  @Field(() => String, { description: 'Its name in the account' })
  name: string;
  @Field(() => String, { description: "Meta's language code, e.g. en_US or sw" })
  language: string;
  @Field(() => String, { description: 'MARKETING, UTILITY or AUTHENTICATION' })
  category: string;
  @Field(() => String, { description: "Meta's status: APPROVED, PENDING, REJECTED, PAUSED …" })
  status: string;
  @Field(() => String, { description: 'NAMED or POSITIONAL' })
  parameterFormat: string;
  @Field(() => JsonScalar, { description: 'Its components as Meta defines them' })
  components: Record<string, unknown>[];
  @Field(() => String, { nullable: true, description: 'GREEN, YELLOW, RED or UNKNOWN' })
  qualityScore: string | null;
  @Field(() => String, { nullable: true, description: 'Why WhatsApp rejected it' })
  rejectedReason: string | null;
}
