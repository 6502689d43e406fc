import type { WebSocketRoute } from 'playwright-core';
import {
  answer,
  Browsers,
  consoleUrl,
  login,
  message,
  newCustomer,
  open,
  row,
  signIn,
  writes,
} from './browser';

describe('A lost connection', () => {
  const browsers = new Browsers();
  afterAll(() => browsers.close());

  it('is told, keeps what is written, and leaves no gap when it is back', async () => {
    const { page } = await browsers.window();
    const sockets: WebSocketRoute[] = [];
    let isAway = false;
    await page.routeWebSocket('**/graphql', (socket) => {
      if (isAway) return void socket.close();
      socket.connectToServer();
      sockets.push(socket);
    });
    await page.route('**/graphql', (route) => (isAway ? route.abort() : route.continue()));
    await page.goto(`${consoleUrl}/inbox`);
    await signIn(page, login('admin'));
    const njeri = newCustomer('Njeri');
    await writes(njeri, 'First');
    await open(page, njeri);
    await message(page, 'First').waitFor();

    isAway = true;
    for (const socket of sockets) await socket.close();
    await page.getByText('Reconnecting.').waitFor();
    for (const words of ['Second', 'Third', 'Fourth']) await writes(njeri, words);
    const other = newCustomer('Otieno');
    await writes(other, 'I am new');
    await answer(page, njeri, 'Written while away');
    await message(page, 'Written while away').waitFor();

    isAway = false;
    await page.getByText('Reconnecting.').waitFor({ state: 'hidden' });
    for (const words of ['Second', 'Third', 'Fourth']) await message(page, words).waitFor();
    await row(page, other).waitFor();
    await message(page, 'Written while away').getByText('Delivered').waitFor({ state: 'attached' });
    expect(await message(page, 'Written while away').count()).toBe(1);
  });
});
