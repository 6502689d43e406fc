import { groupEmoji, loadEmoji, recentEmoji, rememberEmoji, searchEmoji } from './emoji-data';
import { shortcodeAt } from './shortcode';

describe('emoji', () => {
  beforeEach(() => localStorage.clear());

  it('finds by short name first, then by other words', async () => {
    const groups = await loadEmoji();
    expect(searchEmoji(groups, 'thumbsup')[0]?.char).toBe('👍️');
    expect(searchEmoji(groups, 'thumbs up')[0]?.char).toBe('👍️');
    expect(searchEmoji(groups, 'pray')[0]?.char).toBe('🙏');
    expect(searchEmoji(groups, 'kenya')[0]?.char).toBe('🇰🇪');
    expect(searchEmoji(groups, '')).toEqual([]);
  });

  it('leaves out parts that are no emoji of their own', () => {
    const [smileys] = groupEmoji(
      [
        { unicode: '😀', label: 'grinning face', hexcode: '1F600', group: 0, order: 1 },
        { unicode: '🇦', label: 'regional indicator A', hexcode: '1F1E6' },
      ],
      { '1F600': ['grinning'] },
    );
    expect(smileys?.emoji).toEqual([
      {
        char: '😀',
        label: 'grinning face',
        group: 0,
        names: ['grinning'],
        words: ['grinning', 'face'],
      },
    ]);
  });

  it('remembers the last ones, newest first and once each', () => {
    for (const char of ['a', 'b', 'a']) rememberEmoji(char);
    expect(recentEmoji()).toEqual(['a', 'b']);
    localStorage.setItem('console.recent-emoji', '{broken');
    expect(recentEmoji()).toEqual([]);
  });

  it('sees a short name being typed, and nothing in a time or an address', () => {
    expect(shortcodeAt('Asante :pra', 11)).toEqual({ from: 7, query: 'pra' });
    expect(shortcodeAt(':+1', 3)).toEqual({ from: 0, query: '+1' });
    expect(shortcodeAt('saa 10:30', 9)).toBeUndefined();
    expect(shortcodeAt('https://x', 9)).toBeUndefined();
    expect(shortcodeAt(':a', 2)).toBeUndefined();
  });
});
