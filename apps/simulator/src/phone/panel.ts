import { api } from './api';
import type { Faults, State } from './api';
import { h, toast } from './dom';
import type { Store } from './store';
import { templateList } from './template-list';

const complain = (error: unknown) => toast(error instanceof Error ? error.message : String(error));
const number = new Intl.NumberFormat('en-KE');

const section = (title: string, ...children: (HTMLElement | undefined)[]) =>
  h('section', {}, h('h3', {}, title), ...children);

const facts = (rows: [string, string][]) =>
  h('dl', {}, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));

const button = (label: string, run: () => Promise<unknown>, more: Record<string, unknown> = {}) =>
  h('button', { type: 'button', onclick: () => void run().catch(complain), ...more }, label);

function lastAnswer(webhooks: State['webhooks']): string {
  const { lastAnswer: last } = webhooks;
  if (!last) return 'none yet';
  const result = last.status === undefined ? (last.error ?? 'no answer') : `HTTP ${last.status}`;
  return `${result} in ${last.tookMs} ms (try ${last.attempt})`;
}

function delivery(state: State): HTMLElement {
  const { webhooks, ledger } = state;
  const isWell = !webhooks.lastAnswer || webhooks.lastAnswer.status === 200;
  return section(
    'Delivery',
    h(
      'p',
      { class: `verdict ${isWell ? 'is-good' : 'is-bad'}` },
      isWell ? 'Webhooks are answered' : 'Webhooks are not answered; they are repeated',
    ),
    facts([
      ['To', webhooks.url ?? 'nowhere'],
      ['Last answer', lastAnswer(webhooks)],
      ['Delivered', number.format(webhooks.delivered)],
      ['Waiting', number.format(webhooks.waitingItems + webhooks.waitingPosts + webhooks.retrying)],
      ['Dropped', number.format(webhooks.dropped)],
      ['Messages accepted', number.format(ledger.total)],
      ['Sent twice', number.format(ledger.doubled)],
      ['Read marks', number.format(ledger.readMarks)],
      [
        'Refused',
        Object.entries(ledger.refused)
          .map(([code, count]) => `${code} × ${count}`)
          .join(', ') || 'none',
      ],
      [
        'Most in a second',
        number.format(Math.max(0, ...state.numbers.map((each) => each.maxPerSecond.accepted))),
      ],
    ]),
  );
}

interface Switch {
  label: string;
  isOn: (faults: Faults) => boolean;
  on: object;
  off: object;
}

const chance = (key: 'hang' | 'resetBeforeReading' | 'cutAfterAccept', percent: number) => ({
  [key]: { percent },
});

const switches: Switch[] = [
  {
    label: 'Webhooks paused',
    isOn: (f) => f.webhooks.paused,
    on: { webhooks: { paused: true } },
    off: { webhooks: { paused: false } },
  },
  {
    label: 'Every webhook five times',
    isOn: (f) => f.webhooks.duplicates > 0,
    on: { webhooks: { duplicates: 4 } },
    off: { webhooks: { duplicates: 0 } },
  },
  {
    label: 'Webhooks out of order',
    isOn: (f) => f.webhooks.shuffle,
    on: { webhooks: { shuffle: true, delayMs: 500 } },
    off: { webhooks: { shuffle: false, delayMs: 0 } },
  },
  {
    label: 'Half of the webhooks lost',
    isOn: (f) => f.webhooks.dropPercent > 0,
    on: { webhooks: { dropPercent: 50 } },
    off: { webhooks: { dropPercent: 0 } },
  },
  {
    label: 'Access token expired (190)',
    isOn: (f) => f.tokenExpired,
    on: { tokenExpired: true },
    off: { tokenExpired: false },
  },
  {
    label: 'Slow answers (3 s)',
    isOn: (f) => f.latencyMs > 0,
    on: { latencyMs: 3000 },
    off: { latencyMs: 0 },
  },
  {
    label: 'Answer lost after accepting',
    isOn: (f) => f.cutAfterAccept.percent > 0,
    on: chance('cutAfterAccept', 100),
    off: chance('cutAfterAccept', 0),
  },
  {
    label: 'Connection reset at once',
    isOn: (f) => f.resetBeforeReading.percent > 0,
    on: chance('resetBeforeReading', 100),
    off: chance('resetBeforeReading', 0),
  },
  {
    label: 'No answer at all',
    isOn: (f) => f.hang.percent > 0,
    on: chance('hang', 100),
    off: chance('hang', 0),
  },
  {
    label: 'Half of the sends fail (131000)',
    isOn: (f) => f.failures.percent > 0,
    on: { failures: { percent: 50, code: 131000, httpStatus: 500 } },
    off: { failures: { percent: 0 } },
  },
  {
    label: 'Templates held for quality',
    isOn: (f) => f.holdTemplates,
    on: { holdTemplates: true },
    off: { holdTemplates: false },
  },
];

