import { p } from '@mikro-orm/core';
import { v7 } from 'uuid';

/** A new time-ordered identifier (UUID version 7): rows made later sort later. */
export const newId = (): string => v7();

/** The primary key of every table. */
export const idColumn = () => p.uuid().primary();

/** A moment in UTC that the database sets when the row is made. */
export const createdAtColumn = () => p.datetime().defaultRaw('now()');
