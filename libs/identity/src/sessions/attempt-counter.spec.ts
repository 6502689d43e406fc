import { Config, newId } from '@datacare/platform';
import { AttemptCounter } from './attempt-counter';

/** Nothing listens there. */
const withoutRedis = () =>
  new AttemptCounter(
    Object.assign(new Config(), { redisUrl: 'redis://127.0.0.1:1/0', redisPrefix: 'datacare' }),
  );

describe('counting tries while Redis is away', () => {
  it('still holds the limit, in this process', async () => {
    const counter = withoutRedis();
    const allowance = [{ key: newId(), most: 2 }];
    expect(await counter.count(allowance)).toBeUndefined();
    expect(await counter.count(allowance)).toBeUndefined();
    expect(await counter.count(allowance)).toBeGreaterThan(800);
    counter.onApplicationShutdown();
  });

  it('gives a rightful try back', async () => {
    const counter = withoutRedis();
    const key = newId();
    for (let tries = 0; tries < 5; tries++) {
      expect(await counter.count([{ key, most: 1 }])).toBeUndefined();
      await counter.forgive([key]);
    }
    counter.onApplicationShutdown();
  });
});
