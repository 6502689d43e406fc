import { eventually } from '../testing/eventually';
import { SweepLoop } from './sweep-loop';

const loop = (
  run: () => Promise<boolean>,
  everyMs = 60_000,
  onError: (error: unknown) => void = () => undefined,
) => new SweepLoop({ name: 'test', everyMs, run, onError });

describe('SweepLoop', () => {
  it('looks again at once while there is more to do', async () => {
    let left = 3;
    const sweep = loop(async () => --left > 0);
    sweep.start();
    await eventually(() => expect(left).toBe(0));
    await sweep.stop();
  });

  it('finds work without being woken', async () => {
    let looks = 0;
    const sweep = loop(async () => (looks++, false), 10);
    sweep.start();
    await eventually(() => expect(looks).toBeGreaterThan(3));
    await sweep.stop();
  });

  it('looks once more when it was woken during a look', async () => {
    let looks = 0;
    const sweep: SweepLoop = loop(async () => {
      if (++looks === 1) sweep.wake();
      return false;
    });
    sweep.start();
    await eventually(() => expect(looks).toBe(2));
    await sweep.stop();
  });

  it('goes on after an error, and waking it does not hasten the retry', async () => {
    let looks = 0;
    const errors: unknown[] = [];
    const sweep = loop(
      async () => {
        if (++looks === 1) throw new Error('away');
        return false;
      },
      60_000,
      (error) => errors.push(error),
    );
    sweep.start();
    await eventually(() => expect(errors).toHaveLength(1));
    sweep.wake();
    await eventually(() => expect(looks).toBe(2));
    await sweep.stop();
  });

  it('waits for the look under way when it stops, and starts no other', async () => {
    let isDone = false;
    let looks = 0;
    const sweep = loop(async () => {
      looks++;
      await new Promise((resolve) => setTimeout(resolve, 30));
      isDone = true;
      return true;
    });
    sweep.start();
    await sweep.stop();
    expect({ isDone, looks }).toEqual({ isDone: true, looks: 1 });
    sweep.wake();
    expect(looks).toBe(1);
  });
});
