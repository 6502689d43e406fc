// What every part of the benchmark agrees on.
export const appSecret = 'bench-app-secret';
export const accessToken = 'bench-access-token';
export const verifyToken = 'bench-verify-token';
export const wabaId = '900100';
export const phoneNumberId = '900200';

/** `npm run bench -- --only webhooks,sending`; `--quick` measures for a shorter time and writes nothing,
 * `--large` fills ten times the data. */
export function readOptions(argv) {
  const value = (name) => {
    const at = argv.indexOf(`--${name}`);
    return at < 0 ? undefined : argv[at + 1];
  };
  return {
    only: value('only')?.split(','),
    isQuick: argv.includes('--quick'),
    isLarge: argv.includes('--large'),
  };
}
