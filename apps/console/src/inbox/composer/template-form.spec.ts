import {
  outboundContentSchema,
  renderTemplate,
  type TemplateComponent,
} from '@datacare/cloud-api/content';
import { templateFields, templateShape, unfillable, type TemplateShape } from './template-fields';
import { templateContent } from './template-form';
import { templateProblems } from './template-problems';
import { bestGuess, type FieldValues } from './template-values';

const now = Date.parse('2026-11-22T09:00:00Z');

const shapeOf = (
  components: object[],
  more: Partial<Record<'category' | 'parameterFormat', string>> = {},
): TemplateShape =>
  templateShape({
    name: 'order_update',
    language: 'en',
    category: 'UTILITY',
    parameterFormat: 'POSITIONAL',
    ...more,
    components,
  });

const body = (text: string, example?: object) => ({
  type: 'BODY',
  text,
  ...(example ? { example } : {}),
});
const keys = (shape: TemplateShape) => templateFields(shape).map((field) => field.key);
const messages = (shape: TemplateShape, values: FieldValues) =>
  templateProblems(shape, values, now).map((one) => one.message);

/** The components sent, once the whole content has passed the Cloud API's own schema. */
function sent(shape: TemplateShape, values: FieldValues) {
  const content = templateContent(shape, values);
  const parsed = outboundContentSchema.safeParse(content);
  expect(parsed.error?.issues ?? []).toEqual([]);
  return content.template.components;
}