function faultSwitches(store: Store, state: State): HTMLElement {
  return section(
    'Faults',
    ...switches.map((each) =>
      h(
        'label',
        { class: 'switch' },
        h('span', {}, each.label),
        h('input', {
          type: 'checkbox',
          role: 'switch',
          checked: each.isOn(state.faults),
          onchange: (event: Event) =>
            void api
              .faults((event.target as HTMLInputElement).checked ? each.on : each.off)
              .then(() => store.load())
              .catch(complain),
        }),
      ),
    ),
    h(
      'div',
      { class: 'buttons' },
      button('Next send fails (131026)', () =>
        api
          .faults({ failures: { next: 1, code: 131026, httpStatus: 400 } })
          .then(() => toast('The next send is refused')),
      ),
      button('Rate limited for 60 s', () =>
        api.faults({ rateLimitSeconds: 60 }).then(() => toast('Sends get 80007 for 60 s')),
      ),
    ),
  );
}

function time(store: Store, state: State): HTMLElement {
  const hours = state.offsetMs / 3_600_000;
  const move = (by: number) => api.moveHours(by).then(() => store.load());
  return section(
    'Time',
    h(
      'p',
      {},
      hours === 0
        ? 'Real time'
        : `${number.format(Math.round(hours * 10) / 10)} hours ahead: ${new Date(state.now).toLocaleString('en-KE')}`,
    ),
    h(
      'div',
      { class: 'buttons' },
      button('+1 h', () => move(1)),
      button('+23 h', () => move(23)),
      button('+25 h', () => move(25)),
      button('+7 days', () => move(168)),
      button('Back to now', () => api.moveMs(-state.offsetMs).then(() => store.load()), {
        disabled: hours === 0,
      }),
    ),
  );
}

function reading(store: Store): HTMLElement {
  return section(
    'Phones',
    h(
      'label',
      { class: 'switch' },
      h('span', {}, 'Opening a chat reads it'),
      h('input', {
        type: 'checkbox',
        role: 'switch',
        checked: store.readsOnOpen,
        onchange: (event: Event) =>
          store.setReadsOnOpen((event.target as HTMLInputElement).checked),
      }),
    ),
    h(
      'p',
      { class: 'note' },
      `${number.format(store.state?.customerCount ?? 0)} customers are known; those that nobody plays read by themselves.`,
    ),
    button('Start over', () => api.reset(), { class: 'is-danger' }),
  );
}

/** Faults, time, templates and delivery, for whoever tests the other side. */
export function renderPanel(place: HTMLElement, store: Store): void {
  const { state } = store;
  if (!state || place.hidden) return;
  const controls = [...place.querySelectorAll<HTMLElement>('button, input, select')];
  const focused = controls.indexOf(document.activeElement as HTMLElement);
  // A choice that is being made must not be pulled away by an update.
  if (document.activeElement instanceof HTMLSelectElement && focused >= 0) return;
  place.replaceChildren(
    delivery(state),
    faultSwitches(store, state),
    time(store, state),
    templateList(store, state),
    reading(store),
  );
  if (focused >= 0) place.querySelectorAll<HTMLElement>('button, input, select')[focused]?.focus();
}
