import { JsonScalar } from '@datacare/platform/api';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { IdentityKind } from './contact-identity.entity';

/** Whether a person wants marketing, as GraphQL writes it. */
export const ConsentState = { UNKNOWN: 'unknown', GIVEN: 'given', WITHDRAWN: 'withdrawn' } as const;
registerEnumType(ConsentState, {
  name: 'ConsentState',
  description: 'What a person said about marketing messages.',
  valuesMap: {
    UNKNOWN: { description: 'They have not said' },
    GIVEN: { description: 'They want them' },
    WITHDRAWN: { description: 'They do not want them' },
  },
});

@ObjectType('ContactIdentity', { description: 'One way in which WhatsApp names a person.' })
export class ContactIdentityType {
  @Field(() => String, { description: 'phone, bsuid, parent_bsuid or username' })
  kind: IdentityKind;

  @Field(() => String, {
    description: 'As WhatsApp writes it; masked for those who may not read contacts',
  })
  value: string;

  @Field(() => String, { description: 'As people read it, e.g. +254 712 345 678 or @asha' })
  display: string;
}

/** A contact; its parent value is the Contact entity. */
@ObjectType('Contact', { description: 'A person who writes to the business.' })
export class ContactType {
  @Field(() => ID, { description: 'Identifies the contact' })
  id: string;

  @Field(() => String, { nullable: true, description: 'The name that the team gave' })
  name: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the person calls themselves on WhatsApp',
  })
  profileName: string | null;

  @Field(() => [String], { description: "The team's tags" })
  tags: string[];

  @Field(() => JsonScalar, { description: 'Fields of the business, by key' })
  customFields: Record<string, unknown>;

  @Field(() => ConsentState, { description: 'What the person said about marketing messages' })
  marketingConsent: 'unknown' | 'given' | 'withdrawn';

  @Field(() => String, { nullable: true, description: 'BCP 47, e.g. sw' })
  language: string | null;

  @Field(() => Date, { description: 'When the contact was first seen' })
  createdAt: Date;
}
