// What the console costs to load, and how soon a conversation is on the screen.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { findBrowser } from '../test/browser.mjs';
import { ms, number, percentile, row } from './figures.mjs';
import { phoneNumberId } from './settings.mjs';
import { startStack } from './stack.mjs';

const dist = join(import.meta.dirname, '..', '..', 'apps/console/dist/browser');
const LIMIT = 250 * 1000;

/** The scripts that the first page loads before anything is shown: the entry and what it imports statically. */
function firstScripts() {
  const index = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...index.matchAll(/(?:src|href)="\/?([\w.-]+\.js)"/g)].map(([, name]) => name);
  const files = new Set();
  const visit = (name) => {
    if (files.has(name) || !readdirSync(dist).includes(name)) return;
    files.add(name);
    const text = readFileSync(join(dist, name), 'utf8');
    for (const [, imported] of text.matchAll(/(?:import|from)\s*"\.\/([\w.-]+\.js)"/g))
      visit(imported);
  };
  named.forEach(visit);
  return [...files].map((name) => readFileSync(join(dist, name)));
}

export async function measureConsole(ground, { isQuick }) {
  const scripts = firstScripts();
  const sum = (compress) => scripts.reduce((total, script) => total + compress(script).length, 0);
  const gzip = sum(gzipSync);
  const rows = [
    row(
      'first load: JavaScript, gzip / brotli',
      `${number(gzip / 1000)} kB / ${number(sum(brotliCompressSync) / 1000)} kB`,
      '250 kB',
      gzip <= LIMIT,
    ),
  ];
  const stack = await startStack(ground, {
    fake: {
      numbers: [{ phoneNumberId, displayPhoneNumber: '+254711000000', verifiedName: 'Bench' }],
    },
  });
  const browser = await chromium.launch({
    executablePath: await findBrowser(() => undefined),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const { email, password } = stack.logins.find(({ role }) => role === 'manager');
    await page.goto(stack.url);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const items = page.getByRole('listbox', { name: 'Conversations' }).getByRole('option');
    await items.first().waitFor();
    const times = [];
    const count = Math.min(await items.count(), 6);
    for (let n = 0; n < (isQuick ? 12 : 60); n++) {
      const time = await page.evaluate(openAndWait, n % count);
      // The first time round fills the cache.
      if (n >= count) times.push(time);
    }
    const p95 = percentile(times, 0.95);
    rows.push(
      row(
        'opening a conversation, warm: median / p95',
        `${ms(percentile(times, 0.5))} / ${ms(p95)}`,
        '100 ms',
        p95 <= 100,
      ),
    );
  } finally {
    await browser.close();
    await stack.stop();
  }
  return rows;
}

/** In the page: clicks the row and resolves to the milliseconds until the thread's messages have been painted. */
function openAndWait(index) {
  return new Promise((resolve) => {
    const option = document.querySelectorAll('[role=listbox] [role=option]')[index];
    const label = `Messages with ${option.querySelector('.name').textContent.trim()}`;
    const start = performance.now();
    option.click();
    const look = () => {
      const thread = document.querySelector('.scroller[role=region]');
      const isThere =
        thread?.getAttribute('aria-label') === label && thread.querySelector('[data-row]');
      if (!isThere) return requestAnimationFrame(look);
      return requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
    };
    look();
  });
}
