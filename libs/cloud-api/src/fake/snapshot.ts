import { z } from 'zod';
import type { LogEntry } from './conversation-log';
import { customerSchema } from './inbound';
import type { World } from './world';

const snapshotSchema = z.object({
  version: z.literal(1),
  customers: z.array(
    customerSchema.extend({
      wroteAt: z.record(z.string(), z.number()),
      log: z.array(z.looseObject({ wamid: z.string(), at: z.number() })),
    }),
  ),
  templates: z.array(z.object({ id: z.string(), status: z.string() })),
});

/** What outlives a restart: who the customers are, their open windows and chats, and reviewed templates. */
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Files, faults, the ledger and webhooks under way are left out: they belong to one run. */
export function takeSnapshot(world: World): Snapshot {
  const customers = world.customers.recent(500).map((customer) => ({
    ...customer.describe(),
    failCode: customer.failCode ?? null,
    log: customer.log.map((entry) => ({ ...entry })),
  }));
  const templates = world.templates.list().map(({ id, status }) => ({ id, status }));
  return { version: 1, customers, templates };
}

/** Takes over a snapshot; throws a ZodError when it is none. */
export function applySnapshot(world: World, value: unknown): void {
  const { customers, templates } = snapshotSchema.parse(value);
  for (const { wroteAt, log, ...from } of customers) {
    const customer = world.customers.find(from) ?? world.customers.create(from);
    for (const [phoneNumberId, at] of Object.entries(wroteAt))
      customer.wroteAt.set(phoneNumberId, at);
    for (const entry of log) world.log.add(customer, entry as unknown as LogEntry);
  }
  for (const { id, status } of templates) {
    const template = world.templates.get(id);
    if (template) template.status = status;
  }
}
