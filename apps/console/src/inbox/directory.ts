import { Injectable, inject, signal } from '@angular/core';
import {
  AssigneesDocument,
  type AssigneesQuery,
  ChannelsDocument,
  type ChannelPartsFragment,
  TemplatesDocument,
  type TemplatePartsFragment,
} from '../core/graphql/generated';
import { Graph } from '../core/graphql/graph';

/** Who conversations can be given to, and on which numbers and with which templates the business writes. */
@Injectable({ providedIn: 'root' })
export class Directory {
  private readonly graph = inject(Graph);
  private readonly templatesOf = new Map<string, Promise<readonly TemplatePartsFragment[]>>();
  readonly members = signal<AssigneesQuery['members']>([]);
  readonly teams = signal<AssigneesQuery['teams']>([]);
  readonly channels = signal<readonly ChannelPartsFragment[]>([]);

  /** Fetches what changes seldom; what could not be had stays as it was. */
  async load(): Promise<void> {
    const [people, numbers] = await Promise.allSettled([
      this.graph.query(AssigneesDocument, {}),
      this.graph.query(ChannelsDocument, {}),
    ]);
    if (people.status === 'fulfilled') {
      this.members.set(people.value.members.filter((member) => !member.isSuspended));
      this.teams.set(people.value.teams);
    }
    if (numbers.status === 'fulfilled') this.channels.set(numbers.value.channels);
  }

  /** A channel's templates, fetched once; a failure is not remembered. */
  templates(channelId: string): Promise<readonly TemplatePartsFragment[]> {
    const known = this.templatesOf.get(channelId);
    if (known) return known;
    const asked = this.graph
      .query(TemplatesDocument, { channelId })
      .then(({ templates }) => templates);
    this.templatesOf.set(channelId, asked);
    asked.catch(() => this.templatesOf.delete(channelId));
    return asked;
  }

  /** Templates were synced: the next question asks the server. */
  forgetTemplates(channelId: string): void {
    this.templatesOf.delete(channelId);
  }
}
