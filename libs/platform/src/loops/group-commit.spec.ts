import { GroupCommit } from './group-commit';

const pause = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

describe('GroupCommit', () => {
  it('puts callers of one moment into one statement and answers each with its own result', async () => {
    const batches: number[][] = [];
    const group = new GroupCommit<number, number>(async (items) => {
      batches.push(items);
      await pause();
      return items.map((item) => item * 10);
    });
    expect(await Promise.all([1, 2, 3].map((item) => group.add(item)))).toEqual([10, 20, 30]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('lets those who come during a statement share the next one', async () => {
    const batches: number[][] = [];
    const group = new GroupCommit<number, void>(async (items) => {
      batches.push(items);
      await pause(20);
      return items.map(() => undefined);
    });
    const first = group.add(1);
    await pause(5);
    await Promise.all([first, group.add(2), group.add(3)]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('never makes a batch larger than its bound', async () => {
    const sizes: number[] = [];
    const group = new GroupCommit<number, number>(
      async (items) => {
        sizes.push(items.length);
        await pause(1);
        return items;
      },
      { maxBatch: 4 },
    );
    await Promise.all(Array.from({ length: 10 }, (_, index) => group.add(index)));
    expect(Math.max(...sizes)).toBe(4);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(10);
  });

  it('fails the callers of a failed statement and serves the next ones', async () => {
    let isBroken = true;
    const group = new GroupCommit<number, number>(async (items) => {
      if (isBroken) throw new Error('no database');
      return items;
    });
    await expect(group.add(1)).rejects.toThrow('no database');
    isBroken = false;
    await expect(group.add(2)).resolves.toBe(2);
  });
});
