import { DestroyRef, Injectable, type Signal, inject, signal } from '@angular/core';

/** The widths at which the layout changes, as signals. */
@Injectable({ providedIn: 'root' })
export class Screen {
  private readonly destroyed = inject(DestroyRef);
  /** The context panel has a place of its own. */
  readonly hasPanel = this.matches('(min-width: 1280px)');
  /** List and thread stand side by side. */
  readonly hasTwoPanes = this.matches('(min-width: 900px)');

  private matches(query: string): Signal<boolean> {
    const list = matchMedia(query);
    const value = signal(list.matches);
    const update = () => value.set(list.matches);
    list.addEventListener('change', update);
    this.destroyed.onDestroy(() => list.removeEventListener('change', update));
    return value.asReadonly();
  }
}
