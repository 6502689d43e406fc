import { TestBed, type ComponentFixture } from '@angular/core/testing';
import type { MessageContent } from '@datacare/cloud-api/content';
import { MessageBubble } from './message-bubble';
import { sampleMedia, sampleMessage, samplePhoto, sampleText } from './samples';
import type { ThreadMessage } from './thread-message';

async function show(message: ThreadMessage, more: Record<string, unknown> = {}) {
  const fixture = TestBed.createComponent(MessageBubble);
  const inputs = { message, zone: 'Africa/Nairobi', contactName: 'Asha', ...more };
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  return { fixture, element: fixture.nativeElement as HTMLElement };
}

const heard = <T>(
  fixture: ComponentFixture<MessageBubble>,
  pick: (bubble: MessageBubble) => { subscribe(run: (value: T) => void): unknown },
) => {
  const values: T[] = [];
  pick(fixture.componentInstance).subscribe((value) => values.push(value));
  return values;
};
const buttonNamed = (element: HTMLElement, name: string | RegExp) =>
  [...element.querySelectorAll('button')].find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent).trim().match(name),
  );
const content = (value: object) => sampleMessage({ content: value as MessageContent });

describe('message bubble', () => {
  it('names itself by author, words, time and tick', async () => {
    const { element } = await show(
      sampleText('Asante', { direction: 'OUTBOUND', status: 'DELIVERED' }),
    );
    expect(element.getAttribute('aria-label')).toBe('Achieng Otieno, Asante, 12:00, Delivered');
    expect(element.querySelector('dc-message-ticks')?.getAttribute('data-mark')).toBe('two');
  });

  it('says when it leaves while it waits for that, and lets it be cancelled', async () => {
    const scheduledFor = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const message = sampleText('Kesho', { direction: 'OUTBOUND', status: 'QUEUED', scheduledFor });
    const { fixture, element } = await show(message);
    const dropped = heard(fixture, (bubble) => bubble.drop);
    expect(element.querySelector('dc-scheduled-notice')?.textContent).toMatch(
      /Sends \w+ .*\d\d:\d\d/,
    );
    expect(element.getAttribute('aria-label')).toContain('To be sent later');
    buttonNamed(element, /^Cancel$/)!.click();
    expect(dropped).toEqual([message]);
    fixture.componentRef.setInput('message', { ...message, status: 'SENT' });
    await fixture.whenStable();
    expect(element.querySelector('dc-scheduled-notice')).toBeNull();
  });

  it('says that it leaves as soon as it can when its time has come', async () => {
    const scheduledFor = new Date(Date.now() - 60_000).toISOString();
    const { element } = await show(
      sampleText('Sasa', { direction: 'OUTBOUND', status: 'QUEUED', scheduledFor }),
    );
    expect(element.textContent).toContain('leaves as soon as it can');
  });

  it('marks the bot as a bot', async () => {
    const { element } = await show(
      sampleText('Hi', { direction: 'OUTBOUND', authorKind: 'BOT', author: null }),
    );
    expect(element.querySelector('.author .chip')?.textContent).toContain('Bot');
  });

  it.each<[string, object, string]>([
    [
      'location',
      { type: 'location', location: { latitude: -1.28333, longitude: 36.81667, name: 'Archives' } },
      '-1.28333, 36.81667',
    ],
    [
      'contacts',
      {
        type: 'contacts',
        contacts: [{ name: { formatted_name: 'Otieno' }, phones: [{ phone: '+254722000111' }] }],
      },
      '+254 722 000 111',
    ],
    [
      'order',
      {
        type: 'order',
        order: {
          product_items: [
            { product_retailer_id: 'SKU', quantity: 2, item_price: 150, currency: 'KES' },
          ],
        },
      },
      'KES 300',
    ],
    ['button', { type: 'button', button: { text: 'Yes' } }, 'Tapped a button'],
    [
      'interactive',
      {
        type: 'interactive',
        interactive: { type: 'list_reply', list_reply: { id: '1', title: '2 pm' } },
      },
      'Chose from the list',
    ],
    [
      'system',
      { type: 'system', system: { body: 'Asha changed her number' } },
      'Asha changed her number',
    ],
    [
      'template',
      { type: 'template', template: { name: 'order_update', language: { code: 'en' } } },
      'Template · order update',
    ],
    ['request_welcome', { type: 'request_welcome' }, 'Opened the chat'],
  ])('shows a %s', async (_, value, words) => {
    expect((await show(content(value))).element.textContent).toContain(words);
  });

  it('opens the raw content of an unsupported message', async () => {
    const { element } = await show(
      content({ type: 'unsupported', unsupported: { type: 'poll' }, raw: { poll: { votes: 3 } } }),
    );
    expect(element.textContent).toContain('Unsupported type: poll');
    expect(element.querySelector('details pre')?.textContent).toContain('"votes": 3');
  });

  it('shows a kind that nobody has heard of raw rather than not at all', async () => {
    const { element } = await show(content({ type: 'hologram', hologram: { id: '7' } }));
    expect(element.textContent).toContain('Unsupported type: hologram');
    expect(element.textContent).toContain('"id": "7"');
  });

  it('shows a photo that waits, one that failed, and asks for it again', async () => {
    const waiting = samplePhoto({
      media: [sampleMedia({ state: 'WAITING', url: null, thumbnailUrl: null })],
    });
    expect((await show(waiting)).element.textContent).toContain('Fetching photo');
    const failed = sampleMedia({
      state: 'FAILED',
      url: null,
      thumbnailUrl: null,
      error: 'WhatsApp no longer has it.',
    });
    const { fixture, element } = await show(samplePhoto({ media: [failed] }));
    expect(element.textContent).toContain('WhatsApp no longer has it.');
    const asked = heard<string>(fixture, (bubble) => bubble.refresh);
    buttonNamed(element, 'Try again')!.click();
    expect(asked).toEqual([failed.id]);
  });

  it('asks for a fresh address when a picture does not load', async () => {
    const { fixture, element } = await show(samplePhoto());
    element.querySelector('img')!.dispatchEvent(new Event('error'));
    await fixture.whenStable();
    expect(buttonNamed(element, 'Try again')).toBeDefined();
    fixture.componentRef.setInput(
      'message',
      samplePhoto({ media: [sampleMedia({ url: '/media/fresh' })] }),
    );
    await fixture.whenStable();
    expect(element.querySelector('img')).not.toBeNull();
  });

  it('gives a voice message a player that the keyboard can scrub', async () => {
    const voice = sampleMessage({
      content: { type: 'audio', audio: { id: 'x', mime_type: 'audio/ogg', voice: true } },
      media: [sampleMedia({ kind: 'audio', isVoice: true, url: '/voice' })],
    });
    const { element } = await show(voice);
    expect(buttonNamed(element, 'Play voice message')).toBeDefined();
    expect(element.querySelector('input[type=range]')?.getAttribute('aria-label')).toBe(
      'Position in voice message',
    );
  });

  it('opens the viewer on the picture that was clicked', async () => {
    const album = [samplePhoto(), samplePhoto(), samplePhoto(), samplePhoto(), samplePhoto()];
    const { fixture, element } = await show(album[0]!, { album });
    const opened = heard<number>(fixture, (bubble) => bubble.openMedia);
    buttonNamed(element, /photo 4 of 5.*and 1 more/)!.click();
    expect(opened).toEqual([3]);
  });

  it('goes to the quoted message', async () => {
    const quoted = sampleText('Which size?', { direction: 'OUTBOUND' });
    const { fixture, element } = await show(sampleText('42', { replyTo: quoted }));
    const jumps = heard<string>(fixture, (bubble) => bubble.jump);
    buttonNamed(element, /quoted message of Achieng Otieno: Which size/)!.click();
    expect(jumps).toEqual([quoted.id]);
    expect(
      (await show(sampleText('x', { replyToWamid: 'wamid.1' }))).element.textContent,
    ).toContain('not stored here');
  });

  it('marks what was edited, deleted and forwarded, and keeps the text', async () => {
    const { element } = await show(
      sampleText('Wrong chat', {
        editedAt: '2026-11-22T09:00:00Z',
        revokedAt: '2026-11-22T09:01:00Z',
        isForwarded: true,
      }),
    );
    for (const words of ['Edited', 'Deleted by the customer', 'Forwarded', 'Wrong chat'])
      expect(element.textContent).toContain(words);
  });

  it('shows reactions as one chip that says who reacted, without those taken back', async () => {
    const reactions = [
      { by: 'CUSTOMER', emoji: '❤️', at: '' },
      { by: 'BUSINESS', emoji: '👍', at: '' },
      { by: 'CUSTOMER', emoji: '', at: '' },
    ];
    const { element } = await show(sampleText('x', { reactions }));
    expect(element.querySelector('dc-reaction-chips [role=img]')?.getAttribute('aria-label')).toBe(
      'Asha reacted ❤️, Your team reacted 👍',
    );
  });

  it('names the ad that a customer came from without loading anything of it', async () => {
    const { element } = await show(
      sampleText('x', {
        referral: {
          source_type: 'ad',
          headline: 'Shoes',
          source_url: 'javascript:alert(1)',
          image_url: 'https://ads.example/a.jpg',
        },
      }),
    );
    expect(element.textContent).toContain('Came from an ad');
    expect(element.querySelector('dc-referral-card a, dc-referral-card img')).toBeNull();
  });

  it('says why it failed and what to do, with Retry beside it', async () => {
    const failure = {
      code: 131026,
      title: 'Undeliverable',
      details: null,
      meaning: 'This number is not on WhatsApp.',
      action: 'Call them.',
      canRetry: true,
    };
    const message = sampleText('x', { direction: 'OUTBOUND', status: 'FAILED', failure });
    const { fixture, element } = await show(message);
    for (const words of ['131026', 'not on WhatsApp', 'Call them.'])
      expect(element.textContent).toContain(words);
    const retried = heard<ThreadMessage>(fixture, (bubble) => bubble.retry);
    buttonNamed(element, 'Retry')!.click();
    expect(retried).toEqual([message]);
    fixture.componentRef.setInput('isBusy', true);
    await fixture.whenStable();
    expect(buttonNamed(element, 'Retrying')?.disabled).toBe(true);
  });

  it('lets an unconfirmed message be resent or dropped', async () => {
    const { fixture, element } = await show(
      sampleText('x', { direction: 'OUTBOUND', status: 'UNCONFIRMED' }),
    );
    const dropped = heard<ThreadMessage>(fixture, (bubble) => bubble.drop);
    expect(buttonNamed(element, 'Resend')).toBeDefined();
    buttonNamed(element, 'Drop')!.click();
    expect(dropped).toHaveLength(1);
  });

  it('lists one time per status and every attempt in its details', async () => {
    const message = sampleText('x', {
      direction: 'OUTBOUND',
      status: 'READ',
      statusTimes: [
        { status: 'SENT', at: '2026-11-22T09:00:00Z' },
        { status: 'READ', at: '2026-11-22T09:05:00Z' },
      ],
      attempts: [
        {
          number: 1,
          state: 'FAILED',
          createdAt: '2026-11-22T08:00:00Z',
          settledAt: null,
          error: 'Busy',
        },
        {
          number: 2,
          state: 'ACCEPTED',
          createdAt: '2026-11-22T09:00:00Z',
          settledAt: null,
          error: null,
        },
      ],
    });
    const { fixture, element } = await show(message, { isCurrent: true });
    buttonNamed(element, 'Details')!.click();
    await fixture.whenStable();
    const details = document.querySelector('dc-message-details')!.textContent;
    for (const words of ['Read', '12:05:00', '1. failed', 'Busy', '2. taken by WhatsApp'])
      expect(details).toContain(words);
  });

  it('answers on the key r, unless WhatsApp does not know the message', async () => {
    const press = async (message: ThreadMessage) => {
      const { fixture, element } = await show(message);
      const replies = heard<ThreadMessage>(fixture, (bubble) => bubble.reply);
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', bubbles: true }));
      return replies.length;
    };
    expect(await press(sampleText('x'))).toBe(1);
    expect(await press(sampleText('x', { direction: 'OUTBOUND', status: 'QUEUED' }))).toBe(0);
  });
});
