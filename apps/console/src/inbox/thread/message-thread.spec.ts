import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MessageThread } from './message-thread';
import { sampleEvent, samplePhoto, sampleText, start } from './samples';
import type { ThreadMessage } from './thread-message';

HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};

async function open(messages: readonly ThreadMessage[], more: Record<string, unknown> = {}) {
  const fixture = TestBed.createComponent(MessageThread);
  const inputs = {
    conversationId: 'one',
    messages,
    contactName: 'Asha',
    now: start,
    zone: 'Africa/Nairobi',
    ...more,
  };
  await set(fixture, inputs);
  return { fixture, element: fixture.nativeElement as HTMLElement };
}

async function set(fixture: ComponentFixture<MessageThread>, inputs: Record<string, unknown>) {
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
}

/** jsdom lays nothing out: the view says of itself that it is not at its end. */
async function scrollUp(fixture: ComponentFixture<MessageThread>, top = 5000) {
  const scroller = (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>('.scroller')!;
  Object.defineProperties(scroller, {
    scrollHeight: { value: 100_000, configurable: true },
    clientHeight: { value: 800, configurable: true },
    scrollTop: { value: top, writable: true, configurable: true },
  });
  scroller.dispatchEvent(new Event('scroll'));
  await fixture.whenStable();
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    sampleText(`message ${index}`, { after: index - count }),
  );
const bubbles = (element: HTMLElement) => [...element.querySelectorAll('dc-message-bubble')];

describe('message thread', () => {
  it('draws only the newest few of twenty thousand messages', async () => {
    const { element } = await open(many(20_000));
    expect(bubbles(element).length).toBeGreaterThan(5);
    expect(bubbles(element).length).toBeLessThan(100);
    expect(element.textContent).toContain('message 19999');
  });

  it('shows days, events and messages in order', async () => {
    const messages = [sampleText('yesterday', { after: -24 * 60 }), sampleText('today')];
    const { element } = await open(messages, { events: [sampleEvent('assigned', -30)] });
    expect([...element.querySelectorAll('.day')].map((day) => day.textContent?.trim())).toEqual([
      'Yesterday',
      'Today',
    ]);
    expect(element.querySelector('dc-event-line')?.textContent).toContain('Assigned');
  });

  it('folds many events into the last and a count', async () => {
    const events = [1, 2, 3, 4, 5].map((after) => sampleEvent('assigned', after));
    const { fixture, element } = await open([sampleText('x')], { events });
    expect(element.querySelectorAll('dc-event-line p')).toHaveLength(1);
    const button = element.querySelector<HTMLButtonElement>('dc-event-line button')!;
    expect(button.textContent).toContain('4 earlier events');
    button.click();
    await fixture.whenStable();
    expect(element.querySelectorAll('dc-event-line p')).toHaveLength(5);
  });

  it('says what failed, with the request’s id, and tries again', async () => {
    const { fixture, element } = await open([], {
      state: 'failed',
      problem: { message: 'The server is away.', requestId: 'req-7' },
    });
    let tries = 0;
    fixture.componentInstance.tryAgain.subscribe(() => (tries += 1));
    expect(element.querySelector('[role=alert]')?.textContent).toContain('The server is away.');
    expect(element.textContent).toContain('req-7');
    element.querySelector('button')!.click();
    expect(tries).toBe(1);
  });

  it('says what an empty thread is for', async () => {
    expect((await open([])).element.textContent).toContain('To write first, send a template');
  });

  it('shows its shape while it loads, but not at once', async () => {
    const { element } = await open([], { state: 'loading' });
    expect(element.querySelector('[aria-busy=true]')).not.toBeNull();
    expect(element.querySelector('.skeleton')).toBeNull();
  });

  it('draws the "new messages" line where reading stopped, and leaves it there', async () => {
    const messages = many(6);
    const { fixture, element } = await open(messages, { unreadCount: 2 });
    const line = () => element.querySelector('.unread')?.textContent?.trim();
    expect(line()).toBe('2 new messages');
    await set(fixture, {
      unreadCount: 0,
      messages: [...messages, sampleText('another', { after: 1 })],
    });
    expect(line()).toBe('2 new messages');
  });

  it('asks for older messages near the top, and not while some are loading', async () => {
    const { fixture } = await open(many(10), { hasOlder: true, isLoadingOlder: true });
    let asked = 0;
    fixture.componentInstance.loadOlder.subscribe(() => (asked += 1));
    await set(fixture, { isLoadingOlder: false });
    expect(asked).toBe(1);
    await set(fixture, { hasOlder: false });
    expect(asked).toBe(1);
  });

  it('does not ask for older messages while the reader is at the end of a long thread', async () => {
    const { fixture } = await open(many(400), { hasOlder: true });
    let asked = 0;
    fixture.componentInstance.loadOlder.subscribe(() => (asked += 1));
    await set(fixture, { isLoadingOlder: true });
    await set(fixture, { isLoadingOlder: false });
    expect(asked).toBe(0);
  });

  it('counts what comes in while the reader is elsewhere, and announces it', async () => {
    const messages = many(300);
    const { fixture, element } = await open(messages);
    await scrollUp(fixture);
    expect(element.querySelector('.jump')?.getAttribute('aria-label')).toBe(
      'Go to the newest message',
    );
    await set(fixture, {
      messages: [...messages, sampleText('Uko?', { after: 1 }), sampleText('Hello?', { after: 2 })],
    });
    expect(element.querySelector('.jump')?.textContent).toContain('2 new');
    expect(element.querySelector('[aria-live=polite]')?.textContent).toBe('Asha: Hello?');
    element.querySelector<HTMLButtonElement>('.jump')!.click();
    await fixture.whenStable();
    expect(element.querySelector('.jump')).toBeNull();
  });

  it('does not count older pages as new', async () => {
    const messages = many(300);
    const { fixture, element } = await open(messages.slice(100));
    await scrollUp(fixture);
    await set(fixture, { messages });
    expect(element.querySelector('.jump')?.textContent?.trim()).toBe('');
  });

  it('says whether the newest message is in view', async () => {
    const { fixture } = await open(many(300));
    const seen: boolean[] = [];
    fixture.componentInstance.atEndChange.subscribe((value) => seen.push(value));
    await scrollUp(fixture);
    expect(seen).toEqual([false]);
  });

  it('goes from a quote to its original, wherever it is', async () => {
    const messages = many(500);
    const quoting = sampleText('42', { replyTo: messages[3]!, after: 1 });
    const { fixture, element } = await open([...messages, quoting]);
    expect(element.textContent).not.toContain('message 3 ');
    fixture.componentInstance.jumpTo(messages[3]!.id);
    await fixture.whenStable();
    expect(
      bubbles(element).some((bubble) => bubble.getAttribute('data-message') === messages[3]!.id),
    ).toBe(true);
  });

  it('loads older pages to find a quoted message, and says when it is nowhere', async () => {
    const messages = many(300);
    const { fixture, element } = await open(messages.slice(250), {
      hasOlder: true,
      isLoadingOlder: true,
    });
    let asked = 0;
    fixture.componentInstance.loadOlder.subscribe(() => (asked += 1));
    await set(fixture, { isLoadingOlder: false });
    const before = asked;
    fixture.componentInstance.jumpTo(messages[10]!.id);
    expect(asked).toBe(before + 1);
    await set(fixture, { messages: messages.slice(200) });
    expect(asked).toBeGreaterThan(before + 1);
    await set(fixture, { messages, hasOlder: false });
    expect(
      bubbles(element).some((bubble) => bubble.getAttribute('data-message') === messages[10]!.id),
    ).toBe(true);
    fixture.componentInstance.jumpTo('nowhere');
    await fixture.whenStable();
    expect(element.textContent).toContain('The quoted message is not stored here');
  });

  it('walks the messages with the arrows, one of them in the tab order', async () => {
    const { fixture, element } = await open(many(5));
    document.body.append(element);
    const tabbable = () =>
      bubbles(element).filter((bubble) => bubble.getAttribute('tabindex') === '0');
    expect(tabbable()).toHaveLength(1);
    const scroller = element.querySelector<HTMLElement>('.scroller')!;
    scroller.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
    await fixture.whenStable();
    expect(tabbable()[0]!.getAttribute('aria-label')).toContain('message 3');
    element.remove();
  });

  it('opens pictures in a named viewer over all pictures of the thread', async () => {
    const { fixture, element } = await open([
      samplePhoto(),
      sampleText('x', { after: 1 }),
      samplePhoto({ after: 2 }),
    ]);
    element.querySelectorAll<HTMLButtonElement>('dc-photo-grid button')[1]!.click();
    await fixture.whenStable();
    expect(element.querySelector('dialog')?.getAttribute('aria-label')).toBe('Photo 2 of 2');
  });

  it('passes on which file needs a fresh address', async () => {
    const photo = samplePhoto();
    const { fixture, element } = await open([photo]);
    const asked: unknown[] = [];
    fixture.componentInstance.refreshMedia.subscribe((value) => asked.push(value));
    element.querySelector('img')!.dispatchEvent(new Event('error'));
    await fixture.whenStable();
    [...element.querySelectorAll('button')]
      .find((one) => one.textContent?.includes('Try again'))!
      .click();
    expect(asked).toEqual([{ messageId: photo.id, mediaId: photo.media[0]!.id }]);
  });
});
