/** A draft with its selection, in UTF-16 units as a text field counts. */
export interface Draft {
  text: string;
  start: number;
  end: number;
}

export type InlineMark = '*' | '_' | '~' | '`';
export type LineMark = 'bullet' | 'number' | 'quote';

/** Puts WhatsApp's mark around the selection, line by line as it knows no mark across lines; or takes it off again. */
export function toggleMark(draft: Draft, mark: InlineMark): Draft {
  const { text, start, end } = draft;
  const chosen = text.slice(start, end);
  const isAround = start > 0 && text[start - 1] === mark && text[end] === mark;
  if (isAround) {
    return {
      text: text.slice(0, start - 1) + chosen + text.slice(end + 1),
      start: start - 1,
      end: end - 1,
    };
  }
  const lines = chosen.split('\n');
  const marked = lines.filter((line) => line.trim());
  const isInside = marked.length > 0 && marked.every((line) => unmark(line, mark) !== undefined);
  const changed = lines
    .map((line) => {
      if (!line.trim()) return lines.length === 1 ? mark + line + mark : line;
      if (isInside) return unmark(line, mark)!;
      // Blanks stay outside: WhatsApp ignores a mark beside a blank.
      const [, before, words, after] = /^(\s*)(.*?)(\s*)$/s.exec(line)!;
      return `${before}${mark}${words}${mark}${after}`;
    })
    .join('\n');
  const next = text.slice(0, start) + changed + text.slice(end);
  if (!chosen) return { text: next, start: start + 1, end: start + 1 };
  if (lines.length > 1 || isInside) return { text: next, start, end: start + changed.length };
  const lead = /^\s*/.exec(chosen)![0].length;
  const trail = /\s*$/.exec(chosen)![0].length;
  return { text: next, start: start + lead + 1, end: start + changed.length - trail - 1 };
}

function unmark(line: string, mark: InlineMark): string | undefined {
  const words = line.trim();
  if (words.length < 3 || !words.startsWith(mark) || !words.endsWith(mark)) return undefined;
  return line.replace(words, words.slice(1, -1));
}

const linePatterns: Record<LineMark, RegExp> = {
  bullet: /^[-*] +/,
  number: /^\d{1,3}\. +/,
  quote: /^> ?/,
};

/** Makes the selected lines a list or a quote, or plain again when they all are one already. */
export function toggleLines(draft: Draft, mark: LineMark): Draft {
  const { text } = draft;
  const from = text.lastIndexOf('\n', draft.start - 1) + 1;
  const after = text.indexOf('\n', draft.end);
  const to = after < 0 ? text.length : after;
  const lines = text.slice(from, to).split('\n');
  const pattern = linePatterns[mark];
  const isMarked = lines.every((line) => pattern.test(line));
  const changed = lines
    .map((line, index) => {
      if (isMarked) return line.replace(pattern, '');
      const plain = Object.values(linePatterns).reduce((rest, one) => rest.replace(one, ''), line);
      const prefix = mark === 'bullet' ? '- ' : mark === 'quote' ? '> ' : `${index + 1}. `;
      return prefix + plain;
    })
    .join('\n');
  return {
    text: text.slice(0, from) + changed + text.slice(to),
    start: from + changed.length,
    end: from + changed.length,
  };
}

/** On Enter in a list: what the next line begins with; an empty item ends the list. */
export function continueList(draft: Draft): Draft | undefined {
  const from = draft.text.lastIndexOf('\n', draft.start - 1) + 1;
  const line = draft.text.slice(from, draft.start);
  const bullet = /^([-*]) +(.*)$/.exec(line);
  const number = /^(\d{1,3})\. +(.*)$/.exec(line);
  const words = bullet?.[2] ?? number?.[2];
  if (words === undefined) return undefined;
  if (!words.trim()) {
    return {
      text: draft.text.slice(0, from) + draft.text.slice(draft.start),
      start: from,
      end: from,
    };
  }
  return insertText(draft, bullet ? `\n${bullet[1]} ` : `\n${Number(number![1]) + 1}. `);
}

/** Replaces the selection, with the caret behind what was put in. */
export function insertText(draft: Draft, words: string): Draft {
  const caret = draft.start + words.length;
  return {
    text: draft.text.slice(0, draft.start) + words + draft.text.slice(draft.end),
    start: caret,
    end: caret,
  };
}
