import { Contact } from '../contacts/contact.entity';
import { ContactIdentity } from '../contacts/contact-identity.entity';

let made = 0;

/** A contact with a phone number of its own, not saved yet; says only what matters to the case. */
export function aContact(
  values: { name?: string; profileName?: string; phone?: string; tags?: string[] } = {},
): {
  contact: Contact;
  phone: ContactIdentity;
} {
  made += 1;
  const contact = new Contact({
    profileName: values.profileName ?? `Customer ${made}`,
    ...(values.name ? { name: values.name } : {}),
  });
  if (values.tags) contact.tags = values.tags;
  const value = values.phone ?? `2547990${String(made).padStart(5, '0')}`;
  return { contact, phone: new ContactIdentity({ contactId: contact.id, kind: 'phone', value }) };
}
