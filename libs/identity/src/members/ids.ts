import { z } from 'zod';

const idSchema = z.guid();

/** Whether a client's text can be an id at all: PostgreSQL would answer anything else with an error. */
export const isId = (text: string): boolean => idSchema.safeParse(text).success;
