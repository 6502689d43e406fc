// Takes the pictures of docs/images from a running demo: `npm start` in one terminal, then `npm run screenshots`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { portsOf } from '../start/environment.mjs';
import { findBrowser } from '../test/browser.mjs';

const images = join(import.meta.dirname, '..', '..', 'docs', 'images');
const ports = portsOf(process.env);
const product = `http://localhost:${ports.api}`;
const simulator = `http://localhost:${ports.simulator}`;
const manager = { email: 'otieno@datacare.example', password: 'karibu-duka-moja' };
const wide = { width: 1440, height: 900 };

const browser = await chromium.launch({
  executablePath: await findBrowser(() => undefined),
  args: ['--no-sandbox'],
});
mkdirSync(images, { recursive: true });

async function signedIn(options) {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: wide, ...options });
  const page = await context.newPage();
  await page.goto(product);
  await page.getByLabel('E-mail address').fill(manager.email);
  await page.getByLabel('Password', { exact: true }).fill(manager.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('listbox', { name: 'Conversations' }).getByRole('option').first().waitFor();
  return page;
}

async function open(page, name) {
  const rows = page.getByRole('listbox', { name: 'Conversations' }).getByRole('option');
  await rows.filter({ hasText: name }).first().click();
  await page.getByRole('region', { name: `Messages with ${name}` }).waitFor();
  // Pictures of the thread are still on their way.
  await page.waitForTimeout(1_000);
}

const shoot = (page, name) => page.screenshot({ path: join(images, `${name}.png`) });

try {
  const login = await browser.newPage({ viewport: wide });
  await login.goto(product);
  await login.getByLabel('E-mail address').waitFor();
  await shoot(login, 'login');

  for (const colorScheme of ['light', 'dark']) {
    const page = await signedIn({ colorScheme });
    await open(page, 'Peter Kamau');
    await shoot(page, `inbox-${colorScheme}`);
  }
  const page = await signedIn({});
  await open(page, 'Samuel Kiptoo');
  await shoot(page, 'window-closed');
  for (const path of ['channels', 'deliveries', 'preferences']) {
    await page.goto(`${product}/settings/${path}`);
    await page.waitForLoadState('networkidle');
    await shoot(page, `settings-${path}`);
  }
  const narrow = await signedIn({ viewport: { width: 360, height: 740 } });
  await shoot(narrow, 'list-narrow');
  await open(narrow, 'Peter Kamau');
  await shoot(narrow, 'thread-narrow');

  const phone = await browser.newPage({ viewport: wide });
  await phone.goto(`${simulator}/phone`);
  await phone.waitForLoadState('load');
  await phone.waitForTimeout(1_000);
  await shoot(phone, 'phone');
  console.log(`The pictures are in ${images}`);
} finally {
  await browser.close();
}
