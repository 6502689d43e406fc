import { previewOf } from '@datacare/cloud-api/content';
import type { LogEntry } from './api';
import { contentView } from './content-view';
import { h, icon, iconButton } from './dom';
import type { Answer } from './interactive-view';

export interface BubbleContext {
  answer: Answer;
  businessName: string;
  find: (wamid: string) => LogEntry | undefined;
  openMenu: (entry: LogEntry, anchor: HTMLElement) => void;
}

const clockFormat = new Intl.DateTimeFormat('en-KE', {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const dayFormat = new Intl.DateTimeFormat('en-KE', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

export const clock = (at: number) => clockFormat.format(at);
export const day = (at: number) => dayFormat.format(at);

/** What a message says, on one line. */
export const lineOf = (entry: LogEntry) =>
  entry.revoked
    ? 'Deleted message'
    : previewOf(
        entry.rendered ? { type: 'text', text: { body: entry.rendered.body } } : entry.content,
      );

const tickNames: Partial<Record<LogEntry['status'], string>> = {
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  played: 'Played',
};

/** One tick for sent, two for arrived; coloured and named when read. */
function ticks(entry: LogEntry): HTMLElement | undefined {
  if (entry.author !== 'customer') return undefined;
  const name = tickNames[entry.status] ?? 'Sending';
  const marks = entry.status === 'sent' ? [icon('check')] : [icon('check'), icon('check')];
  return h(
    'span',
    { class: `ticks is-${entry.status}`, title: name, role: 'img', 'aria-label': name },
    ...marks,
  );
}

function quote(entry: LogEntry, context: BubbleContext): HTMLElement | undefined {
  if (!entry.replyTo) return undefined;
  const quoted = context.find(entry.replyTo);
  const author = quoted?.author === 'customer' ? 'You' : context.businessName;
  const line = quoted ? lineOf(quoted) : 'An older message';
  return h('div', { class: 'quoted' }, h('strong', {}, author), h('span', {}, line));
}

function reactions(entry: LogEntry): HTMLElement | undefined {
  const emoji = Object.values(entry.reactions ?? {}).filter(Boolean);
  if (emoji.length === 0) return undefined;
  return h(
    'span',
    { class: 'reactions', role: 'img', 'aria-label': `Reactions: ${emoji.join(' ')}` },
    emoji.join(''),
  );
}

/** A message with quote, content, buttons, time and ticks. */
export function bubble(entry: LogEntry, context: BubbleContext): HTMLElement {
  const { body, actions } = contentView(entry, context.answer);
  const bare = entry.content.type === 'sticker' && !entry.revoked;
  const menu = iconButton('more', 'What to do with this message', (event) =>
    context.openMenu(entry, event.currentTarget as HTMLElement),
  );
  menu.classList.add('bubble-menu');
  return h(
    'li',
    { class: `row is-${entry.author}`, 'data-wamid': entry.wamid },
    h(
      'div',
      { class: `bubble${bare ? ' is-bare' : ''}` },
      quote(entry, context),
      ...body,
      h(
        'span',
        { class: 'meta' },
        entry.edited && !entry.revoked ? h('em', {}, 'edited') : undefined,
        h('time', { dateTime: new Date(entry.at).toISOString() }, clock(entry.at)),
        ticks(entry),
      ),
      menu,
      reactions(entry),
    ),
    actions.length > 0 ? h('div', { class: 'answers' }, ...actions) : undefined,
  );
}
