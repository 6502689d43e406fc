import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { outboundContentSchema, type MessageContent } from '@datacare/cloud-api/content';
import { start } from '../thread/samples';
import type { ThreadTemplate } from '../thread/thread-message';
import { TemplatePicker } from './template-picker';

const template = (
  name: string,
  components: object[],
  more: Partial<ThreadTemplate> = {},
): ThreadTemplate => ({
  id: name + (more.language ?? ''),
  name,
  language: 'en',
  category: 'UTILITY',
  status: 'APPROVED',
  parameterFormat: 'POSITIONAL',
  qualityScore: null,
  rejectedReason: null,
  components,
  ...more,
});
const templates = [
  template('order_update', [
    { type: 'BODY', text: 'Hello {{1}}, order {{2}} is ready.' },
    {
      type: 'BUTTONS',
      buttons: [{ type: 'URL', text: 'Track', url: 'https://duka.example/{{1}}' }],
    },
  ]),
  template('habari', [{ type: 'BODY', text: 'Habari {{1}}.' }], { language: 'sw' }),
  template('old_one', [{ type: 'BODY', text: 'Paused' }], { status: 'PAUSED' }),
  template('catalogue', [
    { type: 'BODY', text: 'See' },
    { type: 'BUTTONS', buttons: [{ type: 'MPM', text: 'View' }] },
  ]),
];

async function open(more: Record<string, unknown> = {}) {
  const fixture = TestBed.createComponent(TemplatePicker);
  for (const [name, value] of Object.entries({
    templates,
    now: start,
    contactName: 'Asha Wanjiru',
    ...more,
  }))
    fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const sent: MessageContent[] = [];
  fixture.componentInstance.send.subscribe((content) => sent.push(content));
  return { fixture, element, sent };
}
const titles = (element: HTMLElement) =>
  [...element.querySelectorAll('.list .title .truncate')].map((one) => one.textContent?.trim());
const row = (element: HTMLElement, title: string) =>
  [...element.querySelectorAll<HTMLButtonElement>('.list button')].find((one) =>
    one.textContent?.includes(title),
  )!;

async function fill(fixture: ComponentFixture<TemplatePicker>, key: string, value: string) {
  const input = (fixture.nativeElement as HTMLElement).querySelector<HTMLInputElement>(
    `[id="template-field-${key}"]`,
  )!;
  input.value = value;
  input.dispatchEvent(new Event('input'));
  await fixture.whenStable();
}
async function submit(fixture: ComponentFixture<TemplatePicker>) {
  (fixture.nativeElement as HTMLElement)
    .querySelector('form')!
    .dispatchEvent(new Event('submit', { cancelable: true }));
  await fixture.whenStable();
}

describe('template picker', () => {
  it('lists what can be sent, the contact’s language first', async () => {
    expect(titles((await open()).element)).toEqual(['Habari', 'Order update', 'Catalogue']);
    expect(titles((await open({ contactLanguage: 'en' })).element)).toEqual([
      'Order update',
      'Habari',
      'Catalogue',
    ]);
  });

  it('searches names and words, and filters by language', async () => {
    const { fixture, element } = await open();
    const search = element.querySelector<HTMLInputElement>('input[type=search]')!;
    search.value = 'order ready';
    search.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(titles(element)).toEqual(['Order update']);
    search.value = '';
    search.dispatchEvent(new Event('input'));
    const languages = element.querySelector('select')!;
    languages.value = 'sw';
    languages.dispatchEvent(new Event('change'));
    await fixture.whenStable();
    expect(titles(element)).toEqual(['Habari']);
  });

  it('fills in the best guess and previews as one types', async () => {
    const { fixture, element } = await open();
    row(element, 'Order update').click();
    await fixture.whenStable();
    const preview = () => element.querySelector('.phone .bubble')!.textContent;
    expect(preview()).toContain('Hello Asha, order {{2}} is ready.');
    await fill(fixture, 'body.2', 'A-17');
    expect(preview()).toContain('Hello Asha, order A-17 is ready.');
  });

  it('names every field that is missing, and sends nothing until it is there', async () => {
    const { fixture, element, sent } = await open();
    row(element, 'Order update').click();
    await fixture.whenStable();
    expect(element.querySelector('.problem')).toBeNull();
    await submit(fixture);
    const problems = [...element.querySelectorAll('.problem')].map((one) =>
      one.textContent?.trim(),
    );
    expect(problems).toEqual([
      'Text value 2: fill this in',
      'End of the link on "Track": fill this in',
    ]);
    expect(
      element.querySelector('[id="template-field-body.2"]')?.getAttribute('aria-invalid'),
    ).toBe('true');
    expect(sent).toEqual([]);
    await fill(fixture, 'body.2', 'A-17');
    await fill(fixture, 'button.0', 'A-17');
    await submit(fixture);
    expect(outboundContentSchema.safeParse(sent[0]).success).toBe(true);
    expect(sent).toMatchObject([
      { type: 'template', template: { name: 'order_update', language: { code: 'en' } } },
    ]);
  });

  it('does not send what needs products, and says so', async () => {
    const { fixture, element, sent } = await open();
    row(element, 'Catalogue').click();
    await fixture.whenStable();
    await submit(fixture);
    expect(sent).toEqual([]);
    expect(element.querySelector('.fields')?.textContent).toContain('sent from the catalogue');
  });

  it('walks the list with the arrows', async () => {
    const { fixture, element } = await open();
    document.body.append(element);
    const search = element.querySelector<HTMLInputElement>('input[type=search]')!;
    search.focus();
    search.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    (document.activeElement as HTMLElement).dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }),
    );
    await fixture.whenStable();
    expect(document.activeElement?.textContent).toContain('Order update');
    expect(element.querySelector('h3')?.textContent).toBe('Order update');
    element.remove();
  });

  it('says what to do when there is no template, or none could be loaded', async () => {
    expect((await open({ templates: [] })).element.textContent).toContain(
      'No approved templates yet',
    );
    const { fixture, element } = await open({ templates: [], state: 'failed' });
    let tries = 0;
    fixture.componentInstance.tryAgain.subscribe(() => (tries += 1));
    element.querySelector<HTMLButtonElement>('.state button')!.click();
    expect(tries).toBe(1);
  });

  it('uploads the header of a template and sends it by our id', async () => {
    URL.createObjectURL ??= () => 'blob:preview';
    URL.revokeObjectURL ??= () => undefined;
    const upload = async (file: File) => ({
      id: `up:${file.name}`,
      kind: 'image',
      mimeType: file.type,
    });
    const { fixture, element, sent } = await open({
      upload,
      templates: [
        template('sale', [
          { type: 'HEADER', format: 'IMAGE' },
          { type: 'BODY', text: 'Sale' },
        ]),
      ],
    });
    const chooser = element.querySelector<HTMLInputElement>('input[type=file]')!;
    const choose = async (file: File) => {
      Object.defineProperty(chooser, 'files', { value: [file], configurable: true });
      chooser.dispatchEvent(new Event('change'));
      await new Promise((resolve) => setTimeout(resolve));
      await fixture.whenStable();
    };
    await choose(new File(['x'], 'a.pdf', { type: 'application/pdf' }));
    expect(element.querySelector('.problem')?.textContent).toContain('Choose a photo');
    await choose(new File(['x'], 'a.png', { type: 'image/png' }));
    expect(element.querySelector('.phone img')).not.toBeNull();
    await submit(fixture);
    expect(sent).toMatchObject([
      {
        template: {
          components: [
            { type: 'header', parameters: [{ type: 'image', image: { mediaId: 'up:a.png' } }] },
          ],
        },
      },
    ]);
  });
});
