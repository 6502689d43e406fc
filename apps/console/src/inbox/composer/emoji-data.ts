/** One emoji as the picker shows it. */
export interface Emoji {
  char: string;
  label: string;
  /** Short names as people type them between colons, best known first. */
  names: readonly string[];
  /** Search words, small letters. */
  words: readonly string[];
  group: number;
}

export interface EmojiGroup {
  id: number;
  name: string;
  /** Stands for the group on its tab. */
  face: string;
  emoji: readonly Emoji[];
}

const groupNames: readonly [id: number, name: string, face: string][] = [
  [0, 'Smileys', '😀'],
  [1, 'People', '👋'],
  [3, 'Animals and nature', '🌿'],
  [4, 'Food and drink', '🍲'],
  [5, 'Travel and places', '🚌'],
  [6, 'Activities', '⚽'],
  [7, 'Objects', '💡'],
  [8, 'Symbols', '❤️'],
  [9, 'Flags', '🇰🇪'],
];

export interface ListedEmoji {
  unicode: string;
  label: string;
  hexcode: string;
  group?: number;
  order?: number;
  tags?: readonly string[];
}

/** Sorts the listed emoji into groups; parts without a group (skin tones, letters of flags) are left out. */
export function groupEmoji(
  listed: readonly ListedEmoji[],
  shortcodes: Readonly<Record<string, string | readonly string[]>>,
): EmojiGroup[] {
  const sorted = listed
    .filter((one) => one.group !== undefined)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  return groupNames.map(([id, name, face]) => ({
    id,
    name,
    face,
    emoji: sorted
      .filter((one) => one.group === id)
      .map((one) => ({
        char: one.unicode,
        label: one.label,
        group: id,
        names: [shortcodes[one.hexcode] ?? []].flat(),
        words: [...(one.tags ?? []), ...one.label.toLowerCase().split(/[\s:]+/)],
      })),
  }));
}

let loading: Promise<EmojiGroup[]> | undefined;

/** All emoji, fetched when first asked for: half a megabyte that the first screen does not need. */
export function loadEmoji(): Promise<EmojiGroup[]> {
  loading ??= Promise.all([
    import('emojibase-data/en/compact.json', { with: { type: 'json' } }),
    import('emojibase-data/en/shortcodes/github.json', { with: { type: 'json' } }),
  ]).then(([listed, shortcodes]) =>
    groupEmoji(
      listed.default as ListedEmoji[],
      shortcodes.default as Record<string, string | string[]>,
    ),
  );
  loading.catch(() => (loading = undefined));
  return loading;
}

/** The emoji for a word, best first: whole short names, then beginnings, then the rest. */
export function searchEmoji(groups: readonly EmojiGroup[], query: string, most = 60): Emoji[] {
  const wanted = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const scored: { emoji: Emoji; score: number }[] = [];
  for (const group of groups) {
    for (const emoji of group.emoji) {
      const score = Math.min(...wanted.map((word) => scoreOf(emoji, word)));
      if (score > 0) scored.push({ emoji, score });
    }
  }
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ emoji }) => emoji);
}

function scoreOf(emoji: Emoji, wanted: string): number {
  const match = (word: string, exact: number, start: number, inside: number) => {
    if (word === wanted) return exact;
    if (word.startsWith(wanted)) return start;
    return wanted.length > 2 && word.includes(wanted) ? inside : 0;
  };
  return Math.max(
    0,
    ...emoji.names.map((name) => match(name, 7, 5, 2)),
    ...emoji.words.map((word) => match(word, 4, 3, 1)),
  );
}

const RECENT_KEY = 'console.recent-emoji';
const RECENT_MOST = 24;

/** The emoji used last on this computer, newest first. */
export function recentEmoji(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(RECENT_KEY) ?? '[]');
    return Array.isArray(stored)
      ? stored.filter((one): one is string => typeof one === 'string')
      : [];
  } catch {
    return [];
  }
}

export function rememberEmoji(char: string): void {
  try {
    const list = [char, ...recentEmoji().filter((one) => one !== char)].slice(0, RECENT_MOST);
    localStorage.setItem(RECENT_KEY, JSON.stringify(list));
  } catch {
    // A browser without storage only forgets which were used last.
  }
}
