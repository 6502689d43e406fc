import type { Customer } from './api';
import { clock, lineOf } from './bubble';
import { h } from './dom';
import type { Store } from './store';

const HUES = 8;

/** The same face for the same customer, by a colour and initials. */
export function avatar(customer: Customer): HTMLElement {
  const hue =
    [...customer.id].reduce((sum, char) => (sum * 33 + char.charCodeAt(0)) % 9973, 7) % HUES;
  const initials = customer.name
    .replace(/[^\p{L}\d ]/gu, '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0])
    .join('');
  return h(
    'span',
    { class: `avatar hue-${hue}`, 'aria-hidden': 'true' },
    initials.toUpperCase() || '#',
  );
}

export const identityOf = (customer: Customer) =>
  [
    customer.sharesPhone && customer.phone ? `+${customer.phone}` : undefined,
    customer.username ? `@${customer.username}` : undefined,
  ]
    .filter(Boolean)
    .join(' · ') || 'no number shared';

function row(customer: Customer, store: Store): HTMLElement {
  const { last } = customer;
  const own = last?.author === 'customer' ? 'You: ' : '';
  const line = last ? own + lineOf(last) : identityOf(customer);
  const isTyping = (store.typingUntil.get(customer.id) ?? 0) > Date.now();
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: 'chat-row',
        'aria-current': customer.id === store.selectedId ? 'true' : undefined,
        onclick: () => void store.open(customer.id),
      },
      avatar(customer),
      h('span', { class: 'chat-name' }, customer.name),
      last ? h('time', { class: 'chat-time' }, clock(last.at)) : undefined,
      h('span', { class: `chat-line${isTyping ? ' is-typing' : ''}` }, isTyping ? 'typing…' : line),
      customer.unread > 0
        ? h(
            'span',
            { class: 'unread', 'aria-label': `${customer.unread} unread` },
            String(customer.unread),
          )
        : undefined,
    ),
  );
}

/** All customers that can be played, people first. */
export function renderChatList(place: HTMLElement, store: Store): void {
  const focused = document.activeElement?.closest('li');
  const index = focused ? [...place.children].indexOf(focused) : -1;
  const customers = store.state?.customers ?? [];
  place.replaceChildren(...customers.map((customer) => row(customer, store)));
  if (index >= 0) place.children[index]?.querySelector('button')?.focus();
}
