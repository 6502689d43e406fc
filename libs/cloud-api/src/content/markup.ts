/** A piece of a WhatsApp text: blocks hold inline pieces; nothing here is HTML. */
export type MarkupNode =
  | { kind: 'paragraph'; children: MarkupNode[] }
  | { kind: 'quote'; children: MarkupNode[] }
  | { kind: 'list'; ordered: boolean; start: number; items: MarkupNode[][] }
  | { kind: 'codeblock'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: MarkupNode[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; text: string }
  | { kind: 'break' }
  | { kind: 'text'; text: string };

const spans = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Marker = keyof typeof spans;

const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);
const isSpace = (char: string | undefined) => char === undefined || /\s/.test(char);

const linkPattern = /https?:\/\/[^\s<>"'`*~]+[^\s<>"'`*~.,;:!?)\]}]/iy;

interface Open {
  marker: Marker | undefined;
  children: MarkupNode[];
}

function addText(into: MarkupNode[], text: string) {
  if (!text) return;
  const last = into.at(-1);
  if (last?.kind === 'text') last.text += text;
  else into.push({ kind: 'text', text });
}

function fold(stack: Open[]) {
  const open = stack.pop()!;
  const parent = stack.at(-1)!;
  addText(parent.children, open.marker ?? '');
  for (const child of open.children) {
    if (child.kind === 'text') addText(parent.children, child.text);
    else parent.children.push(child);
  }
}

/** One line's inline markup, in one pass: at most one open span of each kind, so the work stays linear. */
export function parseInline(line: string): MarkupNode[] {
  const stack: Open[] = [{ marker: undefined, children: [] }];
  let i = 0;
  while (i < line.length) {
    const char = line[i]!;
    const before = line[i - 1];
    const after = line[i + 1];
    if (char === '`') {
      const end = line.indexOf('`', i + 1);
      if (end > i + 1) {
        stack.at(-1)!.children.push({ kind: 'code', text: line.slice(i + 1, end) });
        i = end + 1;
        continue;
      }
    } else if (char in spans) {
      const marker = char as Marker;
      const opened = stack.findIndex((open) => open.marker === marker);
      if (opened > 0 && !isSpace(before) && !isWord(after) && i > 0 && before !== marker) {
        while (stack.length - 1 > opened) fold(stack);
        const { children } = stack.pop()!;
        stack.at(-1)!.children.push({ kind: spans[marker], children });
        i += 1;
        continue;
      }
      if (opened < 0 && !isWord(before) && !isSpace(after) && after !== marker) {
        stack.push({ marker, children: [] });
        i += 1;
        continue;
      }
    } else if ((char === 'h' || char === 'H') && !isWord(before)) {
      linkPattern.lastIndex = i;
      const found = linkPattern.exec(line)?.[0];
      if (found && isAddress(found)) {
        stack.at(-1)!.children.push({ kind: 'link', href: found, text: found });
        i += found.length;
        continue;
      }
    }
    addText(stack.at(-1)!.children, char);
    i += 1;
  }
  while (stack.length > 1) fold(stack);
  return stack[0]!.children;
}

function isAddress(text: string): boolean {
  try {
    const { protocol } = new URL(text);
    return protocol === 'http:' || protocol === 'https:';
  } catch {
    return false;
  }
}

const lineKinds = [
  { kind: 'bullet', pattern: /^[-*] +(\S.*)$/ },
  { kind: 'number', pattern: /^(\d{1,3})\. +(\S.*)$/ },
  { kind: 'quote', pattern: /^> ?(\S.*)$/ },
] as const;

function parseLines(text: string): MarkupNode[] {
  const blocks: MarkupNode[] = [];
  const joinTo = (kind: 'paragraph' | 'quote', line: string) => {
    const last = blocks.at(-1);
    if (last?.kind === kind) last.children.push({ kind: 'break' }, ...parseInline(line));
    else blocks.push({ kind, children: parseInline(line) });
  };
  for (const line of text.split('\n')) {
    const found = lineKinds
      .map(({ kind, pattern }) => ({ kind, match: pattern.exec(line) }))
      .find(({ match }) => match);
    if (!found?.match) joinTo('paragraph', line);
    else if (found.kind === 'quote') joinTo('quote', found.match[1]!);
    else {
      const ordered = found.kind === 'number';
      const item = parseInline(found.match[ordered ? 2 : 1]!);
      const last = blocks.at(-1);
      if (last?.kind === 'list' && last.ordered === ordered) last.items.push(item);
      else {
        const start = ordered ? Number(found.match[1]) : 1;
        blocks.push({ kind: 'list', ordered, start, items: [item] });
      }
    }
  }
  return blocks;
}

/** Reads WhatsApp's markup: *bold* _italic_ ~strike~ `code` ```block```, lists, quotes and web links. */
export function parseMarkup(source: string): MarkupNode[] {
  const text = source.replace(/\r\n?/g, '\n');
  const blocks: MarkupNode[] = [];
  // Odd parts lie between a pair of fences; a last fence without its partner is plain text.
  const parts = text.split('```');
  const unpaired = parts.length % 2 === 0 ? parts.pop() : undefined;
  if (unpaired !== undefined) parts[parts.length - 1] += '```' + unpaired;
  parts.forEach((part, index) => {
    if (index % 2 === 1) {
      if (part.trim()) blocks.push({ kind: 'codeblock', text: part.replace(/^\n|\n$/g, '') });
      return;
    }
    const between = part.replace(index > 0 ? /^\n/ : /^$/, '');
    const trimmed = index < parts.length - 1 ? between.replace(/\n$/, '') : between;
    if (trimmed || parts.length === 1) blocks.push(...parseLines(trimmed));
  });
  return blocks;
}

/** The words alone, on one line, for previews and notifications. */
export function plainText(nodes: MarkupNode[]): string {
  const inline = (node: MarkupNode): string => {
    switch (node.kind) {
      case 'text':
      case 'code':
      case 'codeblock':
      case 'link':
        return node.text;
      case 'break':
        return ' ';
      case 'list':
        return node.items.map((item) => item.map(inline).join('')).join(' ');
      default:
        return node.children.map(inline).join('');
    }
  };
  return nodes.map(inline).join(' ').replace(/\s+/g, ' ').trim();
}
