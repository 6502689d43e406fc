import { aptInstall, findProgram } from '../start/programs.mjs';
import { Problem } from '../start/root.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium: CHROMIUM, one on the path, or one that apt installs. */
export async function findBrowser(update) {
  const found = process.env.CHROMIUM ?? findProgram(...names);
  if (found) return found;
  await aptInstall('chromium', update);
  const installed = findProgram(...names);
  if (installed) return installed;
  throw new Problem(
    'The browser tests need Chromium: install it (Debian and Ubuntu: sudo apt-get install chromium) or name its program in CHROMIUM.',
  );
}
