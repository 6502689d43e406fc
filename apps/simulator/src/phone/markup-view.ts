import { parseMarkup } from '@datacare/cloud-api/content';
import type { MarkupNode } from '@datacare/cloud-api/content';
import { h } from './dom';

const tags = { bold: 'strong', italic: 'em', strike: 's' } as const;

function view(node: MarkupNode): Node {
  switch (node.kind) {
    case 'text':
      return document.createTextNode(node.text);
    case 'break':
      return h('br');
    case 'code':
      return h('code', {}, node.text);
    case 'codeblock':
      return h('pre', {}, h('code', {}, node.text));
    case 'link':
      return h('a', { href: node.href, target: '_blank', rel: 'noopener noreferrer' }, node.text);
    case 'paragraph':
      return h('p', {}, ...node.children.map(view));
    case 'quote':
      return h('blockquote', {}, ...node.children.map(view));
    case 'list': {
      const items = node.items.map((item) => h('li', {}, ...item.map(view)));
      return node.ordered ? h('ol', { start: node.start }, ...items) : h('ul', {}, ...items);
    }
    default:
      return h(tags[node.kind], {}, ...node.children.map(view));
  }
}

/** WhatsApp's markup as elements. */
export const markup = (text: string) =>
  h('div', { class: 'markup' }, ...parseMarkup(text).map(view));
