import { z } from 'zod';

const id = z.uuid();

/** Whether a value can name a row at all: what cannot is simply not found, it must not reach the database. */
export const isId = (value: string): boolean => id.safeParse(value).success;
