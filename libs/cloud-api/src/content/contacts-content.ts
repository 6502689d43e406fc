import { limits } from './limits';
import { list, object, saying, words } from './rules';

const short = words(1024, 0).optional();

/** A contact card as the Cloud API takes it; Meta wants one name part beside the formatted name. */
export const contactCardSchema = object({
  name: object({
    formatted_name: words(1024),
    first_name: short,
    last_name: short,
    middle_name: short,
    prefix: short,
    suffix: short,
  }).refine(
    (name) =>
      [name.first_name, name.last_name, name.middle_name, name.prefix, name.suffix].some(Boolean),
    { error: saying('give a first or last name beside formatted_name') },
  ),
  phones: list(object({ phone: short, wa_id: short, type: short }), 50, 0).optional(),
  emails: list(object({ email: short, type: short }), 50, 0).optional(),
  addresses: list(
    object({
      street: short,
      city: short,
      state: short,
      zip: short,
      country: short,
      country_code: short,
      type: short,
    }),
    50,
    0,
  ).optional(),
  org: object({ company: short, department: short, title: short }).optional(),
  urls: list(object({ url: short, type: short }), 50, 0).optional(),
  birthday: words(10)
    .regex(/^\d{4}-\d{2}-\d{2}$/, { error: saying('must be a date like 1990-05-31') })
    .optional(),
});

export const contactCardsSchema = list(contactCardSchema, limits.contacts);
