import { DestroyRef, Injectable, inject, signal } from '@angular/core';

const TICK_MS = 15_000;

/** The present (ms since the epoch) as a signal, so that countdowns and relative times move by themselves. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private readonly time = signal(Date.now());
  readonly now = this.time.asReadonly();

  constructor() {
    const tick = () => this.time.set(Date.now());
    const timer = setInterval(tick, TICK_MS);
    // A tab that was in the background must not show the time of an hour ago.
    document.addEventListener('visibilitychange', tick);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    });
  }
}
