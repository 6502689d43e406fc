import { TestBed } from '@angular/core/testing';
import { start } from '../thread/samples';
import type { ThreadContact } from '../thread/thread-message';
import { ContactPanel } from './contact-panel';
import { groupedPhone } from './phone-groups';

const asha: ThreadContact = {
  id: 'asha',
  displayName: 'Asha Wanjiru',
  name: 'Asha Wanjiru',
  profileName: 'asha ✨',
  phone: '254712345678',
  username: 'asha.w',
  tags: ['VIP'],
  customFields: { shoe_size: 42, is_wholesale: true },
  marketingConsent: 'WITHDRAWN',
  language: 'sw',
  createdAt: '2026-03-02T10:00:00Z',
  identities: [],
  conversations: [
    {
      id: 'now',
      status: 'OPEN',
      openedAt: '',
      closedAt: null,
      lastMessageAt: '2026-11-22T08:00:00Z',
      lastMessagePreview: 'Hi',
      channel: { id: 'c', name: 'Shop' },
    },
    {
      id: 'past',
      status: 'CLOSED',
      openedAt: '',
      closedAt: null,
      lastMessageAt: '2026-10-02T08:00:00Z',
      lastMessagePreview: 'Asante',
      channel: { id: 'c', name: 'Shop' },
    },
  ],
};

async function open(more: Record<string, unknown> = {}) {
  const fixture = TestBed.createComponent(ContactPanel);
  const inputs = {
    contact: asha,
    conversationId: 'now',
    now: start,
    windowExpiresAt: new Date(start + 5 * 3_600_000).toISOString(),
    canEdit: true,
    zone: 'Africa/Nairobi',
    ...more,
  };
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  return { fixture, element: fixture.nativeElement as HTMLElement };
}
const button = (element: HTMLElement, name: string) =>
  [...element.querySelectorAll('button')].find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent).includes(name),
  )!;

describe('contact panel', () => {
  beforeEach(() => localStorage.clear());

  it('shows who it is, the window and the consent before everything else', async () => {
    const { element } = await open();
    const text = element.textContent;
    const places = [
      'Asha Wanjiru',
      '+254 712 345 678',
      '@asha.w',
      '5 hours left',
      'Does not want marketing',
      'Tags',
      'Details',
      'Past conversations',
      'Orders',
      'Notes',
    ].map((words) => text.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('shows custom fields in words', async () => {
    const { element } = await open();
    expect(element.querySelector('dl')?.textContent?.replace(/\s+/g, ' ')).toContain('shoe size42');
    expect(element.querySelector('dl')?.textContent).toContain('Yes');
  });

  it('says so when the number is not known', async () => {
    const { element } = await open({ contact: { ...asha, phone: null } });
    expect(element.textContent).toContain('does not share this person');
  });

  it('renames on Enter, and not on Escape or without the right', async () => {
    const { fixture, element } = await open();
    const names: string[] = [];
    fixture.componentInstance.rename.subscribe((name) => names.push(name));
    for (const key of ['Escape', 'Enter']) {
      button(element, 'Edit the name').click();
      await fixture.whenStable();
      const input = element.querySelector<HTMLInputElement>('dc-contact-name input')!;
      input.value = ' Asha W. ';
      input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await fixture.whenStable();
    }
    expect(names).toEqual(['Asha W.']);
    expect(button((await open({ canEdit: false })).element, 'Edit the name')).toBeUndefined();
  });

  it('adds and removes tags with the keyboard, each once', async () => {
    const { fixture, element } = await open();
    const changes: string[][] = [];
    fixture.componentInstance.tagsChange.subscribe((tags) => changes.push(tags));
    const input = element.querySelector<HTMLInputElement>('[aria-label="Add a tag"]')!;
    const enter = (value: string, key: string) => {
      input.value = value;
      input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    };
    enter('Nairobi', 'Enter');
    enter('vip', 'Enter');
    enter('', 'Backspace');
    expect(changes).toEqual([['VIP', 'Nairobi'], []]);
    button(element, 'Remove tag VIP').click();
    expect(changes).toHaveLength(3);
  });

  it('lists past conversations without the open one, and opens one', async () => {
    const { fixture, element } = await open();
    const opened: string[] = [];
    fixture.componentInstance.openConversation.subscribe((id) => opened.push(id));
    const rows = element.querySelectorAll<HTMLButtonElement>('.past button');
    expect(rows).toHaveLength(1);
    expect(rows[0]!.textContent).toContain('Asante');
    rows[0]!.click();
    expect(opened).toEqual(['past']);
  });

  it('remembers which sections are open', async () => {
    const first = await open();
    const section = (element: HTMLElement) => button(element, 'Tags').getAttribute('aria-expanded');
    expect(section(first.element)).toBe('true');
    button(first.element, 'Tags').click();
    await first.fixture.whenStable();
    expect(section((await open()).element)).toBe('false');
  });

  it('shows its shape while it loads and what to do when it fails', async () => {
    expect((await open({ contact: null })).element.querySelector('.skeleton')).not.toBeNull();
    expect((await open({ contact: null, state: 'failed' })).element.textContent).toContain(
      'Try again',
    );
  });
});

describe('phone numbers', () => {
  it.each([
    ['254712345678', '+254 712 345 678'],
    ['+254 712345678', '+254 712 345 678'],
    ['0712345678', '0712 345 678'],
    ['255754123456', '+255 754 123 456'],
    ['14155550123', '+1 415 555 0123'],
    ['KE.998877', 'KE.998877'],
  ])('groups %s as %s', (phone, grouped) => {
    expect(groupedPhone(phone)).toBe(grouped);
  });
});
