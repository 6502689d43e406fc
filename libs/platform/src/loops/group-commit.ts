interface Waiting<In, Out> {
  item: In;
  resolve(value: Out): void;
  reject(reason: unknown): void;
}

/**
 * Callers that come while a statement is under way share the next one. Under load this turns thousands of
 * single-row commits per second into a few hundred; alone, a caller waits for nobody.
 */
export class GroupCommit<In, Out> {
  private waiting: Waiting<In, Out>[] = [];
  private running = 0;

  constructor(
    private readonly run: (items: In[]) => Promise<Out[]>,
    private readonly options: { maxBatch?: number; concurrency?: number } = {},
  ) {}

  /** Resolves once the item's batch has committed; rejects with the batch's error. */
  add(item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      // Items added in the same turn of the event loop belong together.
      if (this.waiting.length === 1) setImmediate(() => this.next());
    });
  }

  private next(): void {
    if (this.waiting.length === 0 || this.running >= (this.options.concurrency ?? 1)) return;
    const batch = this.waiting.splice(0, this.options.maxBatch ?? 500);
    this.running++;
    void this.settle(batch).finally(() => {
      this.running--;
      this.next();
    });
    this.next();
  }

  private async settle(batch: Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await this.run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(results[index] as Out));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
