import { z } from 'zod';

/** Happens to the next so many, then to this percentage. */
const chanceSchema = z.object({
  next: z.int().min(0).default(0),
  percent: z.number().min(0).max(100).default(0),
});

const failureSchema = chanceSchema.extend({
  code: z.int().default(131000),
  httpStatus: z.int().min(400).max(599).default(500),
  message: z.string().optional(),
  /** Without: an answer that is not a Graph error, as of a broken proxy. */
  graphBody: z.boolean().default(true),
});

/** What can be made to go wrong; everything off by default. */
export const faultsSchema = z.object({
  /** Which calls the following six strike. */
  endpoints: z.enum(['messages', 'media', 'all']).default('messages'),
  failures: failureSchema.prefault({}),
  latencyMs: z.number().min(0).max(600_000).default(0),
  resetBeforeReading: chanceSchema.prefault({}),
  cutAfterAccept: chanceSchema.prefault({}),
  hang: chanceSchema.prefault({}),
  /** Until this real time (ms) sends are answered with `rateLimitCode`. */
  rateLimitedUntil: z.number().default(0),
  rateLimitCode: z.int().default(80007),
  /** Shorthand for `rateLimitedUntil`, from now. */
  rateLimitSeconds: z.number().min(0).optional(),
  tokenExpired: z.boolean().default(false),
  /** Templates are answered with `held_for_quality_assessment`. */
  holdTemplates: z.boolean().default(false),
  webhooks: z
    .object({
      paused: z.boolean().default(false),
      dropPercent: z.number().min(0).max(100).default(0),
      /** Extra copies of every item. */
      duplicates: z.int().min(0).max(100).default(0),
      shuffle: z.boolean().default(false),
      delayMs: z.number().min(0).default(0),
    })
    .prefault({}),
});

export type Faults = z.infer<typeof faultsSchema>;
export type FaultsPatch = {
  [K in keyof z.input<typeof faultsSchema>]?: z.input<typeof faultsSchema>[K] extends
    object | undefined
    ? Partial<NonNullable<z.input<typeof faultsSchema>[K]>>
    : z.input<typeof faultsSchema>[K];
};
type Chance = z.infer<typeof chanceSchema>;

/** The switches; `happens` uses up one of the counted ones. */
export class FaultSwitches {
  state: Faults = faultsSchema.parse({});

  /** Changes what is given and leaves the rest; throws a ZodError that names the field. */
  set(patch: FaultsPatch): Faults {
    const merged: Record<string, unknown> = { ...this.state };
    for (const [key, value] of Object.entries(patch)) {
      const before = merged[key];
      merged[key] =
        typeof value === 'object' && value !== null
          ? { ...(before as object | undefined), ...value }
          : value;
    }
    const { rateLimitSeconds, ...state } = faultsSchema.parse(merged);
    this.state =
      rateLimitSeconds === undefined
        ? state
        : { ...state, rateLimitedUntil: Date.now() + rateLimitSeconds * 1000 };
    return this.state;
  }

  clear(): void {
    this.state = faultsSchema.parse({});
  }

  happens(chance: Chance): boolean {
    if (chance.next > 0) {
      chance.next -= 1;
      return true;
    }
    return chance.percent > 0 && Math.random() * 100 < chance.percent;
  }
}
