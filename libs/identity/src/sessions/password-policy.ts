const SHORTEST = 12;
/** Longer is no safer and only costs hashing time. */
export const LONGEST_PASSWORD = 256;

const common = [
  'password',
  'datacare',
  'whatsapp',
  'qwerty',
  'letmein',
  'welcome',
  'admin',
  'changeme',
];

/** Why a new password is refused, in plain words; undefined when it is good enough. */
export function passwordProblem(
  password: string,
  owner: { email: string; name: string },
): string | undefined {
  if (password.length < SHORTEST) return `Use at least ${SHORTEST} characters.`;
  if (password.length > LONGEST_PASSWORD) return `Use at most ${LONGEST_PASSWORD} characters.`;
  const plain = password.toLowerCase();
  if (new Set(plain).size < 5) return 'Use more different characters.';
  const own = [owner.email.split('@')[0] ?? '', ...owner.name.split(/\s+/)].map((word) =>
    word.toLowerCase(),
  );
  const found = [...common, ...own].filter((word) => word.length > 3 && plain.includes(word));
  // A known word may be a part of a long password, but not most of it.
  const rest = found.reduce((left, word) => left.replaceAll(word, ''), plain);
  if (rest.length < SHORTEST - 4) {
    return 'Leave out names and common words, or add more words to it.';
  }
  return undefined;
}
