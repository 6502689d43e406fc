import type { OutboundContent } from '../content/outbound';

/** One send that the fake accepted; the same message sent twice is here twice. */
export interface LedgerEntry {
  wamid: string;
  phoneNumberId: string;
  opaque?: string;
  to?: string;
  recipient?: string;
  replyTo?: string;
  content: OutboundContent;
  /** Real milliseconds since 1970. */
  at: number;
}

/** Every accepted send, never de-duplicated; the oldest are dropped beyond the limit but stay counted. */
export class Ledger {
  private kept: LedgerEntry[] = [];
  total = 0;
  /** Marks of read and typing that were accepted. */
  readMarks = 0;
  /** Refused sends by error code. */
  refused: Record<number, number> = {};

  constructor(private readonly limit: number) {}

  add(entry: LedgerEntry): void {
    this.total += 1;
    this.kept.push(entry);
    if (this.kept.length > this.limit * 1.1) this.kept = this.kept.slice(-this.limit);
  }

  get entries(): readonly LedgerEntry[] {
    return this.kept;
  }

  get dropped(): number {
    return this.total - this.kept.length;
  }

  byOpaque(opaque: string): LedgerEntry[] {
    return this.kept.filter((entry) => entry.opaque === opaque);
  }

  /** Opaque ids that were accepted more than once: each is a message that a customer got twice. */
  doubled(): string[] {
    const seen = new Set<string>();
    const doubled = new Set<string>();
    for (const { opaque } of this.kept) {
      if (opaque === undefined) continue;
      if (seen.has(opaque)) doubled.add(opaque);
      seen.add(opaque);
    }
    return [...doubled];
  }

  summary() {
    const opaques = new Set(
      this.kept.map((entry) => entry.opaque).filter((opaque) => opaque !== undefined),
    );
    return {
      total: this.total,
      kept: this.kept.length,
      dropped: this.dropped,
      uniqueOpaques: opaques.size,
      doubled: this.doubled().length,
      readMarks: this.readMarks,
      refused: this.refused,
    };
  }

  clear(): void {
    this.kept = [];
    this.total = 0;
    this.readMarks = 0;
    this.refused = {};
  }
}
