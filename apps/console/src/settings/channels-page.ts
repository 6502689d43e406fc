import { Component, inject, resource, signal } from '@angular/core';
import { toFault } from '../core/graphql/fault';
import {
  ChannelsDocument,
  type ChannelPartsFragment,
  CreateChannelDocument,
  type CreateChannelInput,
  SyncTemplatesDocument,
  TestChannelDocument,
  UpdateChannelDocument,
  type UpdateChannelInput,
} from '../core/graphql/generated';
import { Graph } from '../core/graphql/graph';
import { settle } from '../core/graphql/settle';
import { Session } from '../core/session/session';
import { Directory } from '../inbox/directory';
import { Toasts } from '../ui/toasts';
import { ViewState } from '../ui/view-state';
import { ChannelCard, type Examination } from './channel-card';
import { ChannelForm, type FormProblem } from './channel-form';

/** The numbers of the business: added, examined, paused. */
@Component({
  selector: 'dc-channels-page',
  imports: [ChannelCard, ChannelForm, ViewState],
  templateUrl: './channels-page.html',
  styleUrl: './channels-page.scss',
})
export class ChannelsPage {
  private readonly graph = inject(Graph);
  private readonly toasts = inject(Toasts);
  private readonly directory = inject(Directory);
  private readonly session = inject(Session);

  protected readonly channels = resource({
    loader: async () => (await this.graph.query(ChannelsDocument, {})).channels,
  });
  protected readonly toFault = toFault;
  protected readonly canManage = this.session.can('channel.manage');
  protected readonly isAdding = signal(false);
  protected readonly isSaving = signal(false);
  protected readonly formProblem = signal<FormProblem | null>(null);
  protected readonly examinations = signal<ReadonlyMap<string, Examination>>(new Map());
  protected readonly syncing = signal<ReadonlySet<string>>(new Set());

  protected async add(input: CreateChannelInput): Promise<void> {
    this.isSaving.set(true);
    this.formProblem.set(null);
    try {
      const result = settle(
        (await this.graph.mutate(CreateChannelDocument, { input })).createChannel,
      );
      if (!result.ok) {
        const { refusal } = result;
        const field = refusal.__typename === 'InvalidInput' ? refusal.field : null;
        this.formProblem.set({ field, message: refusal.message });
        return;
      }
      const { value } = result;
      this.channels.update((all) => [...(all ?? []), value]);
      this.isAdding.set(false);
      void this.directory.load();
      await this.examine(value.id);
    } catch (error) {
      this.formProblem.set({ field: null, message: toFault(error).message });
    } finally {
      this.isSaving.set(false);
    }
  }

  protected async change(input: UpdateChannelInput, done: string): Promise<void> {
    try {
      const result = settle(
        (await this.graph.mutate(UpdateChannelDocument, { input })).updateChannel,
      );
      if (!result.ok) return void this.toasts.warn(result.refusal.message);
      this.put(result.value);
      this.toasts.say(done);
      void this.directory.load();
    } catch (error) {
      this.toasts.warn(toFault(error).message);
    }
  }

  protected togglePause(channel: ChannelPartsFragment): Promise<void> {
    return this.change(
      { channelId: channel.id, isPaused: !channel.isPaused },
      channel.isPaused
        ? `${channel.name} sends again`
        : `${channel.name} is paused: messages wait in the queue`,
    );
  }

  protected async examine(id: string): Promise<void> {
    this.note(id, { isRunning: true, checks: [], problem: null });
    try {
      const { testChannel } = await this.graph.mutate(TestChannelDocument, { id });
      this.note(id, { isRunning: false, checks: testChannel, problem: null });
    } catch (error) {
      this.note(id, { isRunning: false, checks: [], problem: toFault(error).message });
    }
  }

  protected async sync(channel: ChannelPartsFragment): Promise<void> {
    this.syncing.update((ids) => new Set(ids).add(channel.id));
    try {
      const { syncTemplates } = await this.graph.mutate(SyncTemplatesDocument, {
        channelId: channel.id,
      });
      this.directory.forgetTemplates(channel.id);
      this.toasts.say(`${channel.name}: ${syncTemplates.length} templates`);
    } catch (error) {
      this.toasts.warn(toFault(error).message);
    } finally {
      this.syncing.update((ids) => new Set([...ids].filter((id) => id !== channel.id)));
    }
  }

  private put(channel: ChannelPartsFragment): void {
    this.channels.update((all) => all?.map((one) => (one.id === channel.id ? channel : one)));
  }

  private note(id: string, examination: Examination): void {
    this.examinations.update((all) => new Map(all).set(id, examination));
  }
}
