import { Browsers, consoleUrl, login, newCustomer, open, signIn, writes } from './browser';

describe('A session', () => {
  const browsers = new Browsers();
  afterAll(() => browsers.close());

  it('does not begin with a wrong password, and says what is wrong', async () => {
    const { page } = await browsers.window();
    await page.goto(`${consoleUrl}/inbox`);
    await signIn(page, { ...login('agent'), email: 'nobody@datacare.example' });
    await page.getByRole('alert').getByText('wrong').waitFor();
    expect(new URL(page.url()).pathname).toBe('/login');
  });

  it('outlives a reload and shows where one was', async () => {
    const { page } = await browsers.signedIn('manager');
    const wairimu = newCustomer('Wairimu');
    await writes(wairimu, 'Hello');
    await open(page, wairimu);
    const address = page.url();
    await page.reload();
    await page.getByRole('heading', { name: wairimu.name, level: 2 }).first().waitFor();
    expect(page.url()).toBe(address);
  });

  it('that has ended leads back to the same place after signing in again', async () => {
    const { page } = await browsers.signedIn('manager');
    const samuel = newCustomer('Samuel');
    await writes(samuel, 'Hello');
    await open(page, samuel);
    const address = page.url();
    await page.context().clearCookies();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in to DataCare' }).waitFor();
    await signIn(page, login('manager'));
    await page.getByRole('heading', { name: samuel.name, level: 2 }).first().waitFor();
    expect(page.url()).toBe(address);
  });

  it('ends in all windows of the browser at once', async () => {
    const { page } = await browsers.signedIn('manager');
    const second = await page.context().newPage();
    await second.goto(`${consoleUrl}/settings/preferences`);
    await second.getByRole('heading', { name: 'Preferences' }).waitFor();
    await page.getByRole('button', { name: /Signed in as/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to DataCare' }).waitFor();
    await second.getByRole('heading', { name: 'Sign in to DataCare' }).waitFor();
  });
});
