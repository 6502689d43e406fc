import { api } from './api';
import type { Customer, LogEntry, State } from './api';

type Listener = (what: 'list' | 'chat' | 'panel' | 'typing') => void;

const MAX_ENTRIES = 500;

/** What the page knows, kept current by the simulator's events. */
export class Store {
  state: State | undefined;
  selectedId: string | undefined;
  entries: LogEntry[] = [];
  typingUntil = new Map<string, number>();
  /** Opening a chat marks what the business sent as read. */
  readsOnOpen = localStorage.getItem('reads-on-open') !== 'no';
  private readonly listeners = new Set<Listener>();
  private reloading: number | undefined;

  listen(listener: Listener): void {
    this.listeners.add(listener);
  }

  get selected(): Customer | undefined {
    return this.state?.customers.find((customer) => customer.id === this.selectedId);
  }

  get businessName(): string {
    return this.state?.numbers[0]?.verifiedName ?? 'Business';
  }

  async load(): Promise<void> {
    this.state = await api.state();
    this.tell('list');
    this.tell('panel');
  }

  /** Asks for the state again soon, once for many reasons. */
  reloadSoon(afterMs = 400): void {
    if (this.reloading !== undefined) return;
    this.reloading = window.setTimeout(() => {
      this.reloading = undefined;
      void this.load().catch(() => undefined);
    }, afterMs);
  }

  async open(customerId: string | undefined): Promise<void> {
    this.selectedId = customerId;
    this.entries = [];
    this.tell('list');
    this.tell('chat');
    if (!customerId) return;
    const entries = await api.conversation(customerId);
    if (this.selectedId !== customerId) return;
    this.entries = entries;
    this.tell('chat');
    await this.readOpened();
  }

  find(wamid: string): LogEntry | undefined {
    return this.entries.find((entry) => entry.wamid === wamid);
  }

  setReadsOnOpen(value: boolean): void {
    this.readsOnOpen = value;
    localStorage.setItem('reads-on-open', value ? 'yes' : 'no');
    void this.readOpened();
  }

  /** Marks the open chat as read when a person can see it. */
  async readOpened(): Promise<void> {
    const { selected } = this;
    if (!selected || !this.readsOnOpen || document.hidden) return;
    selected.unread = 0;
    this.tell('list');
    await api.read(selected.id);
  }

  /** Follows the simulator's events for as long as the page lives. */
  follow(): void {
    const source = new EventSource('/control/events');
    const on = <T>(type: string, handle: (data: T) => void) =>
      source.addEventListener(type, (event) =>
        handle(JSON.parse((event as MessageEvent<string>).data) as T),
      );
    on<{ customerId: string; entry: LogEntry }>('message', ({ customerId, entry }) =>
      this.addEntry(customerId, entry),
    );
    on<{ customerId: string; entry: LogEntry }>('update', ({ customerId, entry }) =>
      this.replaceEntry(customerId, entry),
    );
    on<{ customerId: string; wamid: string; status: LogEntry['status'] }>(
      'status',
      ({ wamid, status }) => {
        const entry = this.find(wamid);
        if (!entry) return;
        entry.status = status;
        this.tell('chat');
      },
    );
    on<{ customerId: string; forMs: number }>('typing', ({ customerId, forMs }) =>
      this.type(customerId, forMs),
    );
    on('customer', () => this.reloadSoon(50));
    on(
      'reset',
      () =>
        void this.load()
          .then(() => this.open(this.selectedId))
          .catch(() => this.open(undefined)),
    );
    for (const type of ['hello', 'faults', 'time', 'template', 'webhooks'])
      on(type, () => this.reloadSoon());
    // What a reconnect missed beyond the ring is fetched again.
    source.addEventListener('error', () => this.reloadSoon(2000));
  }

  private addEntry(customerId: string, entry: LogEntry): void {
    const customer = this.state?.customers.find((each) => each.id === customerId);
    if (!customer) this.reloadSoon(50);
    else {
      customer.last = entry;
      customer.activeAt = entry.at;
      if (entry.author === 'business') customer.unread += 1;
    }
    if (entry.author === 'business') this.typingUntil.delete(customerId);
    if (customerId === this.selectedId && !this.find(entry.wamid)) {
      this.entries = [...this.entries, entry].slice(-MAX_ENTRIES);
      this.tell('chat');
      void this.readOpened();
    }
    this.tell('list');
  }

  private replaceEntry(customerId: string, entry: LogEntry): void {
    if (customerId !== this.selectedId) return;
    this.entries = this.entries.map((each) => (each.wamid === entry.wamid ? entry : each));
    this.tell('chat');
  }

  private type(customerId: string, forMs: number): void {
    this.typingUntil.set(customerId, Date.now() + forMs);
    this.tell('typing');
    window.setTimeout(() => this.tell('typing'), forMs + 50);
  }

  private tell(what: Parameters<Listener>[0]): void {
    for (const listener of this.listeners) listener(what);
  }
}
