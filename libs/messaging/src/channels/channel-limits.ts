/** Meta's names for how many people may be written to outside a window in 24 hours; null is unlimited. */
export function dailyLimitOf(tier: string | number | undefined): number | null | undefined {
  if (typeof tier === 'number') return tier < 0 ? null : tier;
  const text = tier?.trim().toUpperCase() ?? '';
  if (/UNLIMITED/.test(text)) return null;
  const match = /^(?:TIER_)?(\d+)(K?)$/.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * (match[2] ? 1_000 : 1);
}

/** Messages per second of a number, by Meta's level of throughput. */
export function messagesPerSecondOf(level: string | undefined): number | undefined {
  switch (level?.toUpperCase()) {
    case 'HIGH':
      return 1_000;
    case 'STANDARD':
      return 80;
    default:
      return undefined;
  }
}