describe('fields of a template', () => {
  it('asks nothing of a template without variables and sends no components', () => {
    const shape = shapeOf([body('We are open.'), { type: 'FOOTER', text: 'Duka' }]);
    expect(templateFields(shape)).toEqual([]);
    expect(templateProblems(shape, {}, now)).toEqual([]);
    expect(sent(shape, {})).toBeUndefined();
  });

  it('asks for header, body and button in the order in which the customer reads them', () => {
    const shape = shapeOf([
      { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' },
      body('Hello {{1}}, pay {{2}}.'),
      {
        type: 'BUTTONS',
        buttons: [{ type: 'URL', text: 'Track', url: 'https://duka.example/t/{{1}}' }],
      },
    ]);
    expect(keys(shape)).toEqual(['header.1', 'body.1', 'body.2', 'button.0']);
  });

  it('takes labels from named variables and examples from what Meta was told', () => {
    const shape = shapeOf(
      [
        body('Hi {{customer_name}}', {
          body_text_named_params: [{ param_name: 'customer_name', example: 'Asha' }],
        }),
      ],
      { parameterFormat: 'NAMED' },
    );
    expect(templateFields(shape)).toMatchObject([{ label: 'Customer name', example: 'Asha' }]);
    const positional = shapeOf([body('Hi {{1}}, {{2}}', { body_text: [['Asha', 'KES 500']] })]);
    expect(templateFields(positional)).toMatchObject([{ example: 'Asha' }, { example: 'KES 500' }]);
  });

  it('reads components it does not know as none', () => {
    expect(
      templateFields(
        templateShape({
          name: 'x',
          language: 'en',
          category: 'UTILITY',
          parameterFormat: 'POSITIONAL',
          components: null,
        }),
      ),
    ).toEqual([]);
  });

  it('says why a template with products cannot be sent from a chat', () => {
    expect(
      unfillable(
        shapeOf([body('See'), { type: 'BUTTONS', buttons: [{ type: 'MPM', text: 'View' }] }]),
      ),
    ).toMatch(/products/);
    expect(unfillable(shapeOf([{ type: 'HEADER', format: 'PRODUCT' }, body('See')]))).toMatch(
      /product/,
    );
    expect(unfillable(shapeOf([body('See')]))).toBeUndefined();
  });
});

describe('header of a template', () => {
  it('fills a positional text', () => {
    const shape = shapeOf([{ type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' }, body('Ready')]);
    expect(sent(shape, { 'header.1': ' A-17 ' })).toEqual([
      { type: 'header', parameters: [{ type: 'text', text: 'A-17' }] },
    ]);
  });

  it('fills a named text with its name', () => {
    const shape = shapeOf(
      [{ type: 'HEADER', format: 'TEXT', text: 'Order {{order_id}}' }, body('Ready')],
      { parameterFormat: 'NAMED' },
    );
    expect(sent(shape, { 'header.order_id': 'A-17' })).toEqual([
      { type: 'header', parameters: [{ type: 'text', text: 'A-17', parameter_name: 'order_id' }] },
    ]);
  });

  it.each(['image', 'video', 'document'] as const)('sends a %s by its address', (kind) => {
    const shape = shapeOf([{ type: 'HEADER', format: kind.toUpperCase() }, body('Ready')]);
    const link = 'https://duka.example/file';
    expect(templateFields(shape)).toMatchObject([{ kind: 'media', media: kind }]);
    expect(sent(shape, { 'header.media': { link } })).toEqual([
      { type: 'header', parameters: [{ type: kind, [kind]: { link } }] },
    ]);
  });

  it('sends an uploaded document by our id, with its name', () => {
    const shape = shapeOf([{ type: 'HEADER', format: 'DOCUMENT' }, body('Ready')]);
    const content = templateContent(shape, {
      'header.media': { mediaId: 'm-1', filename: 'Invoice.pdf' },
    });
    expect(content.template.components).toEqual([
      {
        type: 'header',
        parameters: [{ type: 'document', document: { mediaId: 'm-1', filename: 'Invoice.pdf' } }],
      },
    ]);
  });

  it('names the header when its file is missing or its address is not https', () => {
    const shape = shapeOf([{ type: 'HEADER', format: 'IMAGE' }, body('Ready')]);
    expect(messages(shape, {})).toEqual(['Header photo: choose a file or give its address']);
    expect(messages(shape, { 'header.media': { link: 'javascript:alert(1)' } })).toEqual([
      'Header photo: the address must begin with https://',
    ]);
    expect(messages(shape, { 'header.media': { mediaId: 'm-1' } })).toEqual([]);
  });

  it('sends a location and checks its coordinates', () => {
    const shape = shapeOf([{ type: 'HEADER', format: 'LOCATION' }, body('We are here')]);
    const place = {
      latitude: '-1.2921',
      longitude: '36.8219',
      name: 'Duka',
      address: 'Moi Avenue',
    };
    expect(sent(shape, { 'header.location': place })).toEqual([
      { type: 'header', parameters: [{ type: 'location', location: place }] },
    ]);
    expect(messages(shape, { 'header.location': { ...place, latitude: '91' } })).toEqual([
      'Header location: the latitude is a number from -90 to 90',
    ]);
    expect(messages(shape, { 'header.location': { ...place, longitude: 'east' } })).toEqual([
      'Header location: the longitude is a number from -180 to 180',
    ]);
    expect(messages(shape, {})).toEqual(['Header location: give a name and an address']);
  });

  it('counts the header with its value in it', () => {
    const shape = shapeOf([
      { type: 'HEADER', format: 'TEXT', text: 'Your order number {{1}}' },
      body('Ready'),
    ]);
    expect(messages(shape, { 'header.1': 'x'.repeat(50) })).toEqual([
      'The header with its values has 68 characters; WhatsApp allows 60',
    ]);
  });
});

describe('body of a template', () => {
  it('sends positional values by number, whatever their order in the text', () => {
    const shape = shapeOf([body('Pay {{2}} for {{1}} today, {{2}} in all')]);
    expect(sent(shape, { 'body.1': 'shoes', 'body.2': 'KES 500' })).toEqual([
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'shoes' },
          { type: 'text', text: 'KES 500' },
        ],
      },
    ]);
  });

  it('sends named values with their names', () => {
    const shape = shapeOf([body('Hi {{name}}, pay {{amount}} now')], { parameterFormat: 'named' });
    expect(sent(shape, { 'body.name': 'Asha', 'body.amount': 'KES 500' })).toEqual([
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Asha', parameter_name: 'name' },
          { type: 'text', text: 'KES 500', parameter_name: 'amount' },
        ],
      },
    ]);
  });

  it('names every field that is empty, or that WhatsApp would refuse', () => {
    const shape = shapeOf([body('Hi {{1}}, pay {{2}} now')]);
    expect(messages(shape, { 'body.1': '  ' })).toEqual([
      'Text value 1: fill this in',
      'Text value 2: fill this in',
    ]);
    expect(messages(shape, { 'body.1': 'a\nb', 'body.2': 'a     b' })).toEqual([
      'Text value 1: no line breaks or tabs here',
      'Text value 2: no more than four blanks in a row',
    ]);
    expect(messages(shape, { 'body.1': 'x'.repeat(600), 'body.2': 'y'.repeat(600) })[0]).toMatch(
      /^The body with its values has 1,?2\d\d characters/,
    );
  });

  it('is what the customer reads once the content is rendered', () => {
    const components = [body('Hi {{1}}, pay {{2}} now')];
    const shape = shapeOf(components);
    const content = templateContent(shape, { 'body.1': 'Asha', 'body.2': 'KES 500' });
    const rendered = renderTemplate(
      { category: 'UTILITY', components: components as TemplateComponent[] },
      content.template,
    );
    expect(rendered.body).toBe('Hi Asha, pay KES 500 now');
  });
});

