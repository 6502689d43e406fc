/** Lets so many through at a time; the others wait their turn. */
export class Gate {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly limit: number,
    private readonly observe: (inside: number) => void = () => undefined,
  ) {}

  async enter(): Promise<void> {
    // Who leaves hands the place over, so nobody slips in between.
    if (this.inside >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.inside++;
    this.observe(this.inside);
  }

  leave(): void {
    const next = this.waiting.shift();
    if (next) return next();
    this.inside--;
    this.observe(this.inside);
  }
}
