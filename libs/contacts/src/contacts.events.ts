import { defineEvent } from '@datacare/platform';
import { z } from 'zod';

/** Two contacts turned out to be one person: everything of `mergedId` now belongs to `survivorId`. */
export const ContactsMerged = defineEvent(
  'contacts.contacts_merged',
  z.object({ survivorId: z.uuid(), mergedId: z.uuid() }),
);

/** A contact's name, consent, tags or identities changed. */
export const ContactChanged = defineEvent(
  'contacts.contact_changed',
  z.object({ contactId: z.uuid() }),
);
