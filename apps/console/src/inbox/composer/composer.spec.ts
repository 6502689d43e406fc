import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { sampleText, start } from '../thread/samples';
import type { UploadFile } from './attachments';
import { Composer, type Outgoing } from './composer';

URL.createObjectURL ??= () => 'blob:preview';
URL.revokeObjectURL ??= () => undefined;

const hours = (count: number) => new Date(start + count * 3_600_000).toISOString();
const uploaded: UploadFile = async (file) => ({
  id: `up:${file.name}`,
  kind: 'image',
  mimeType: file.type,
});

async function open(more: Record<string, unknown> = {}) {
  const fixture = TestBed.createComponent(Composer);
  await set(fixture, {
    conversationId: 'one',
    windowExpiresAt: hours(5),
    now: start,
    contactName: 'Asha',
    upload: uploaded,
    ...more,
  });
  const sent: Outgoing[] = [];
  fixture.componentInstance.send.subscribe((outgoing) => sent.push(outgoing));
  const element = fixture.nativeElement as HTMLElement;
  return { fixture, element, sent, field: () => element.querySelector('textarea')! };
}

async function set(fixture: ComponentFixture<Composer>, inputs: Record<string, unknown>) {
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
}

async function type(fixture: ComponentFixture<Composer>, field: HTMLTextAreaElement, text: string) {
  field.value = text;
  field.setSelectionRange(text.length, text.length);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await fixture.whenStable();
}

function press(field: HTMLElement, key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  field.dispatchEvent(event);
  return event;
}

async function paste(fixture: ComponentFixture<Composer>, field: HTMLElement, ...files: File[]) {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: { files } });
  field.dispatchEvent(event);
  await fixture.whenStable();
}

const button = (element: HTMLElement, name: string) =>
  [...element.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === name,
  )!;
const photo = (name: string, size = 10) =>
  new File([new Uint8Array(size)], name, { type: 'image/png' });

