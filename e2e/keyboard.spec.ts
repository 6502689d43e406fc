import { Browsers, message, newCustomer, writes } from './browser';

describe('The keyboard', () => {
  const browsers = new Browsers();
  afterAll(() => browsers.close());

  it('does a day’s work without the mouse', async () => {
    const { page } = await browsers.signedIn('admin');
    const [older, newer] = [newCustomer('Older'), newCustomer('Newer')];
    await writes(older, 'I came first');
    await page.getByRole('option', { name: older.name }).waitFor();
    await writes(newer, 'I came second');
    await page.getByRole('option', { name: newer.name }).waitFor();

    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: older.name, level: 2 }).first().waitFor();
    await message(page, 'I came first').waitFor();

    await page.keyboard.press('r');
    await page.keyboard.type('I answer you');
    await page.keyboard.press('Enter');
    await message(page, 'I answer you').waitFor();
    await page.keyboard.press('Escape');

    await page.keyboard.press('a');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Assigned to: You/ }).waitFor();

    await page.keyboard.press('u');
    await page
      .getByRole('option', { name: older.name })
      .getByText('1 unread')
      .waitFor({ state: 'attached' });

    await page.keyboard.press('/');
    await page.keyboard.type(newer.name);
    await page.getByRole('option', { name: older.name }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('option', { name: older.name }).waitFor();

    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.getByRole('listbox', { name: 'Conversations' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  });
});
