import type { MessageContent } from '@datacare/cloud-api/content';
import type { MessageStatus } from '@datacare/messaging';
import type { ConversationStatus, Priority } from '@datacare/inbox';

/** One message of a demo conversation. */
export interface DemoLine {
  minutesAgo: number;
  from: 'customer' | 'member' | 'bot';
  content: MessageContent;
  /** Outbound: how far it got; read unless told otherwise. */
  status?: MessageStatus;
  error?: { code: number; title: string; details?: string };
}

export interface DemoConversation {
  name: string;
  /** Digits of E.164. */
  phone: string;
  tags?: string[];
  language: 'en' | 'sw';
  team?: 'Sales' | 'Support';
  /** E-mail address of the member who has it. */
  assignee?: string;
  status?: ConversationStatus;
  priority?: Priority;
  /** Whether somebody has looked at the last messages. */
  isRead?: boolean;
  lines: DemoLine[];
}

const text = (body: string): MessageContent => ({ type: 'text', text: { body } });
const customer = (minutesAgo: number, content: string | MessageContent): DemoLine => ({
  minutesAgo,
  from: 'customer',
  content: typeof content === 'string' ? text(content) : content,
});
const member = (
  minutesAgo: number,
  content: string | MessageContent,
  status: MessageStatus = 'read',
): DemoLine => ({
  minutesAgo,
  from: 'member',
  content: typeof content === 'string' ? text(content) : content,
  status,
});

const hour = 60;
const day = 24 * hour;

