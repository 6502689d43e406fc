import { Component, inject } from '@angular/core';
import { type EnterKey, Preferences, type Theme } from '../core/preferences/preferences';

/** What one chooses for this browser: theme and the Enter key. */
@Component({
  selector: 'dc-preferences-page',
  template: `
    <div class="heading">
      <div>
        <h2>Preferences</h2>
        <p>For you, in this browser.</p>
      </div>
    </div>
    <fieldset class="card">
      <legend>Theme</legend>
      @for (one of themes; track one.value) {
        <label>
          <input
            type="radio"
            name="theme"
            [checked]="preferences.theme() === one.value"
            (change)="preferences.theme.set(one.value)"
          />
          <span>{{ one.name }}</span>
        </label>
      }
    </fieldset>
    <fieldset class="card">
      <legend>Enter key in the composer</legend>
      @for (one of enterKeys; track one.value) {
        <label>
          <input
            type="radio"
            name="enter"
            [checked]="preferences.enterKey() === one.value"
            (change)="preferences.enterKey.set(one.value)"
          />
          <span>{{ one.name }}</span>
        </label>
      }
    </fieldset>
  `,
  styleUrl: './preferences-page.scss',
})
export class PreferencesPage {
  protected readonly preferences = inject(Preferences);
  protected readonly themes: readonly { readonly value: Theme; readonly name: string }[] = [
    { value: 'system', name: 'As the system' },
    { value: 'light', name: 'Light' },
    { value: 'dark', name: 'Dark' },
  ];
  protected readonly enterKeys: readonly { readonly value: EnterKey; readonly name: string }[] = [
    { value: 'sends', name: 'Enter sends, Shift+Enter breaks the line' },
    { value: 'breaks', name: 'Enter breaks the line, Ctrl+Enter sends' },
  ];
}
