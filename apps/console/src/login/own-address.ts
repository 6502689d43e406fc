/** A place within the console to go to after signing in; only addresses of our own, as `//elsewhere` would leave. */
export function ownAddress(address: string | undefined): string {
  return address && /^\/(?![/\\])/.test(address) ? address : '/inbox';
}