/** What the demo business talks about: a shop in Nairobi, in English and Swahili, all kinds of states. */
export const demoConversations: DemoConversation[] = [
  {
    name: 'Njeri Mwangi',
    phone: '254712304418',
    language: 'sw',
    lines: [
      customer(14, 'Habari! Mko na unga wa ugali kilo mbili?'),
      customer(13, 'Na bei ya delivery hadi Roysambu ni ngapi?'),
    ],
  },
  {
    name: 'Dennis Odhiambo',
    phone: '254722918340',
    language: 'en',
    team: 'Sales',
    assignee: 'achieng@datacare.example',
    tags: ['wholesale'],
    priority: 'high',
    lines: [
      customer(
        3 * hour,
        'Good morning. I would like a quotation for 40 crates of soda for a wedding on Saturday.',
      ),
      member(172, 'Good morning Dennis! Mixed flavours or one kind?'),
      customer(165, 'Mixed please. Half of them in *plastic* bottles.'),
      member(
        150,
        {
          type: 'interactive',
          interactive: {
            type: 'button',
            body: {
              text: '40 crates, mixed: KES 38,400 with delivery in Nairobi. Shall we go ahead?',
            },
            action: {
              buttons: [
                { type: 'reply', reply: { id: 'yes', title: 'Yes, go ahead' } },
                { type: 'reply', reply: { id: 'call', title: 'Call me first' } },
              ],
            },
          },
        } as MessageContent,
        'read',
      ),
      customer(31, {
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes, go ahead' } },
      }),
    ],
  },
  {
    name: 'Fatuma Abdi',
    phone: '254733507129',
    language: 'sw',
    team: 'Support',
    assignee: 'kiprono@datacare.example',
    priority: 'urgent',
    lines: [
      customer(95, 'Nilipokea order yangu lakini sukari imemwagika yote 😢'),
      customer(94, 'Nafanyaje sasa?'),
      member(
        80,
        'Pole sana Fatuma! Tunakutumia nyingine leo bila malipo. Tafadhali nitumie location yako.',
      ),
      customer(52, {
        type: 'location',
        location: {
          latitude: -1.2833,
          longitude: 36.8219,
          name: 'Eastleigh, 2nd Avenue',
          address: 'Nairobi',
        },
      } as MessageContent),
    ],
  },
  {
    name: 'Peter Kamau',
    phone: '254701662895',
    language: 'en',
    team: 'Sales',
    assignee: 'mwende@datacare.example',
    isRead: true,
    lines: [
      customer(5 * hour, 'Do you have cooking gas, 13 kg?'),
      member(5 * hour - 9, 'Yes, KES 3,150 for a refill. We can bring it before 6 pm.'),
      customer(4 * hour, 'Great, cash on delivery?'),
      member(4 * hour - 6, 'Cash or M-Pesa, whichever you like 🙂', 'delivered'),
    ],
  },
  {
    name: 'Grace Wambui',
    phone: '254745118206',
    language: 'en',
    lines: [
      customer(26 * hour, 'Hi, I was charged twice for order 1187'),
      customer(26 * hour - 3, 'Please check, the M-Pesa codes are SFK4T9X2LM and SFK4T9ZQ1P'),
    ],
    team: 'Support',
    priority: 'high',
  },
  {
    name: 'Salim Juma',
    phone: '254768440931',
    language: 'sw',
    status: 'pending',
    team: 'Support',
    assignee: 'mwende@datacare.example',
    isRead: true,
    lines: [
      customer(2 * day, 'Friji niliyonunua haipozi vizuri.'),
      member(2 * day - 25, 'Asante kwa kutujulisha Salim. Fundi atapita kesho asubuhi, sawa?'),
      customer(2 * day - 40, 'Sawa, nitakuwa nyumbani.'),
      member(2 * day - 42, 'Tumempangia saa nne. Karibu sana.'),
    ],
  },
  {
    name: 'Lucy Chebet',
    phone: '254718093377',
    language: 'en',
    status: 'closed',
    team: 'Sales',
    assignee: 'achieng@datacare.example',
    tags: ['regular'],
    isRead: true,
    lines: [
      customer(3 * day, 'Asanteni sana, the order came on time'),
      member(3 * day - 4, 'Karibu tena Lucy! Have a lovely weekend.'),
    ],
  },
  {
    name: 'Kevin Mutua',
    phone: '254790256614',
    language: 'en',
    team: 'Sales',
    assignee: 'achieng@datacare.example',
    isRead: true,
    lines: [
      customer(7 * hour, 'Can you share the contact of your Mombasa branch?'),
      member(7 * hour - 12, {
        type: 'contacts',
        contacts: [
          {
            name: { formatted_name: 'Duka Moja Mombasa', first_name: 'Duka Moja' },
            phones: [{ phone: '+254 41 222 0142', type: 'WORK' }],
          },
        ],
      } as MessageContent),
      customer(7 * hour - 20, 'Perfect, thank you'),
    ],
  },
  {
    name: 'Halima Noor',
    phone: '254727845502',
    language: 'sw',
    lines: [
      customer(41, {
        type: 'order',
        order: {
          catalog_id: '1029384756',
          text: 'Tafadhali leteni kabla ya saa kumi',
          product_items: [
            { product_retailer_id: 'RICE-5KG', quantity: 2, item_price: 890, currency: 'KES' },
            { product_retailer_id: 'OIL-3L', quantity: 1, item_price: 1020, currency: 'KES' },
          ],
        },
      } as MessageContent),
    ],
  },
  {
    name: 'Samuel Kiptoo',
    phone: '254708371940',
    language: 'en',
    team: 'Support',
    assignee: 'kiprono@datacare.example',
    isRead: true,
    lines: [
      customer(4 * day, 'Is the loyalty card still free?'),
      member(4 * day - 30, 'It is! You collect a point for every KES 100.'),
      {
        ...member(
          20 * hour,
          {
            type: 'template',
            template: { name: 'loyalty_reminder', language: { code: 'en' } },
          } as MessageContent,
          'failed',
        ),
        error: { code: 131026, title: 'Message undeliverable' },
      },
    ],
  },
  {
    name: 'Mary Atieno',
    phone: '254735629018',
    language: 'sw',
    status: 'closed',
    team: 'Support',
    assignee: 'mwende@datacare.example',
    isRead: true,
    lines: [
      customer(5 * day, 'Mnafungua saa ngapi Jumapili?'),
      {
        ...member(
          5 * day - 1,
          'Jumapili tuko wazi kuanzia saa tatu asubuhi hadi saa kumi na mbili jioni.',
        ),
        from: 'bot',
      },
      customer(5 * day - 3, 'Asante!'),
    ],
  },
  {
    name: 'Brian Wafula',
    phone: '254756190283',
    language: 'en',
    lines: [
      customer(8, 'Hello, do you deliver to Kitengela?'),
      {
        ...member(
          8,
          'Hello Brian! We deliver to Kitengela on Tuesdays and Fridays, KES 300.',
          'read',
        ),
        from: 'bot',
      },
      customer(4, 'Nice. I need 3 mattresses 5x6 high density. What is your best price?'),
    ],
  },
];
