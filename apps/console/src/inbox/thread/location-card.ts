import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Glyph } from '../../ui/glyph';

export interface Place {
  latitude: number | string;
  longitude: number | string;
  name?: string | undefined;
  address?: string | undefined;
  url?: string | undefined;
}

/** A place with its coordinates and a link to a map; no map is loaded, as that would tell others where customers are. */
@Component({
  selector: 'dc-location-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    <span class="pin" aria-hidden="true"><dc-glyph name="pin" /></span>
    <div class="words">
      <p class="name">{{ place().name || 'Location' }}</p>
      @if (place().address) {
        <p>{{ place().address }}</p>
      }
      <p class="numbers quiet">{{ coordinates() }}</p>
      <p class="links">
        <a
          [href]="mapLink()"
          target="_blank"
          rel="noopener noreferrer"
          [attr.aria-label]="'Open in map: ' + (place().name || 'location')"
          >Open in map<dc-glyph name="external"
        /></a>
        @if (webLink(); as href) {
          <a [href]="href" target="_blank" rel="noopener noreferrer nofollow"
            >Website<dc-glyph name="external"
          /></a>
        }
      </p>
    </div>
  `,
  styles: `
    :host {
      display: flex;
      gap: 12px;
      inline-size: 280px;
      max-inline-size: 100%;
      padding: 4px 0;
    }
    .pin {
      display: grid;
      place-items: center;
      flex: none;
      inline-size: 40px;
      block-size: 40px;
      border-radius: 50%;
      background: var(--accent);
      color: var(--mat-sys-on-primary);
    }
    .words {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .name {
      font-weight: 600;
    }
    .quiet {
      font: var(--text-12);
      color: var(--ink-quiet);
    }
    .links {
      display: flex;
      gap: 16px;
      margin-block-start: 4px;
      --glyph-size: 14px;
    }
    a {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      font-weight: 500;
      color: var(--accent);
    }
  `,
})
export class LocationCard {
  readonly place = input.required<Place>();
  protected readonly coordinates = computed(() =>
    [this.place().latitude, this.place().longitude]
      .map((value) => Number(value).toFixed(5))
      .join(', '),
  );
  protected readonly mapLink = computed(() => {
    const point = `${Number(this.place().latitude)},${Number(this.place().longitude)}`;
    return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(point)}`;
  });
  protected readonly webLink = computed(() => {
    const url = this.place().url;
    return url && /^https?:\/\//i.test(url) ? url : undefined;
  });
}
