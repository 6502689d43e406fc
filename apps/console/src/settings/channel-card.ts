import { Component, input, output } from '@angular/core';
import type { ChannelPartsFragment, TestChannelMutation } from '../core/graphql/generated';
import { Glyph } from '../ui/glyph';

/** The self-test of a number. */
export interface Examination {
  readonly isRunning: boolean;
  readonly checks: TestChannelMutation['testChannel'];
  /** Why the test itself did not work. */
  readonly problem: string | null;
}

const qualities: Record<string, string> = { GREEN: 'good', YELLOW: 'caution', RED: 'bad' };
const qualityWords: Record<string, string> = {
  GREEN: 'High quality',
  YELLOW: 'Medium quality',
  RED: 'Low quality',
};

/** One number: who it is, how it fares, what its self-test says. */
@Component({
  selector: 'dc-channel-card',
  imports: [Glyph],
  templateUrl: './channel-card.html',
  styleUrl: './channel-card.scss',
})
export class ChannelCard {
  readonly channel = input.required<ChannelPartsFragment>();
  readonly examination = input<Examination | null>(null);
  readonly isSyncing = input(false);
  readonly canManage = input(false);
  readonly examine = output<void>();
  readonly pauseToggled = output<void>();
  readonly receiptsToggled = output<void>();
  readonly sync = output<void>();

  protected tone(rating: string): string {
    return qualities[rating] ?? '';
  }

  protected quality(rating: string): string {
    return qualityWords[rating] ?? 'Quality not known';
  }
}
