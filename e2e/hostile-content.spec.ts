import { Browsers, message, newCustomer, open, row, writes } from './browser';

const run = 'window.__pwn=1';
const payloads = [
  `<script>${run}</script>`,
  `<img src=x onerror="${run}">`,
  `<svg onload="${run}">`,
  `<svg><script>${run}</script></svg>`,
  `"><script>${run}</script>`,
  `'-${run}-'`,
  `javascript:${run}`,
  `[click](javascript:${run})`,
  `<a href="javascript:${run}">click</a>`,
  `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  `<body onload="${run}">`,
  `<details open ontoggle="${run}">`,
  `<input autofocus onfocus="${run}">`,
  `<video><source onerror="${run}"></video>`,
  `<math><mtext><img src=x onerror="${run}"></mtext></math>`,
  `<style>@import 'javascript:${run}';</style>`,
  `<object data="javascript:${run}"></object>`,
  `<form action="javascript:${run}"><button>go</button></form>`,
  `{{constructor.constructor('${run}')()}}`,
  `{{$on.constructor('${run}')()}}`,
  `\${${run}}`,
  `<%= ${run} %>`,
  `#{${run}}`,
  `*<b onmouseover="${run}">bold</b>*`,
  '`<img src=x onerror=' + run + '>`',
  `~<svg/onload=${run}>~`,
  `_<script>${run}</script>_`,
  `https://example.com/"onmouseover="${run}`,
  `https://example.com/<script>${run}</script>`,
  `data:text/html,<script>${run}</script>`,
  `vbscript:${run}`,
  `&lt;script&gt;${run}&lt;/script&gt;`,
  `\u003cscript\u003e${run}\u003c/script\u003e`,
  `<scr\u0000ipt>${run}</scr\u0000ipt>`,
  `\u202e<script>${run}</script>`,
  `<dc-root></dc-root><dc-composer></dc-composer>`,
];

describe('Hostile content', () => {
  const browsers = new Browsers();
  afterAll(() => browsers.close());

  it('is shown as text, wherever a customer can put it', async () => {
    const { page, problems } = await browsers.signedIn('admin');
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const attacker = newCustomer(`<img src=x onerror="${run}">`);
    for (const text of payloads) await writes(attacker, text);
    for (const text of payloads.slice(0, 8)) {
      await writes(attacker, {
        type: 'location',
        location: {
          latitude: 0,
          longitude: 0,
          name: text,
          address: text,
          url: `javascript:${run}`,
        },
      });
      await writes(attacker, {
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: text, title: text } },
      });
      await writes(attacker, {
        type: 'contacts',
        contacts: [
          {
            name: { formatted_name: text, first_name: text },
            urls: [{ url: `javascript:${run}`, type: text }],
            emails: [{ email: text }],
          },
        ],
      });
    }
    await writes(attacker, { type: `<script>${run}</script>` });
    // Webhooks come side by side and WhatsApp's time counts seconds: only a later second is surely later.
    await writes(attacker, 'That was all', { at: new Date(Date.now() + 2_000) });

    await row(page, attacker).filter({ hasText: 'That was all' }).waitFor();
    await open(page, attacker);
    await message(page, 'That was all').waitFor();
    for (let step = 0; step < 12; step += 1) {
      await page
        .locator('dc-message-thread .scroller')
        .evaluate((scroller) => scroller.scrollBy(0, -700));
      await page.waitForTimeout(60);
    }
    for (const text of payloads) await writes(attacker, text);
    await page.getByText('{{constructor.constructor', { exact: false }).first().waitFor();

    expect(await page.evaluate(() => (window as { __pwn?: number }).__pwn)).toBeUndefined();
    expect(dialogs).toEqual([]);
    expect(
      await page
        .locator('a[href^="javascript:" i], a[href^="data:" i], a[href^="vbscript:" i]')
        .count(),
    ).toBe(0);
    expect(
      await page
        .locator('dc-message-thread script, dc-message-thread iframe, dc-message-thread object')
        .count(),
    ).toBe(0);
    expect(await page.locator('dc-composer').count()).toBe(1);
    expect(problems).toEqual([]);
  });
});
