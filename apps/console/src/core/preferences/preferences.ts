import { Injectable, effect, signal } from '@angular/core';

export type Theme = 'system' | 'light' | 'dark';
export type EnterKey = 'sends' | 'breaks';

interface Stored {
  readonly theme: Theme;
  readonly enterKey: EnterKey;
  /** Width of the conversation list in pixels. */
  readonly listWidth: number;
  readonly isPanelOpen: boolean;
}

const KEY = 'datacare.preferences';
const defaults: Stored = { theme: 'system', enterKey: 'sends', listWidth: 360, isPanelOpen: true };

function read(): Stored {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value ? { ...defaults, ...value } : defaults;
  } catch {
    return defaults;
  }
}

/** What a member chose about this browser; it is not theirs alone, so nothing of the business is in it. */
@Injectable({ providedIn: 'root' })
export class Preferences {
  private readonly stored = read();
  readonly theme = signal<Theme>(this.stored.theme);
  readonly enterKey = signal<EnterKey>(this.stored.enterKey);
  readonly listWidth = signal(this.stored.listWidth);
  readonly isPanelOpen = signal(this.stored.isPanelOpen);

  constructor() {
    effect(() => {
      const theme = this.theme();
      if (theme === 'system') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = theme;
    });
    effect(() => {
      const value: Stored = {
        theme: this.theme(),
        enterKey: this.enterKey(),
        listWidth: this.listWidth(),
        isPanelOpen: this.isPanelOpen(),
      };
      try {
        localStorage.setItem(KEY, JSON.stringify(value));
      } catch {
        // A full or forbidden store costs the preference, never the work.
      }
    });
  }
}
