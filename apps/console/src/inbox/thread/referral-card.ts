import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Glyph } from '../../ui/glyph';

interface Referral {
  headline: string;
  body: string;
  link: string;
  source: string;
}

const webAddress = (value: unknown) =>
  typeof value === 'string' && /^https:\/\//i.test(value) ? value : '';
const words = (value: unknown) => (typeof value === 'string' ? value : '');

function readReferral(value: unknown): Referral | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = value as Record<string, unknown>;
  return {
    headline: words(found['headline']),
    body: words(found['body']),
    link: webAddress(found['source_url']),
    source: found['source_type'] === 'post' ? 'a post' : 'an ad',
  };
}

/** Where a customer came from: the ad or post they tapped. Its picture is not loaded, as it lies on somebody else's server. */
@Component({
  selector: 'dc-referral-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    @if (shown(); as referral) {
      <dc-glyph name="megaphone" />
      <div>
        <p class="from">Came from {{ referral.source }}</p>
        @if (referral.headline) {
          <p class="headline">{{ referral.headline }}</p>
        }
        @if (referral.body) {
          <p class="body">{{ referral.body }}</p>
        }
        @if (referral.link) {
          <a [href]="referral.link" target="_blank" rel="noopener noreferrer nofollow"
            >See {{ referral.source === 'a post' ? 'the post' : 'the ad' }}</a
          >
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      gap: 8px;
      padding: 8px;
      margin-block-end: 4px;
      border-radius: var(--radius);
      background: color-mix(in srgb, var(--ink) 6%, transparent);
    }
    .from {
      font: var(--text-12);
      color: var(--ink-quiet);
    }
    .headline {
      font-weight: 600;
    }
    .body {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
      overflow: hidden;
    }
    a {
      color: var(--accent);
      font-weight: 500;
    }
  `,
})
export class ReferralCard {
  readonly referral = input.required<unknown>();
  protected readonly shown = computed(() => readReferral(this.referral()));
}
