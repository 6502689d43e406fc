import type { NewTemplate } from '@datacare/cloud-api/testing';

const named = (params: Record<string, string>) => ({
  body_text_named_params: Object.entries(params).map(([param_name, example]) => ({
    param_name,
    example,
  })),
});
const positional = (...values: string[]) => ({ body_text: [values] });
const footer = (text: string) => ({ type: 'FOOTER', text });
const buttons = (...list: Record<string, unknown>[]) => ({ type: 'BUTTONS', buttons: list });
const quickReply = (text: string) => ({ type: 'QUICK_REPLY', text });

/** What a shop in Nairobi would have on its account, in English and Swahili. */
export const demoTemplates: NewTemplate[] = [
  {
    name: 'order_update',
    language: 'en',
    category: 'UTILITY',
    parameterFormat: 'NAMED',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{customer_name}}, your order *{{order_number}}* is now {{order_status}}. We expect to deliver it on {{delivery_day}}.',
        example: named({
          customer_name: 'Asha',
          order_number: 'DK-1042',
          order_status: 'packed',
          delivery_day: 'Friday',
        }),
      },
      footer('Duka Bora, Moi Avenue, Nairobi'),
      buttons(
        {
          type: 'URL',
          text: 'Track order',
          url: 'https://dukabora.example/track/{{1}}',
          example: ['https://dukabora.example/track/dk-1042'],
        },
        quickReply('Talk to us'),
      ),
    ],
  },
  {
    name: 'order_update',
    language: 'sw',
    category: 'UTILITY',
    parameterFormat: 'NAMED',
    components: [
      {
        type: 'BODY',
        text: 'Habari {{customer_name}}, oda yako *{{order_number}}* sasa {{order_status}}. Tunatarajia kuifikisha {{delivery_day}}.',
        example: named({
          customer_name: 'Asha',
          order_number: 'DK-1042',
          order_status: 'imefungwa',
          delivery_day: 'Ijumaa',
        }),
      },
      footer('Duka Bora, Moi Avenue, Nairobi'),
      buttons(
        {
          type: 'URL',
          text: 'Fuatilia oda',
          url: 'https://dukabora.example/track/{{1}}',
          example: ['https://dukabora.example/track/dk-1042'],
        },
        quickReply('Ongea nasi'),
      ),
    ],
  },
  {
    name: 'payment_received',
    language: 'en',
    category: 'UTILITY',
    components: [
      {
        type: 'BODY',
        text: 'Thank you {{1}}. We have received KES {{2}} by M-PESA, receipt {{3}}. Your balance is KES {{4}} today.',
        example: positional('Asha', '2,450', 'SKL4T7Q9XZ', '0'),
      },
      footer('Keep this message as your receipt'),
    ],
  },
  {
    name: 'payment_received',
    language: 'sw',
    category: 'UTILITY',
    components: [
      {
        type: 'BODY',
        text: 'Asante {{1}}. Tumepokea KES {{2}} kwa M-PESA, risiti {{3}}. Salio lako ni KES {{4}} leo.',
        example: positional('Asha', '2,450', 'SKL4T7Q9XZ', '0'),
      },
      footer('Hifadhi ujumbe huu kama risiti yako'),
    ],
  },
  {
    name: 'appointment_reminder',
    language: 'en',
    category: 'UTILITY',
    parameterFormat: 'NAMED',
    components: [
      {
        type: 'HEADER',
        format: 'TEXT',
        text: 'Your fitting on {{day}}',
        example: { header_text_named_params: [{ param_name: 'day', example: 'Tuesday' }] },
      },
      {
        type: 'BODY',
        text: 'Hello {{customer_name}}, we look forward to seeing you at {{time}} in our shop. Does the time still suit you?',
        example: named({ customer_name: 'Brian', time: '10:30' }),
      },
      buttons(
        quickReply('Yes, I will come'),
        quickReply('Change the time'),
        quickReply('Cancel it'),
      ),
    ],
  },
  {
    name: 'weekend_offer',
    language: 'en',
    category: 'MARKETING',
    components: [
      { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::aW1hZ2UvanBlZzo='] } },
      {
        type: 'BODY',
        text: 'Karibu {{1}}! This weekend every kitenge dress is {{2}} off, in the shop and online. Show this code when you pay.',
        example: positional('Asha', '20 %'),
      },
      footer('Reply STOP to hear no more offers'),
      buttons(
        { type: 'COPY_CODE', text: 'Copy code', example: 'KITENGE20' },
        { type: 'URL', text: 'Shop now', url: 'https://dukabora.example/weekend' },
      ),
    ],
  },
  {
    name: 'login_code',
    language: 'en',
    category: 'AUTHENTICATION',
    components: [
      {
        type: 'BODY',
        text: '*{{1}}* is your verification code. For your security, do not share this code.',
        add_security_recommendation: true,
        example: positional('482913'),
      },
      { type: 'FOOTER', text: 'This code expires in 10 minutes.', code_expiration_minutes: 10 },
      buttons({
        type: 'OTP',
        otp_type: 'COPY_CODE',
        text: 'Copy code',
        url: 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}',
        example: ['482913'],
      }),
    ],
  },
  {
    name: 'invoice',
    language: 'en',
    category: 'UTILITY',
    components: [
      {
        type: 'HEADER',
        format: 'DOCUMENT',
        example: { header_handle: ['4::YXBwbGljYXRpb24vcGRm'] },
      },
      {
        type: 'BODY',
        text: 'Hello {{1}}, here is your invoice {{2}} over KES {{3}}. It is due on {{4}}, by M-PESA paybill 522522 or in the shop.',
        example: positional('Brian', 'INV-2031', '14,800', '30 November'),
      },
    ],
  },
  {
    name: 'collect_your_order',
    language: 'en',
    category: 'UTILITY',
    components: [
      { type: 'HEADER', format: 'LOCATION' },
      {
        type: 'BODY',
        text: 'Your order {{1}} is waiting for you at the shop shown above until {{2}} in the evening.',
        example: positional('DK-1042', '7:00'),
      },
      buttons(
        { type: 'PHONE_NUMBER', text: 'Call the shop', phone_number: '+254711000000' },
        quickReply('I am on my way'),
      ),
    ],
  },
  {
    name: 'how_did_we_do',
    language: 'sw',
    category: 'MARKETING',
    components: [
      {
        type: 'BODY',
        text: 'Habari {{1}}, asante kwa kununua kwetu. Ulihudumiwa vipi leo?',
        example: positional('Asha'),
      },
      buttons(quickReply('Vizuri sana'), quickReply('Sawa'), quickReply('Vibaya')),
    ],
  },
  {
    name: 'new_arrivals',
    language: 'en',
    category: 'MARKETING',
    components: [
      { type: 'BODY', text: 'Hello {{1}}, new in this week:', example: positional('Asha') },
      {
        type: 'CAROUSEL',
        cards: ['Kitenge dress, KES 3,200', 'Leather sandals, KES 1,850'].map((text) => ({
          components: [
            {
              type: 'HEADER',
              format: 'IMAGE',
              example: { header_handle: ['4::aW1hZ2UvanBlZzo='] },
            },
            { type: 'BODY', text },
            buttons(
              {
                type: 'URL',
                text: 'Look closer',
                url: 'https://dukabora.example/p/{{1}}',
                example: ['https://dukabora.example/p/1'],
              },
              quickReply('Keep one for me'),
            ),
          ],
        })),
      },
    ],
  },
  {
    name: 'loyalty_points',
    language: 'en',
    category: 'UTILITY',
    status: 'PENDING',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{1}}, you now have {{2}} points. They are worth KES {{3}} on your next visit.',
        example: positional('Asha', '320', '160'),
      },
    ],
  },
  {
    name: 'win_a_phone',
    language: 'en',
    category: 'MARKETING',
    status: 'REJECTED',
    rejectedReason: 'PROMOTIONAL',
    components: [
      { type: 'BODY', text: 'Congratulations! Send your PIN today and win a new phone from us.' },
    ],
  },
  {
    name: 'flash_sale',
    language: 'en',
    category: 'MARKETING',
    status: 'PAUSED',
    components: [
      {
        type: 'BODY',
        text: 'Only today, {{1}}: everything at half price until {{2}} in the evening.',
        example: positional('Asha', '8:00'),
      },
      footer('Reply STOP to hear no more offers'),
    ],
  },
];
