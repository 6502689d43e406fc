import { api } from './api';
import type { LogEntry } from './api';
import { sendLocation } from './attachments';
import { bubble, clock, day } from './bubble';
import type { BubbleContext } from './bubble';
import { avatar, identityOf } from './chat-list';
import { Composer } from './composer';
import { editCustomer } from './customer-dialog';
import { h, iconButton, toast } from './dom';
import { openMessageMenu } from './message-menu';
import type { Store } from './store';

const WINDOW = 24 * 60 * 60 * 1000;

/** One customer's phone: the chat with the business. */
export class Chat {
  private readonly head = h('header', { class: 'chat-head' });
  private readonly messages = h('ol', {
    class: 'messages',
    tabIndex: 0,
    'aria-label': 'Messages',
  });
  private readonly typing = h('p', { class: 'typing', role: 'status' });
  private readonly composer: Composer;
  private shownId: string | undefined;
  private readonly drawn = new Map<string, { key: string; row: HTMLElement }>();

  constructor(
    private readonly place: HTMLElement,
    private readonly store: Store,
  ) {
    this.composer = new Composer((content, replyTo) =>
      api.write(this.store.selectedId!, content, replyTo),
    );
  }

  render(): void {
    const { selected } = this.store;
    if (!selected) {
      this.shownId = undefined;
      this.place.replaceChildren(
        h(
          'div',
          { class: 'empty' },
          h('h2', {}, 'Nobody is picked'),
          h('p', {}, 'Pick a customer to write as, or create one.'),
        ),
      );
      return;
    }
    if (this.shownId !== selected.id) {
      this.shownId = selected.id;
      this.drawn.clear();
      this.place.replaceChildren(this.head, this.messages, this.typing, this.composer.element);
      this.composer.show(selected.id);
      if (matchMedia('(min-width: 800px)').matches) this.composer.focus();
    }
    this.renderHead();
    this.renderMessages();
    this.renderTyping();
  }

  renderTyping(): void {
    const isTyping = (this.store.typingUntil.get(this.store.selectedId ?? '') ?? 0) > Date.now();
    this.typing.replaceChildren(
      ...(isTyping
        ? [
            h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
            `${this.store.businessName} is typing`,
          ]
        : []),
    );
  }

  private renderHead(): void {
    const customer = this.store.selected!;
    const phoneNumberId = this.store.state?.numbers[0]?.phoneNumberId ?? '';
    const now = this.store.state?.now ?? Date.now();
    const until = (customer.wroteAt[phoneNumberId] ?? 0) + WINDOW;
    const windowText = until > now ? `window open until ${clock(until)}` : 'window closed';
    this.head.replaceChildren(
      iconButton('back', 'All chats', () => void this.store.open(undefined), {
        class: 'icon-button back',
      }),
      avatar({ ...customer, id: 'business', name: this.store.businessName }),
      h(
        'div',
        { class: 'chat-title' },
        h('h2', {}, this.store.businessName),
        h('p', {}, `as ${customer.name} · ${identityOf(customer)}`),
        h('p', { class: 'window' }, windowText),
      ),
      iconButton('edit', 'Change this customer', () => editCustomer(customer, this.store)),
    );
  }

  private renderMessages(): void {
    const { messages } = this;
    const wasAtEnd =
      messages.scrollHeight - messages.scrollTop - messages.clientHeight < 120 ||
      messages.children.length === 0;
    const rows: HTMLElement[] = [];
    let lastDay = '';
    for (const entry of this.store.entries) {
      const today = day(entry.at);
      if (today !== lastDay) rows.push(h('li', { class: 'day' }, h('span', {}, today)));
      lastDay = today;
      rows.push(this.row(entry));
    }
    if (rows.length === 0)
      rows.push(h('li', { class: 'day' }, h('span', {}, 'Say hello to begin')));
    messages.replaceChildren(...rows);
    if (wasAtEnd) messages.scrollTop = messages.scrollHeight;
  }

  /** Rows that did not change are kept, so that playing media goes on and focus stays. */
  private row(entry: LogEntry): HTMLElement {
    const key = JSON.stringify(entry);
    const known = this.drawn.get(entry.wamid);
    if (known?.key === key) return known.row;
    const row = bubble(entry, this.context(entry));
    this.drawn.set(entry.wamid, { key, row });
    return row;
  }

  private context(entry: LogEntry): BubbleContext {
    const { store } = this;
    const write = (content: Parameters<typeof api.write>[1]) =>
      api
        .write(store.selectedId!, content, entry.wamid)
        .catch((error: unknown) => toast(String(error)));
    return {
      businessName: store.businessName,
      find: (wamid) => store.find(wamid),
      openMenu: (target, anchor) => openMessageMenu(target, anchor, store, this.composer),
      answer: {
        write,
        askLocation: () => sendLocation(write),
        shareNumber: () => {
          const customer = store.selected!;
          const phone = customer.phone ?? '254700000000';
          const contact = {
            name: { formatted_name: customer.name, first_name: customer.name },
            phones: [{ phone: `+${phone}`, wa_id: phone, type: 'CELL' }],
            origin: 'contact_request',
          };
          void write({ type: 'contacts', contacts: [contact] });
        },
      },
    };
  }
}
