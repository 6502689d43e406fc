import { continueList, insertText, toggleLines, toggleMark, type Draft } from './format-draft';

/** `a[bc]d`: the brackets are the selection, `|` the caret. */
function draft(marked: string): Draft {
  const caret = marked.indexOf('|');
  if (caret >= 0) return { text: marked.replace('|', ''), start: caret, end: caret };
  const start = marked.indexOf('[');
  return { text: marked.replace(/[[\]]/g, ''), start, end: marked.indexOf(']') - 1 };
}
function shown({ text, start, end }: Draft): string {
  return start === end
    ? `${text.slice(0, start)}|${text.slice(start)}`
    : `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
}

describe('formatting a draft', () => {
  it.each([
    ['Lipa [leo] tafadhali', '*', 'Lipa *[leo]* tafadhali'],
    ['Lipa *[leo]* tafadhali', '*', 'Lipa [leo] tafadhali'],
    ['[*leo*]', '*', '[leo]'],
    ['[ leo ]', '_', ' _[leo]_ '],
    ['habari|', '~', 'habari~|~'],
    ['[moja\nmbili]', '*', '[*moja*\n*mbili*]'],
    ['[*moja*\n*mbili*]', '*', '[moja\nmbili]'],
    ['[moja\n\nmbili]', '_', '[_moja_\n\n_mbili_]'],
    ['[x]', '`', '`[x]`'],
  ] as const)('turns %j by %s into %j', (before, mark, after) => {
    expect(shown(toggleMark(draft(before), mark))).toBe(after);
  });

  it.each([
    ['a\n[b\nc]\nd', 'bullet', 'a\n- b\n- c|\nd'],
    ['[- b\n- c]', 'bullet', 'b\nc|'],
    ['[a\nb]', 'number', '1. a\n2. b|'],
    ['[- a\n- b]', 'number', '1. a\n2. b|'],
    ['a|', 'quote', '> a|'],
  ] as const)('makes %j a %s: %j', (before, mark, after) => {
    expect(shown(toggleLines(draft(before), mark))).toBe(after);
  });

  it.each([
    ['- a|', '- a\n- |'],
    ['9. a|', '9. a\n10. |'],
    ['a\n- |', 'a\n|'],
  ])('goes on with the list after %j', (before, after) => {
    expect(shown(continueList(draft(before))!)).toBe(after);
  });

  it('leaves a line that is no list alone', () => {
    expect(continueList(draft('a - b|'))).toBeUndefined();
  });

  it('puts words in place of the selection', () => {
    expect(shown(insertText(draft('a[b]c'), '🙏'))).toBe('a🙏|c');
  });
});
