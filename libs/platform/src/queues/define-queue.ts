import type { z } from 'zod';

export interface QueueDefinition<Payload> {
  /** `lib.verb` */
  readonly name: string;
  readonly schema: z.ZodType<Payload>;
}

/** A job's contract: all that a producer imports. */
export const defineQueue = <Payload>(
  name: string,
  schema: z.ZodType<Payload>,
): QueueDefinition<Payload> => ({ name, schema });