describe('buttons of a template', () => {
  const buttons = (...list: object[]) =>
    shapeOf([body('Ready'), { type: 'BUTTONS', buttons: list }]);

  it('fills the end of a link and keeps the place of the button', () => {
    const shape = buttons(
      { type: 'QUICK_REPLY', text: 'Yes' },
      {
        type: 'URL',
        text: 'Track',
        url: 'https://duka.example/t/{{1}}',
        example: ['https://duka.example/t/9'],
      },
    );
    expect(templateFields(shape)).toMatchObject([
      { key: 'button.1', label: 'End of the link on "Track"', example: '9' },
    ]);
    expect(sent(shape, { 'button.1': 'A-17' })).toEqual([
      { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'A-17' }] },
    ]);
    expect(messages(shape, { 'button.1': 'a b' })).toEqual([
      'End of the link on "Track": no blanks in a link',
    ]);
  });

  it('asks for the code to copy and keeps it short', () => {
    const shape = buttons({ type: 'COPY_CODE', text: 'Copy offer code' });
    expect(sent(shape, { 'button.0': 'KARIBU20' })).toEqual([
      {
        type: 'button',
        sub_type: 'copy_code',
        index: '0',
        parameters: [{ type: 'coupon_code', coupon_code: 'KARIBU20' }],
      },
    ]);
    expect(messages(shape, { 'button.0': 'x'.repeat(21) })).toEqual([
      'Code to copy: 21 characters; WhatsApp allows 20',
    ]);
    expect(messages(shape, {})).toEqual(['Code to copy: fill this in']);
  });

  it('asks nothing for fixed links, calls and quick replies', () => {
    const shape = buttons(
      { type: 'URL', text: 'Shop', url: 'https://duka.example' },
      { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+254700000000' },
      { type: 'QUICK_REPLY', text: 'Stop' },
    );
    expect(templateFields(shape)).toEqual([]);
    expect(sent(shape, {})).toBeUndefined();
  });

  it('gives a form button the token that Meta wants', () => {
    expect(sent(buttons({ type: 'FLOW', text: 'Book' }), {})).toEqual([
      {
        type: 'button',
        sub_type: 'flow',
        index: '0',
        parameters: [{ type: 'action', action: { flow_token: 'unused' } }],
      },
    ]);
  });
});

describe('special templates', () => {
  it('says the code of an authentication template twice', () => {
    const shape = shapeOf(
      [{ type: 'BODY' }, { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] }],
      { category: 'AUTHENTICATION' },
    );
    expect(keys(shape)).toEqual(['code']);
    expect(sent(shape, { code: '483920' })).toEqual([
      { type: 'body', parameters: [{ type: 'text', text: '483920' }] },
      {
        type: 'button',
        sub_type: 'url',
        index: '0',
        parameters: [{ type: 'text', text: '483920' }],
      },
    ]);
  });

  it('asks when an offer ends and refuses the past', () => {
    const shape = shapeOf(
      [
        body('Sale'),
        { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Today', has_expiration: true } },
      ],
      { category: 'MARKETING' },
    );
    expect(sent(shape, { offer: '2026-12-01T10:00:00Z' })).toEqual([
      {
        type: 'limited_time_offer',
        parameters: [
          {
            type: 'limited_time_offer',
            limited_time_offer: { expiration_time_ms: Date.parse('2026-12-01T10:00:00Z') },
          },
        ],
      },
    ]);
    expect(messages(shape, { offer: '2026-11-01T10:00:00Z' })).toEqual([
      'Offer ends at: must be in the future',
    ]);
  });

  it('fills each card of a carousel', () => {
    const card = {
      components: [
        { type: 'HEADER', format: 'IMAGE' },
        body('For {{1}} only'),
        {
          type: 'BUTTONS',
          buttons: [{ type: 'URL', text: 'Buy', url: 'https://duka.example/{{1}}' }],
        },
      ],
    };
    const shape = shapeOf([body('Hello {{1}}, look'), { type: 'CAROUSEL', cards: [card, card] }], {
      category: 'MARKETING',
    });
    expect(keys(shape)).toEqual([
      'body.1',
      'card.0.header.media',
      'card.0.body.1',
      'card.0.button.0',
      'card.1.header.media',
      'card.1.body.1',
      'card.1.button.0',
    ]);
    const values = Object.fromEntries(
      templateFields(shape).map((field) => [
        field.key,
        field.kind === 'media' ? { link: 'https://duka.example/a.jpg' } : 'x1',
      ]),
    );
    const carousel = sent(shape, values)?.find((one) => one.type === 'carousel');
    expect(carousel).toMatchObject({ cards: [{ card_index: 0 }, { card_index: 1 }] });
    expect(messages(shape, { ...values, 'card.1.body.1': '' })).toEqual([
      'Card 2 value 1: fill this in',
    ]);
  });
});

describe('best guess', () => {
  const guess = (text: string, contactName: string, parameterFormat = 'POSITIONAL') =>
    bestGuess(templateFields(shapeOf([body(text)], { parameterFormat })), { contactName });

  it('puts the first name after a greeting, in English and Swahili', () => {
    expect(guess('Hello {{1}}, pay {{2}}', 'Asha Wanjiru')).toEqual({ 'body.1': 'Asha' });
    expect(guess('Habari yako {{1}}, lipa {{2}}', 'Asha Wanjiru')).toEqual({ 'body.1': 'Asha' });
    expect(guess('Dear *{{1}}*, pay', 'Asha')).toEqual({ 'body.1': 'Asha' });
  });

  it('puts it into variables that are called a name, and into no other', () => {
    expect(guess('Pay {{amount}}, {{customer_name}}', 'Asha', 'NAMED')).toEqual({
      'body.customer_name': 'Asha',
    });
    expect(guess('See {{product_code}} now', 'Asha', 'NAMED')).toEqual({});
  });

  it('greets nobody by a number', () => {
    expect(guess('Hello {{1}}!', '+254 712 345 678')).toEqual({});
  });
});
