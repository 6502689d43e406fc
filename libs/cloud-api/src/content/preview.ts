import type { InboundContent } from './inbound';
import { parseMarkup, plainText } from './markup';
import type { OutboundContent } from './outbound';

export type MessageContent = InboundContent | OutboundContent;

const PREVIEW_LENGTH = 160;

function oneLine(text: string | undefined): string {
  if (!text) return '';
  // A preview is short: parsing the whole of a long text would be wasted work on every list row.
  const line = plainText(parseMarkup(text.slice(0, PREVIEW_LENGTH * 4)));
  return line.length > PREVIEW_LENGTH ? `${line.slice(0, PREVIEW_LENGTH - 1)}…` : line;
}

const labelled = (label: string, text: string | undefined) => {
  const words = oneLine(text);
  return words ? `${label}: ${words}` : label;
};

type Interactive = Extract<MessageContent, { type: 'interactive' }>['interactive'];

function previewOfInteractive(interactive: Interactive): string {
  switch (interactive.type) {
    case 'button_reply':
      return oneLine(interactive.button_reply.title);
    case 'list_reply':
      return oneLine(interactive.list_reply.title);
    case 'nfm_reply':
      return interactive.nfm_reply.name === 'address_message' ? 'Address sent' : 'Form filled in';
    case 'call_permission_reply':
      return interactive.call_permission_reply.response === 'accept'
        ? 'Calls allowed'
        : 'Calls declined';
    case 'location_request_message':
      return labelled('Location request', interactive.body.text);
    case 'request_contact_info':
      return labelled('Phone number request', interactive.body.text);
    case 'product':
      return labelled('Product', interactive.body?.text);
    case 'call_permission_request':
      return labelled('Call permission request', interactive.body?.text);
    default:
      return oneLine(interactive.body.text);
  }
}

function previewOfContacts(
  cards: { name?: { formatted_name?: string | undefined } | undefined }[],
) {
  const name = cards[0]?.name?.formatted_name;
  if (cards.length > 1) return `${cards.length} contacts`;
  return labelled('Contact', name);
}

/** One line that says what a message is, for a list row or a notification. */
export function previewOf(content: MessageContent): string {
  switch (content.type) {
    case 'text':
      return oneLine(content.text.body);
    case 'image':
      return labelled('Photo', content.image.caption);
    case 'video':
      return labelled('Video', content.video.caption);
    case 'audio':
      return content.audio.voice ? 'Voice message' : 'Audio';
    case 'document':
      return labelled('Document', content.document.caption || content.document.filename);
    case 'sticker':
      return 'Sticker';
    case 'location':
      return labelled('Location', content.location.name || content.location.address);
    case 'contacts':
      return previewOfContacts(content.contacts);
    case 'interactive':
      return previewOfInteractive(content.interactive);
    case 'button':
      return oneLine(content.button.text);
    case 'reaction':
      return content.reaction.emoji ? `Reacted ${content.reaction.emoji}` : 'Reaction removed';
    case 'order': {
      const count = content.order.product_items.length;
      return labelled(
        `Order of ${count} ${count === 1 ? 'product' : 'products'}`,
        content.order.text,
      );
    }
    case 'system':
      return oneLine(content.system.body) || 'Account notice';
    case 'template':
      return `Template: ${content.template.name.replaceAll('_', ' ')}`;
    case 'request_welcome':
      return 'Opened the chat';
    default:
      return 'Message of an unsupported kind';
  }
}
