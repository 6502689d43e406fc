import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Session } from '../core/session/session';
import { Glyph, type GlyphName } from '../ui/glyph';

interface Place {
  readonly path: string;
  readonly name: string;
  readonly glyph: GlyphName;
  readonly permission?: string;
}

/** Settings: the pages on the left, the chosen one beside them. */
@Component({
  selector: 'dc-settings-page',
  imports: [Glyph, RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <nav aria-label="Settings">
      <h1>Settings</h1>
      @for (place of places; track place.path) {
        @if (!place.permission || session.can(place.permission)) {
          <a [routerLink]="place.path" routerLinkActive="here" ariaCurrentWhenActive="page">
            <dc-glyph [name]="place.glyph" /> {{ place.name }}
          </a>
        }
      }
    </nav>
    <div class="page"><router-outlet /></div>
  `,
  styleUrl: './settings-page.scss',
})
export class SettingsPage {
  protected readonly session = inject(Session);
  protected readonly places: readonly Place[] = [
    { path: 'channels', name: 'Channels', glyph: 'phone', permission: 'channel.read' },
    { path: 'deliveries', name: 'Deliveries', glyph: 'letters', permission: 'delivery.read' },
    { path: 'preferences', name: 'Preferences', glyph: 'palette' },
    { path: 'account', name: 'Account', glyph: 'person' },
  ];
}
