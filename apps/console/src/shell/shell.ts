import { Component, DestroyRef, computed, effect, inject, viewChild } from '@angular/core';
import { Router, RouterOutlet } from '@angular/router';
import { Session } from '../core/session/session';
import { LiveFeed } from '../inbox/live-feed';
import { ToastRegion } from '../ui/toast-region';
import { Rail } from './rail';
import { ShortcutList } from './shortcut-list';
import { Shortcuts } from './shortcuts';

/** The frame around every page of a member: rail, connection line, toasts, keys that work everywhere. */
@Component({
  selector: 'dc-shell',
  imports: [Rail, RouterOutlet, ShortcutList, ToastRegion],
  template: `
    <div class="line" role="status" [class.shown]="line()">{{ line() }}</div>
    <dc-rail (showShortcuts)="list().open()" />
    <main><router-outlet /></main>
    <dc-toast-region />
    <dc-shortcut-list />
  `,
  styleUrl: './shell.scss',
})
export class Shell {
  private readonly router = inject(Router);
  private readonly feed = inject(LiveFeed);
  private readonly session = inject(Session);
  protected readonly list = viewChild.required(ShortcutList);

  protected readonly line = computed(() =>
    this.feed.state() === 'reconnecting'
      ? 'Reconnecting. What you write is kept and goes out when the connection is back.'
      : '',
  );

  constructor() {
    const until = inject(DestroyRef);
    void this.feed.start();
    until.onDestroy(() => this.feed.stop());
    inject(Shortcuts).add(
      [
        {
          keys: 'g i',
          does: 'Go to the inbox',
          group: 'Anywhere',
          run: () => void this.router.navigateByUrl('/inbox'),
        },
        {
          keys: 'g s',
          does: 'Go to settings',
          group: 'Anywhere',
          run: () => void this.router.navigateByUrl('/settings'),
        },
        { keys: '?', does: 'Show this list', group: 'Anywhere', run: () => this.list().open() },
      ],
      until,
    );
    effect(() => {
      if (this.session.state() !== 'signed-out') return;
      const queryParams = this.session.hasExpired() ? { returnTo: this.router.url } : {};
      void this.router.navigate(['/login'], { queryParams });
    });
  }
}
