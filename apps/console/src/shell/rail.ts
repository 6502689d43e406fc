import {
  CdkMenu,
  CdkMenuItem,
  CdkMenuItemRadio,
  CdkMenuGroup,
  CdkMenuTrigger,
} from '@angular/cdk/menu';
import { Component, inject, output } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Preferences, type Theme } from '../core/preferences/preferences';
import { Session } from '../core/session/session';
import { Avatar } from '../ui/avatar';
import { Glyph } from '../ui/glyph';

/** The places of the console, and at its foot who is using it. */
@Component({
  selector: 'dc-rail',
  imports: [
    Avatar,
    CdkMenu,
    CdkMenuGroup,
    CdkMenuItem,
    CdkMenuItemRadio,
    CdkMenuTrigger,
    Glyph,
    RouterLink,
    RouterLinkActive,
  ],
  templateUrl: './rail.html',
  styleUrl: './rail.scss',
})
export class Rail {
  protected readonly session = inject(Session);
  protected readonly preferences = inject(Preferences);
  readonly showShortcuts = output<void>();

  protected readonly themes: readonly { readonly theme: Theme; readonly name: string }[] = [
    { theme: 'system', name: 'As the system' },
    { theme: 'light', name: 'Light' },
    { theme: 'dark', name: 'Dark' },
  ];

  protected async signOut(): Promise<void> {
    // Signed out here even when the server cannot be told; the shell then leads to the login page.
    await this.session.logout().catch(() => undefined);
  }
}
