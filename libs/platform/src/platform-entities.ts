import { Event, EventFailure } from './events/event.entity';
import { JournalRow } from './journal/journal-entry.entity';

/** The tables of this lib. */
export const platformEntities = [Event, EventFailure, JournalRow];