describe('composer', () => {
  it('sends on Enter, breaks on Shift+Enter, and empties the draft', async () => {
    const { fixture, field, sent } = await open();
    await type(fixture, field(), 'Habari');
    expect(press(field(), 'Enter', { shiftKey: true }).defaultPrevented).toBe(false);
    expect(sent).toEqual([]);
    press(field(), 'Enter');
    expect(sent).toEqual([
      {
        contents: [{ type: 'text', text: { body: 'Habari', preview_url: false } }],
        replyTo: undefined,
      },
    ]);
    expect(fixture.componentInstance.draft()).toBe('');
  });

  it('swaps the keys where the reader wants it', async () => {
    const { fixture, field, sent } = await open({ enterSends: false });
    await type(fixture, field(), 'Habari');
    press(field(), 'Enter');
    expect(sent).toHaveLength(0);
    press(field(), 'Enter', { ctrlKey: true });
    expect(sent).toHaveLength(1);
  });

  it('leaves Enter to an input method that is composing', async () => {
    const { fixture, field, sent } = await open();
    await type(fixture, field(), 'に');
    press(field(), 'Enter', { isComposing: true });
    expect(sent).toHaveLength(0);
  });

  it('sends later at a time from the menu beside Send, and empties the draft', async () => {
    const { fixture, element, field, sent } = await open({ zone: 'Africa/Nairobi' });
    expect(button(element, 'Send later').disabled).toBe(true);
    await type(fixture, field(), 'Habari');
    button(element, 'Send later').click();
    await fixture.whenStable();
    const menu = document.querySelector<HTMLElement>('dc-send-later')!;
    expect(menu.contains(document.activeElement)).toBe(true);
    button(menu, 'In 1 hour, 13:00').click();
    await fixture.whenStable();
    expect(sent).toMatchObject([{ sendAt: hours(1), contents: [{ text: { body: 'Habari' } }] }]);
    expect(document.querySelector('dc-send-later')).toBeNull();
    expect(fixture.componentInstance.draft()).toBe('');
  });

  it('keeps the chosen time while files are still going up', async () => {
    let finish = () => undefined as void;
    const upload: UploadFile = (...about) =>
      new Promise((resolve) => (finish = () => resolve(uploaded(...about))));
    const { fixture, element, field, sent } = await open({ upload, zone: 'Africa/Nairobi' });
    await paste(fixture, field(), photo('one.png'));
    button(element, 'Send later').click();
    await fixture.whenStable();
    button(document.querySelector('dc-send-later')!, 'In 1 hour, 13:00').click();
    await fixture.whenStable();
    expect(sent).toHaveLength(0);
    finish();
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
    expect(sent).toMatchObject([{ sendAt: hours(1) }]);
  });

  it('sends nothing when there is nothing', async () => {
    const { fixture, element, field, sent } = await open();
    await type(fixture, field(), '   ');
    press(field(), 'Enter');
    expect(sent).toHaveLength(0);
    expect(button(element, 'Send').disabled).toBe(true);
  });

  it('counts near the limit and refuses beyond it, with the count', async () => {
    const { fixture, element, field, sent } = await open();
    await type(fixture, field(), 'x'.repeat(4000));
    expect(element.textContent).toContain('4,000 of 4,096');
    await type(fixture, field(), 'x'.repeat(4097));
    expect(element.querySelector('[role=alert]')?.textContent).toContain('4,097 of 4,096');
    expect(field().getAttribute('aria-invalid')).toBe('true');
    press(field(), 'Enter');
    expect(sent).toHaveLength(0);
  });

  it.each([
    ['b', { ctrlKey: true }, '*leo*'],
    ['i', { ctrlKey: true }, '_leo_'],
    ['X', { ctrlKey: true, shiftKey: true }, '~leo~'],
    ['e', { metaKey: true }, '`leo`'],
  ])('marks the selection on the key %s', async (key, modifiers, result) => {
    const { fixture, field } = await open();
    await type(fixture, field(), 'leo');
    field().setSelectionRange(0, 3);
    expect(press(field(), key, modifiers).defaultPrevented).toBe(true);
    expect(fixture.componentInstance.draft()).toBe(result);
  });

  it('marks the selection from the bar', async () => {
    const { fixture, element, field } = await open();
    await type(fixture, field(), 'leo');
    field().setSelectionRange(0, 3);
    button(element, 'Bold').click();
    expect(fixture.componentInstance.draft()).toBe('*leo*');
  });

  it('offers emoji for a short name and takes one with Enter', async () => {
    const { fixture, element, field, sent } = await open();
    await type(fixture, field(), 'Asante :pray');
    for (let turn = 0; turn < 50 && !element.querySelector('[role=option]'); turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await fixture.whenStable();
    }
    expect(field().getAttribute('aria-activedescendant')).toBe('emoji-suggestion-0');
    press(field(), 'Enter');
    expect(fixture.componentInstance.draft()).toBe('Asante 🙏 ');
    expect(sent).toHaveLength(0);
  });

  it('uploads several pasted files at once and sends them in order with their captions', async () => {
    const { fixture, element, field, sent } = await open();
    await paste(fixture, field(), photo('a.png'), photo('b.png'));
    const caption = element.querySelector<HTMLInputElement>('[aria-label="Caption of a.png"]')!;
    caption.value = 'Ya kwanza';
    caption.dispatchEvent(new Event('input'));
    button(element, 'Move b.png up').click();
    await fixture.whenStable();
    button(element, 'Send').click();
    expect(sent[0]?.contents).toEqual([
      { type: 'image', image: { mediaId: 'up:b.png' } },
      { type: 'image', image: { mediaId: 'up:a.png', caption: 'Ya kwanza' } },
    ]);
  });

  it('says why a file cannot go before a byte is uploaded, and sends once it is gone', async () => {
    let uploads = 0;
    const upload: UploadFile = (file, progress, signal) => {
      uploads += 1;
      return uploaded(file, progress, signal);
    };
    const { fixture, element, field, sent } = await open({ upload });
    await paste(
      fixture,
      field(),
      new File(['x'], 'clip.mov', { type: 'video/quicktime' }),
      photo('big.png', 5 * 1024 * 1024 + 1),
    );
    expect(uploads).toBe(0);
    const alerts = [...element.querySelectorAll('dc-attachment-tray [role=alert]')].map(
      (one) => one.textContent,
    );
    expect(alerts[0]).toContain('does not take MOV files');
    expect(alerts[1]).toContain('WhatsApp allows 5 MB for photos');
    expect(button(element, 'Send a smaller copy')).toBeDefined();
    await type(fixture, field(), 'Habari');
    press(field(), 'Enter');
    expect(sent).toHaveLength(0);
    button(element, 'Remove clip.mov').click();
    button(element, 'Remove big.png').click();
    await fixture.whenStable();
    press(field(), 'Enter');
    expect(sent).toHaveLength(1);
  });

  it('waits for uploads under way, then sends by itself', async () => {
    let finish: () => void = () => undefined;
    const upload: UploadFile = (file) =>
      new Promise(
        (resolve) =>
          (finish = () => resolve({ id: `up:${file.name}`, kind: 'image', mimeType: '' })),
      );
    const { fixture, element, field, sent } = await open({ upload });
    await paste(fixture, field(), photo('a.png'));
    button(element, 'Send').click();
    await fixture.whenStable();
    expect(sent).toHaveLength(0);
    expect(element.textContent).toContain('Goes out when the files are up');
    finish();
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
    expect(sent).toHaveLength(1);
  });

  it('shows a failed upload with its reason and tries again', async () => {
    let tries = 0;
    const upload: UploadFile = async (file, progress, signal) => {
      tries += 1;
      if (tries === 1) throw new Error('The server is away.');
      return uploaded(file, progress, signal);
    };
    const { fixture, element, field, sent } = await open({ upload });
    await paste(fixture, field(), photo('a.png'));
    expect(element.textContent).toContain('The server is away.');
    button(element, 'Try again').click();
    await fixture.whenStable();
    button(element, 'Send').click();
    expect(sent).toHaveLength(1);
  });

  it('keeps the files of each conversation apart while the reader goes back and forth', async () => {
    const { fixture, element, field } = await open();
    await paste(fixture, field(), photo('a.png'));
    await set(fixture, { conversationId: 'two' });
    expect(element.querySelector('dc-attachment-tray')).toBeNull();
    await set(fixture, { conversationId: 'one' });
    expect(element.querySelector('dc-attachment-tray')?.textContent).toContain('a.png');
  });

  it('quotes the message it answers and lets go of it on Escape', async () => {
    const quoted = sampleText('Which size?');
    const { fixture, element, field, sent } = await open({ replyTo: quoted });
    expect(element.querySelector('.quote')?.textContent).toContain('Which size?');
    let cancelled = 0;
    fixture.componentInstance.cancelReply.subscribe(() => (cancelled += 1));
    press(field(), 'Escape');
    expect(cancelled).toBe(1);
    await type(fixture, field(), '42');
    press(field(), 'Enter');
    expect(sent[0]?.replyTo).toBe(quoted);
  });

  it('says that somebody is typing, but not on every letter', async () => {
    const { fixture, field } = await open();
    let said = 0;
    fixture.componentInstance.typing.subscribe(() => (said += 1));
    for (const text of ['H', 'Ha', 'Hab']) await type(fixture, field(), text);
    expect(said).toBe(1);
    await set(fixture, { now: start + 21_000 });
    await type(fixture, field(), 'Haba');
    expect(said).toBe(2);
  });

  it('turns into the template picker when the window is closed, and asks for the templates', async () => {
    const { fixture, element } = await open();
    let asked = 0;
    fixture.componentInstance.templatesWanted.subscribe(() => (asked += 1));
    await set(fixture, { draft: 'kept', now: start + 6 * 3_600_000 });
    expect(element.querySelector('textarea')).toBeNull();
    expect(element.textContent).toContain('The 24-hour window is closed');
    expect(asked).toBe(1);
    await set(fixture, { windowExpiresAt: hours(30) });
    expect(element.querySelector('textarea')?.value).toBe('kept');
  });

  it('says why nothing can be written here', async () => {
    const { element } = await open({ disabledReason: 'Only agents may answer.' });
    expect(element.querySelector('textarea')).toBeNull();
    expect(element.textContent).toContain('Only agents may answer.');
  });

  it('passes on a note that does not stop writing', async () => {
    const { element, field } = await open({ notice: 'The channel is paused: messages wait.' });
    expect(element.textContent).toContain('The channel is paused');
    expect(field()).not.toBeNull();
  });
});

describe('files dropped on the composer', () => {
  const drag = async (fixture: ComponentFixture<Composer>, name: string, files: File[]) => {
    const event = new Event(name, { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], files } });
    (fixture.nativeElement as HTMLElement).dispatchEvent(event);
    await fixture.whenStable();
    return event;
  };

  it('says that they can be let go, and takes them', async () => {
    const { fixture, element } = await open();
    expect((await drag(fixture, 'dragover', [])).defaultPrevented).toBe(true);
    expect(element.textContent).toContain('Drop the files here');
    await drag(fixture, 'drop', [photo('a.png')]);
    expect(element.textContent).not.toContain('Drop the files here');
    expect(element.querySelector('dc-attachment-tray')?.textContent).toContain('a.png');
  });

  it('takes none where nothing can be written', async () => {
    const { fixture } = await open({ disabledReason: 'Only agents may answer.' });
    expect((await drag(fixture, 'dragover', [])).defaultPrevented).toBe(false);
  });
});
