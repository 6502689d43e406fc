import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

/** A file; its parent value is the Media entity. */
@ObjectType('Media', { description: 'A file of a message.' })
export class MediaType {
  @Field(() => ID, { description: 'Identifies the file' })
  id: string;
  @Field(() => String, { description: 'image, video, audio, document or sticker' })
  kind: string;
  @Field(() => String, { description: 'What its bytes are' })
  mimeType: string;
  @Field(() => String, { nullable: true, description: 'Its name, when it has one' })
  filename: string | null;
  @Field(() => Int, { nullable: true, description: 'Bytes, once known' })
  size: number | null;
  @Field(() => Int, { nullable: true, description: 'Pixels' })
  width: number | null;
  @Field(() => Int, { nullable: true, description: 'Pixels' })
  height: number | null;
  @Field(() => Boolean, { description: 'A voice note' })
  isVoice: boolean;
  @Field(() => String, { description: 'waiting, stored or failed' })
  state: string;
  @Field(() => String, { nullable: true, description: 'Why it could not be fetched' })
  error: string | null;
}
