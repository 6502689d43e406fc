import { Field, ID, InputType } from '@nestjs/graphql';

@InputType({ description: 'Changes of a contact; what is left out stays as it is.' })
export class UpdateContactInput {
  @Field(() => ID, { description: 'Which contact' })
  contactId: string;

  @Field(() => String, {
    nullable: true,
    description: "The team's name for the person; null shows the profile name",
  })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'BCP 47, e.g. sw' })
  language?: string | null;

  @Field(() => [String], { nullable: true, description: 'All tags' })
  tags?: string[] | null;
}
