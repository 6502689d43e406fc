import { randomUUID } from 'node:crypto';

type Json = Record<string, unknown>;

/** A customer as Meta names one in webhooks; any part may be missing. */
export interface Customer {
  waId?: string;
  userId?: string;
  username?: string;
  name?: string;
}

export interface Line {
  phoneNumberId: string;
  wabaId: string;
}

/** The number that the bodies below come from unless told otherwise. */
export const aLine: Line = { phoneNumberId: '1060001', wabaId: 'waba-1' };

export const newWamid = () => `wamid.${randomUUID()}`;
export const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000));

const contactOf = ({ waId, userId, username, name }: Customer): Json => ({
  ...(name || username
    ? { profile: { ...(name ? { name } : {}), ...(username ? { username } : {}) } }
    : {}),
  ...(waId ? { wa_id: waId } : {}),
  ...(userId ? { user_id: userId } : {}),
});

/** The envelope around one change. */
export const changeBody = (field: string, value: Json, line: Line = aLine): Json => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: line.wabaId,
      changes: [
        {
          field,
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '254711000000', phone_number_id: line.phoneNumberId },
            ...value,
          },
        },
      ],
    },
  ],
});

/** One message of a customer; `content` is its type and the object of that name. */
export function messageOf(
  customer: Customer,
  content: Json,
  options: { wamid?: string; at?: Date } = {},
): Json {
  return {
    ...(customer.waId ? { from: customer.waId } : {}),
    ...(customer.userId ? { from_user_id: customer.userId } : {}),
    id: options.wamid ?? newWamid(),
    timestamp: seconds(options.at ?? new Date()),
    ...content,
  };
}

export const text = (body: string): Json => ({ type: 'text', text: { body } });

/** A webhook body with these messages of one customer. */
export const messagesBody = (customer: Customer, messages: Json[], line: Line = aLine): Json =>
  changeBody('messages', { contacts: [contactOf(customer)], messages }, line);

/** A webhook body with one text message. */
export const textBody = (
  customer: Customer,
  body: string,
  options: { wamid?: string; at?: Date; line?: Line } = {},
): Json => messagesBody(customer, [messageOf(customer, text(body), options)], options.line);
