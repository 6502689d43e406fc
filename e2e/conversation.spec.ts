import { answer, Browsers, message, newCustomer, open, reads, row, writes } from './browser';

describe('A conversation', () => {
  const browsers = new Browsers();
  afterAll(() => browsers.close());

  it('comes in live, is answered, and shows how far the answer got', async () => {
    const { page, problems } = await browsers.signedIn('admin');
    const grace = newCustomer('Grace');
    await writes(grace, 'Is the *blue* one still there?');
    await row(page, grace).waitFor();
    await open(page, grace);
    await message(page, 'Is the blue one still there?').waitFor();

    await answer(page, grace, 'Yes, it is');
    await message(page, 'Yes, it is').waitFor();
    await message(page, 'Yes, it is').getByText('Delivered').waitFor({ state: 'attached' });
    await reads(grace);
    await message(page, 'Yes, it is')
      .getByText('Read', { exact: true })
      .waitFor({ state: 'attached' });

    await writes(grace, 'I will take it');
    await message(page, 'I will take it').waitFor();
    expect(await message(page, 'Yes, it is').count()).toBe(1);
    expect(problems).toEqual([]);
  });

  it('keeps a draft over a reload', async () => {
    const { page } = await browsers.signedIn('admin');
    const amina = newCustomer('Amina');
    await writes(amina, 'Hello');
    await open(page, amina);
    const field = page.getByRole('textbox', { name: `Message to ${amina.name}` });
    await field.fill('Half a thought');
    await page.reload();
    await field.waitFor();
    expect(await field.inputValue()).toBe('Half a thought');
  });

  it('goes to one of two agents who take it at once, and tells the other', async () => {
    const first = await browsers.signedIn('agent', { nth: 0 });
    const second = await browsers.signedIn('agent', { nth: 1 });
    const juma = newCustomer('Juma');
    await writes(juma, 'Who can help me?');
    for (const { page } of [first, second]) await open(page, juma);
    // Neither request leaves before both were clicked, or the slower screen would already show who has it.
    let asked = 0;
    let letGo: () => void = () => undefined;
    const bothAsked = new Promise<void>((resolve) => (letGo = resolve));
    for (const { page } of [first, second]) {
      await page.route('**/graphql', async (route) => {
        if (route.request().postData()?.includes('claimConversation')) {
          if (++asked === 2) letGo();
          await bothAsked;
        }
        await route.continue();
      });
    }
    const take = ({ page }: typeof first) => page.getByRole('button', { name: 'Take it' }).click();
    await Promise.all([take(first), take(second)]);
    const told = ({ page }: typeof first) => page.getByText('took this conversation a moment ago');
    await Promise.race([told(first).waitFor(), told(second).waitFor()]);
    const losers = (await told(first).count()) + (await told(second).count());
    expect(losers).toBe(1);
    const winner = (await told(first).count()) === 0 ? first : second;
    await winner.page.getByRole('button', { name: /Assigned to: You/ }).waitFor();
  });

  it('offers a template when the 24 hours are over', async () => {
    const { page } = await browsers.signedIn('admin');
    const peter = newCustomer('Peter');
    await writes(peter, 'Hello from the day before yesterday', {
      at: new Date(Date.now() - 50 * 3_600_000),
    });
    await page.getByRole('button', { name: 'Window closed' }).click();
    await open(page, peter);
    await page.getByText('The 24-hour window is closed').waitFor();
    await page.getByRole('button', { name: 'Send template' }).waitFor();
    expect(await page.getByRole('textbox', { name: `Message to ${peter.name}` }).count()).toBe(0);
  });

  it('is resolved, undone, and resolved for the next', async () => {
    const { page } = await browsers.signedIn('admin');
    const esther = newCustomer('Esther');
    await writes(esther, 'Thank you, that is all');
    await open(page, esther);
    await page.keyboard.press('e');
    await page.getByText(`${esther.name} resolved`).waitFor();
    await row(page, esther).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, esther).waitFor();
    await page.keyboard.press('Shift+E');
    await row(page, esther).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: esther.name, level: 2 }).waitFor({ state: 'detached' });
  });
});
