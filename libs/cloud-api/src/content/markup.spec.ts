import { parseMarkup, plainText } from './markup';
import type { MarkupNode } from './markup';

const text = (words: string): MarkupNode => ({ kind: 'text', text: words });
const inline = (source: string) => {
  const [block] = parseMarkup(source);
  return block?.kind === 'paragraph' ? block.children : block;
};

describe('WhatsApp markup', () => {
  it('marks bold, italic, strike and code, also within each other', () => {
    expect(inline('*a _b_ ~c~*')).toEqual([
      {
        kind: 'bold',
        children: [
          text('a '),
          { kind: 'italic', children: [text('b')] },
          text(' '),
          { kind: 'strike', children: [text('c')] },
        ],
      },
    ]);
    expect(inline('run `x *y*` now')).toEqual([
      text('run '),
      { kind: 'code', text: 'x *y*' },
      text(' now'),
    ]);
  });

  it.each([
    '2*3*4',
    'snake_case_name',
    'a * not bold *',
    '**',
    '*open',
    'a ~ b ~ c',
    '``',
    'it’s_me',
  ])('leaves %j as it is', (source) => {
    expect(inline(source)).toEqual([text(source)]);
  });

  it('makes links of http and https alone, without the full stop after them', () => {
    expect(inline('See https://duka.example/a_b?x=1. Or javascript:alert(1)')).toEqual([
      text('See '),
      { kind: 'link', href: 'https://duka.example/a_b?x=1', text: 'https://duka.example/a_b?x=1' },
      text('. Or javascript:alert(1)'),
    ]);
  });

  it('knows lists, quotes and code blocks', () => {
    expect(parseMarkup('Buy:\n- milk\n- *eggs*\n3. third\n> said\n> more\n```a\n*b*```')).toEqual([
      { kind: 'paragraph', children: [text('Buy:')] },
      {
        kind: 'list',
        ordered: false,
        start: 1,
        items: [[text('milk')], [{ kind: 'bold', children: [text('eggs')] }]],
      },
      { kind: 'list', ordered: true, start: 3, items: [[text('third')]] },
      { kind: 'quote', children: [text('said'), { kind: 'break' }, text('more')] },
      { kind: 'codeblock', text: 'a\n*b*' },
    ]);
  });

  it('keeps an unclosed fence as text', () => {
    expect(plainText(parseMarkup('a ```b'))).toBe('a ```b');
  });

  it('reads a hostile text in linear time and without losing a character', () => {
    const hostile = '*_~'.repeat(20_000) + '`'.repeat(20_001);
    expect(plainText(parseMarkup(hostile)).length).toBeGreaterThan(0);
    const mixed = '*a '.repeat(20_000);
    expect(plainText(parseMarkup(mixed))).toBe(mixed.trim());
  });
});
