import { api } from './api';
import type { LogEntry } from './api';
import type { Composer } from './composer';
import { h, toast } from './dom';
import type { Store } from './store';

const faces = ['👍', '❤️', '😂', '😮', '😢', '🙏'];
const EDIT_SPAN = 15 * 60 * 1000;
const REVOKE_SPAN = 2 * 24 * 60 * 60 * 1000;

const complain = (error: unknown) => toast(error instanceof Error ? error.message : String(error));

/** What can be done with one message: react, answer, correct, delete; report its status. */
export function openMessageMenu(
  entry: LogEntry,
  anchor: HTMLElement,
  store: Store,
  composer: Composer,
): void {
  const customerId = store.selectedId!;
  const now = store.state?.now ?? Date.now();
  const write = (content: Parameters<typeof api.write>[1]) =>
    api.write(customerId, content).catch(complain);
  const close = () => menu.hidePopover();
  const item = (label: string, run: () => unknown, danger = false) =>
    h(
      'button',
      { type: 'button', class: danger ? 'is-danger' : '', onclick: () => (close(), void run()) },
      label,
    );
  const isOwn = entry.author === 'customer';
  const mine = entry.reactions?.customer;
  const report = (status: string, code?: number) => () =>
    api.status(entry.wamid, status, code).catch(complain);
  const menu = h(
    'div',
    { class: 'menu', popover: 'auto', role: 'group', 'aria-label': 'Message' },
    h(
      'div',
      { class: 'face-row' },
      ...faces.map((emoji) =>
        h(
          'button',
          {
            type: 'button',
            'aria-pressed': String(mine === emoji),
            'aria-label': `React ${emoji}`,
            onclick: () => (
              close(),
              void write({
                type: 'reaction',
                reaction: { message_id: entry.wamid, ...(mine === emoji ? {} : { emoji }) },
              })
            ),
          },
          emoji,
        ),
      ),
    ),
    item('Reply', () => composer.setMode({ kind: 'reply', entry })),
    isOwn &&
      entry.content.type === 'text' &&
      now - entry.at < EDIT_SPAN &&
      item('Correct', () => composer.setMode({ kind: 'edit', entry })),
    isOwn &&
      now - entry.at < REVOKE_SPAN &&
      item(
        'Delete for everyone',
        () => write({ type: 'revoke', revoke: { original_message_id: entry.wamid } }),
        true,
      ),
    !isOwn && item('Report as delivered', report('delivered')),
    !isOwn && item('Report as read', report('read')),
    !isOwn && entry.content.type === 'audio' && item('Report as played', report('played')),
    !isOwn && item('Report as failed', report('failed', 131026), true),
    h('small', {}, `${entry.status} · ${entry.wamid.slice(-12)}`),
  );
  menu.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState !== 'closed') return;
    menu.remove();
    anchor.focus();
  });
  document.body.append(menu);
  menu.showPopover();
  const box = anchor.getBoundingClientRect();
  const left = Math.min(
    Math.max(8, box.right - menu.offsetWidth),
    window.innerWidth - menu.offsetWidth - 8,
  );
  const below = box.bottom + 4;
  const top =
    below + menu.offsetHeight > window.innerHeight
      ? Math.max(8, box.top - menu.offsetHeight - 4)
      : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
  menu.querySelector('button')?.focus();
}
