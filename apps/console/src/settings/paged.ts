import { type Signal, computed, signal } from '@angular/core';
import { type Fault, toFault } from '../core/graphql/fault';

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A list read page by page, with its four states. */
export class Paged<Node extends { readonly id: string }> {
  private readonly items = signal<readonly Node[] | null>(null);
  private cursor: string | null = null;
  readonly fault = signal<Fault | null>(null);
  readonly hasMore = signal(false);
  readonly isBusy = signal(false);
  readonly all: Signal<readonly Node[]> = computed(() => this.items() ?? []);
  readonly state = computed(() => {
    if (this.items()) return this.all().length > 0 ? 'full' : 'empty';
    return this.fault() ? 'failed' : 'loading';
  });

  constructor(private readonly fetch: (after: string | null) => Promise<Page<Node>>) {
    void this.reload();
  }

  async reload(): Promise<void> {
    this.cursor = null;
    await this.read((nodes) => nodes);
  }

  async more(): Promise<void> {
    await this.read((nodes) => [...this.all(), ...nodes]);
  }

  remove(id: string): void {
    this.items.update((items) => items?.filter((item) => item.id !== id) ?? null);
  }

  private async read(join: (nodes: Node[]) => Node[]): Promise<void> {
    this.isBusy.set(true);
    this.fault.set(null);
    try {
      const { edges, pageInfo } = await this.fetch(this.cursor);
      this.cursor = pageInfo.endCursor;
      this.hasMore.set(pageInfo.hasNextPage);
      this.items.set(join(edges.map(({ node }) => node)));
    } catch (error) {
      this.fault.set(toFault(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
