import type { MessageContent, RenderedCard, RenderedTemplate } from '@datacare/cloud-api/content';
import { mediaUrl } from './api';
import type { LogEntry } from './api';
import { h, icon } from './dom';
import type { IconName } from './dom';
import { actionsOf } from './interactive-view';
import type { Answer } from './interactive-view';
import { markup } from './markup-view';

interface Media {
  id?: string | undefined;
  link?: string | undefined;
  caption?: string | undefined;
  filename?: string | undefined;
}

const gone = (event: Event) => {
  const element = event.target as HTMLElement;
  element.replaceWith(h('p', { class: 'gone' }, 'This file is no longer here.'));
};

export function picture(media: Media, label: string): HTMLElement {
  const image = h('img', { src: mediaUrl(media), alt: label, loading: 'lazy', onerror: gone });
  return h(
    'a',
    { class: 'picture', href: mediaUrl(media), target: '_blank', rel: 'noopener noreferrer' },
    image,
  );
}

const film = (media: Media) =>
  h('video', {
    class: 'film',
    src: mediaUrl(media),
    controls: true,
    preload: 'metadata',
    'aria-label': 'Video',
  });

const card = (name: IconName, title: string, detail?: string, href?: string) =>
  h(
    href ? 'a' : 'div',
    {
      class: 'attachment',
      ...(href ? { href, target: '_blank', rel: 'noopener noreferrer' } : {}),
    },
    icon(name),
    h('span', {}, h('strong', {}, title), detail ? h('small', {}, detail) : undefined),
  );

const caption = (text: string | undefined) => (text ? markup(text) : undefined);

function location(place: {
  latitude: number | string;
  longitude: number | string;
  name?: string | undefined;
  address?: string | undefined;
}) {
  const at = `${Number(place.latitude).toFixed(5)}, ${Number(place.longitude).toFixed(5)}`;
  const href = `https://www.openstreetmap.org/?mlat=${Number(place.latitude)}&mlon=${Number(place.longitude)}`;
  return card('pin', place.name || 'Location', place.address || at, href);
}

export function headerView(header: RenderedCard['header']): HTMLElement | undefined {
  if (!header) return undefined;
  if ('text' in header) return h('strong', { class: 'message-header' }, header.text);
  if ('format' in header) return h('p', { class: 'gone' }, header.format.toLowerCase());
  const { media } = header;
  if (media.type === 'image') return picture(media.image, 'Picture of the message');
  if (media.type === 'video') return film(media.video);
  if (media.type === 'document')
    return card('file', media.document.filename ?? 'Document', undefined, mediaUrl(media.document));
  if (media.type === 'location') return location(media.location);
  return undefined;
}

const footerView = (text: string | undefined) =>
  text ? h('p', { class: 'message-footer' }, text) : undefined;

function templateView(template: RenderedTemplate): HTMLElement[] {
  const offer = template.offer
    ? card(
        'clock',
        template.offer.text,
        template.offer.expiresAt
          ? `until ${new Date(template.offer.expiresAt).toLocaleString()}`
          : undefined,
      )
    : undefined;
  return [
    headerView(template.header),
    offer,
    markup(template.body),
    footerView(template.footer),
  ].filter((part) => part !== undefined);
}

type Interactive = Extract<MessageContent, { type: 'interactive' }>['interactive'];

function interactiveHeader(interactive: Interactive): HTMLElement | undefined {
  if (!('header' in interactive) || !interactive.header) return undefined;
  const { header } = interactive;
  if (header.type === 'text') return headerView({ text: header.text });
  return headerView({ media: header } as RenderedCard['header']);
}

function interactiveView(interactive: Interactive): (HTMLElement | undefined)[] {
  switch (interactive.type) {
    case 'button_reply':
      return [markup(interactive.button_reply.title)];
    case 'list_reply':
      return [
        h('strong', {}, interactive.list_reply.title),
        caption(interactive.list_reply.description),
      ];
    case 'nfm_reply':
      return [card('list', 'Form sent', interactive.nfm_reply.response_json)];
    case 'call_permission_reply':
      return [
        card(
          'phone',
          interactive.call_permission_reply.response === 'accept'
            ? 'Calls allowed'
            : 'Calls declined',
        ),
      ];
    default:
      return [
        interactiveHeader(interactive),
        interactive.body ? markup(interactive.body.text) : undefined,
        'footer' in interactive ? footerView(interactive.footer?.text) : undefined,
      ];
  }
}

function parts({ content, rendered }: LogEntry): (HTMLElement | undefined)[] {
  switch (content.type) {
    case 'text':
      return [markup(content.text.body)];
    case 'image':
      return [
        picture(content.image, content.image.caption || 'Photo'),
        caption(content.image.caption),
      ];
    case 'video':
      return [film(content.video), caption(content.video.caption)];
    case 'audio':
      return [
        h(
          'div',
          { class: 'sound' },
          icon('mic'),
          h('audio', {
            src: mediaUrl(content.audio),
            controls: true,
            preload: 'metadata',
            'aria-label': content.audio.voice ? 'Voice message' : 'Audio',
          }),
        ),
      ];
    case 'document':
      return [
        card(
          'file',
          content.document.filename || 'Document',
          'Open the file',
          mediaUrl(content.document),
        ),
        caption(content.document.caption),
      ];
    case 'sticker':
      return [
        h('img', {
          class: 'sticker',
          src: mediaUrl(content.sticker),
          alt: 'Sticker',
          onerror: gone,
        }),
      ];
    case 'location':
      return [location(content.location)];
    case 'contacts':
      return content.contacts.map((contact) =>
        card(
          'person',
          contact.name?.formatted_name || 'Contact',
          contact.phones?.[0]?.phone || undefined,
        ),
      );
    case 'interactive':
      return interactiveView(content.interactive);
    case 'button':
      return [markup(content.button.text)];
    case 'order': {
      const count = content.order.product_items.reduce((sum, item) => sum + item.quantity, 0);
      return [
        card(
          'cart',
          `Order of ${count} ${count === 1 ? 'item' : 'items'}`,
          content.order.product_items.map((item) => item.product_retailer_id).join(', '),
        ),
        caption(content.order.text),
      ];
    }
    case 'template':
      return rendered ? templateView(rendered) : [markup(`Template ${content.template.name}`)];
    default:
      return [h('p', { class: 'gone' }, 'A message of another kind')];
  }
}

/** What a message shows, and the buttons that answer it. */
export function contentView(
  entry: LogEntry,
  answer: Answer,
): { body: HTMLElement[]; actions: HTMLElement[] } {
  if (entry.revoked)
    return { body: [h('p', { class: 'gone' }, 'This message was deleted.')], actions: [] };
  return {
    body: parts(entry).filter((part) => part !== undefined),
    actions: entry.author === 'business' ? actionsOf(entry, answer) : [],
  };
}
