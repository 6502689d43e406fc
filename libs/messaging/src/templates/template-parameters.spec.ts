import type { TemplateSendComponent } from '@datacare/cloud-api/content';
import { parameterProblem, type TemplateShape } from './template-parameters';

const shape = (
  components: Record<string, unknown>[],
  about: Partial<TemplateShape> = {},
): TemplateShape => ({
  category: 'UTILITY',
  parameterFormat: 'POSITIONAL',
  components,
  ...about,
});
const body = (...values: string[]): TemplateSendComponent => ({
  type: 'body',
  parameters: values.map((text) => ({ type: 'text', text })),
});
const button = (index: number, sub_type: 'url' | 'quick_reply' | 'copy_code', parameter: object) =>
  ({
    type: 'button',
    sub_type,
    index,
    parameters: [parameter],
  }) as unknown as TemplateSendComponent;
const two = { type: 'BODY', text: 'Hi {{1}}, your order {{2}} is ready.' };
const problem = (template: TemplateShape, sent: TemplateSendComponent[]) =>
  parameterProblem(template, sent);

describe('template parameters', () => {
  it('fit when every placeholder has its value', () => {
    expect(problem(shape([two]), [body('Asha', 'A1')])).toBeUndefined();
    expect(problem(shape([{ type: 'BODY', text: 'No values.' }]), [])).toBeUndefined();
  });

  it('name the positional placeholder that is missing', () => {
    expect(problem(shape([two]), [body('Asha')])).toEqual({
      field: 'template.components[0].parameters',
      message:
        'template.components[0].parameters: the body has no value for {{2}} (it takes 2 values, got 1)',
    });
    expect(problem(shape([two]), [])?.message).toContain('{{1}}');
  });

  it('refuse values that nothing asked for', () => {
    expect(problem(shape([two]), [body('a', 'b', 'c')])?.message).toContain(
      'takes 2 values, got 3',
    );
  });

  it('name the named placeholder that is missing, unknown, double or without name', () => {
    const named = shape([{ type: 'BODY', text: 'Hi {{name}}, order {{order_id}}.' }], {
      parameterFormat: 'NAMED',
    });
    const send = (...names: (string | undefined)[]): TemplateSendComponent[] => [
      {
        type: 'body',
        parameters: names.map((parameter_name) => ({ type: 'text', text: 'x', parameter_name })),
      },
    ];
    expect(problem(named, send('order_id', 'name'))).toBeUndefined();
    expect(problem(named, send('name'))?.message).toContain('{{order_id}}');
    expect(problem(named, send('name', 'order_id', 'colour'))).toMatchObject({
      field: 'template.components[0].parameters[2]',
    });
    expect(problem(named, send('name', 'order_id', 'name'))?.message).toContain(
      '{{name}} has two values',
    );
    expect(problem(named, send('name', undefined))?.message).toContain('parameter_name');
  });

  it('ask for the media of the header', () => {
    const template = shape([{ type: 'HEADER', format: 'IMAGE' }, two]);
    const image: TemplateSendComponent = {
      type: 'header',
      parameters: [{ type: 'image', image: { link: 'https://shop.example/a.png' } }],
    };
    expect(problem(template, [image, body('a', 'b')])).toBeUndefined();
    expect(problem(template, [body('a', 'b')])?.message).toContain('the header needs an image');
  });

  it('ask for the text of the header', () => {
    const template = shape([
      { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' },
      { type: 'BODY', text: 'Ready.' },
    ]);
    expect(
      problem(template, [{ type: 'header', parameters: [{ type: 'text', text: 'A1' }] }]),
    ).toBeUndefined();
    expect(problem(template, [])?.message).toContain('the header has no value for {{1}}');
  });

  it('ask for what the buttons need', () => {
    const template = shape([
      { type: 'BODY', text: 'Look.' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Yes' },
          { type: 'URL', text: 'Track', url: 'https://shop.example/{{1}}' },
          { type: 'URL', text: 'Shop', url: 'https://shop.example' },
        ],
      },
    ]);
    const track = button(1, 'url', { type: 'text', text: 'A1' });
    expect(problem(template, [track])).toBeUndefined();
    expect(problem(template, [])?.message).toContain('button 1 ("Track")');
    expect(
      problem(template, [track, button(2, 'url', { type: 'text', text: 'x' })])?.message,
    ).toContain('takes no value');
    expect(
      problem(template, [track, button(7, 'url', { type: 'text', text: 'x' })])?.message,
    ).toContain('no button 7');
    expect(
      problem(template, [button(1, 'quick_reply', { type: 'payload', payload: 'x' })])?.message,
    ).toContain('sub_type url');
  });

  it('ask for the code of an authentication template in body and button', () => {
    const template = shape(
      [{ type: 'BODY' }, { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] }],
      {
        category: 'AUTHENTICATION',
      },
    );
    expect(
      problem(template, [body('123456'), button(0, 'url', { type: 'text', text: '123456' })]),
    ).toBeUndefined();
    expect(problem(template, [body('123456')])?.message).toContain('button 0');
    expect(
      problem(template, [button(0, 'url', { type: 'text', text: '123456' })])?.message,
    ).toContain('{{1}}');
  });

  it('ask for every card of a carousel', () => {
    const card = { components: [{ type: 'BODY', text: 'Only {{1}}.' }] };
    const template = shape([
      { type: 'BODY', text: 'New.' },
      { type: 'CAROUSEL', cards: [card, card] },
    ]);
    const send = (...cards: { card_index: number; components: TemplateSendComponent[] }[]) =>
      [{ type: 'carousel', cards }] as unknown as TemplateSendComponent[];
    const filled = (card_index: number) => ({ card_index, components: [body('9')] });
    expect(problem(template, send(filled(0), filled(1)))).toBeUndefined();
    expect(problem(template, [])?.message).toContain('the carousel has 2 cards, got 0');
    expect(problem(template, send(filled(0), { card_index: 1, components: [] }))).toMatchObject({
      field: 'template.components[0].cards[1].components',
    });
  });
});
