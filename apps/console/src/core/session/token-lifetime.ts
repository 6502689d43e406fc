function claimsOf(token: string): { readonly iat?: unknown; readonly exp?: unknown } {
  try {
    const payload = token.split('.')[1] ?? '';
    return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as object;
  } catch {
    return {};
  }
}

/**
 * When the token ends by this machine's clock (ms). Its own lifetime counts from now, because a laptop whose clock is
 * wrong by an hour would otherwise renew on every request or not at all.
 */
export function localExpiry(token: string, expiresAt: string, now = Date.now()): number {
  const { iat, exp } = claimsOf(token);
  if (typeof iat === 'number' && typeof exp === 'number' && exp > iat)
    return now + (exp - iat) * 1000;
  return Date.parse(expiresAt);
}
