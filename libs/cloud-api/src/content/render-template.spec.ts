import { accountTemplateSchema } from './account-template';
import { renderTemplate, templateVariables } from './render-template';

const order = accountTemplateSchema.parse({
  id: 1,
  name: 'order_update',
  language: 'en',
  status: 'APPROVED',
  category: 'UTILITY',
  parameter_format: 'named',
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Order {{order}}' },
    { type: 'BODY', text: 'Hello {{name}}, *{{order}}* is ready. {{missing}} stays.' },
    { type: 'FOOTER', text: 'Duka' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'URL', text: 'Track', url: 'https://duka.example/{{1}}' },
        { type: 'QUICK_REPLY', text: 'Help' },
      ],
    },
  ],
});

describe('a filled template', () => {
  it('shows header, body, footer and buttons as the customer sees them', () => {
    const named = (name: string, text: string) => ({
      type: 'text' as const,
      text,
      parameter_name: name,
    });
    expect(
      renderTemplate(order, {
        components: [
          { type: 'header', parameters: [named('order', 'A1')] },
          { type: 'body', parameters: [named('order', 'A1'), named('name', '{{order}}')] },
          {
            type: 'button',
            sub_type: 'url',
            index: '0',
            parameters: [{ type: 'text', text: 'a1' }],
          },
          {
            type: 'button',
            sub_type: 'quick_reply',
            index: 1,
            parameters: [{ type: 'payload', payload: 'HELP' }],
          },
        ],
      }),
    ).toEqual({
      header: { text: 'Order A1' },
      body: 'Hello {{order}}, *A1* is ready. {{missing}} stays.',
      footer: 'Duka',
      buttons: [
        { type: 'URL', text: 'Track', url: 'https://duka.example/a1' },
        { type: 'QUICK_REPLY', text: 'Help', payload: 'HELP' },
      ],
      cards: [],
    });
  });

  it('knows the preset words of an authentication template', () => {
    const rendered = renderTemplate(
      {
        category: 'AUTHENTICATION',
        components: [
          { type: 'BODY', add_security_recommendation: true },
          { type: 'FOOTER', code_expiration_minutes: 5 },
        ],
      },
      { components: [{ type: 'body', parameters: [{ type: 'text', text: '123456' }] }] },
    );
    expect(rendered).toMatchObject({
      body: '*123456* is your verification code. For your security, do not share this code.',
      footer: 'This code expires in 5 minutes.',
    });
  });

  it('lists the variables of a text once each', () => {
    expect(templateVariables('{{1}} and {{ 2 }} and {{1}}')).toEqual(['1', '2']);
  });
});
