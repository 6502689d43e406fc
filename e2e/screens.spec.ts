import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { Browsers, consoleUrl, newCustomer, open, row, writes } from './browser';

const MOST_SCRIPT_BYTES = 250_000;

async function violationsOf(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}

const overflows = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

describe('Every screen', () => {
  const browsers = new Browsers();
  afterAll(() => browsers.close());

  it.each(['light', 'dark'] as const)('can be used by everybody in %s', async (colorScheme) => {
    const { page, problems } = await browsers.signedIn('admin', { colorScheme });
    const found: Record<string, string[]> = { inbox: await violationsOf(page) };
    const zawadi = newCustomer('Zawadi');
    await writes(zawadi, 'Hello *there*, see https://example.com');
    await writes(zawadi, {
      type: 'location',
      location: { latitude: -1.29, longitude: 36.82, name: 'Yaya Centre' },
    });
    await open(page, zawadi);
    await page.locator('dc-message-bubble').nth(1).waitFor();
    found['conversation'] = await violationsOf(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    found['keys'] = await violationsOf(page);
    await page.keyboard.press('Escape');
    for (const place of ['channels', 'deliveries', 'preferences', 'account']) {
      await page.goto(`${consoleUrl}/settings/${place}`);
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      found[place] = await violationsOf(page);
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, all]) => all.length))).toEqual({});
    expect(problems).toEqual([]);
  });

  it('of login can be used by everybody', async () => {
    const { page } = await browsers.window();
    await page.goto(`${consoleUrl}/login`);
    await page.getByRole('heading', { name: 'Sign in to DataCare' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('fits a phone of 360 pixels, with a way back to the list', async () => {
    const { page } = await browsers.signedIn('admin', {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
    });
    const kevin = newCustomer('Kevin');
    await writes(
      kevin,
      'Hello from a long way off, with words enough to fill more than one line of a phone',
    );
    await row(page, kevin).waitFor();
    expect(await overflows(page)).toBe(false);
    await open(page, kevin);
    await page.locator('dc-message-bubble').first().waitFor();
    expect(await overflows(page)).toBe(false);
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await row(page, kevin).waitFor();
    for (const place of ['channels', 'deliveries', 'preferences', 'account']) {
      await page.goto(`${consoleUrl}/settings/${place}`);
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      expect(await overflows(page)).toBe(false);
    }
  });

  it('of a first visit needs at most 250 kB of compressed scripts', async () => {
    const { page } = await browsers.window();
    const scripts = new Map<string, number>();
    page.on('response', (response) => {
      if (!response.url().endsWith('.js')) return;
      void response.body().then((body) => scripts.set(response.url(), gzipSync(body).length));
    });
    await page.goto(`${consoleUrl}/inbox`);
    const { email, password } = JSON.parse(process.env['E2E_LOGINS']!)[0];
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('listbox', { name: 'Conversations' }).waitFor();
    await page.waitForLoadState('networkidle');
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  });
});
