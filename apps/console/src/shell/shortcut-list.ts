import { Component, type ElementRef, inject, viewChild } from '@angular/core';
import { Glyph } from '../ui/glyph';
import { Shortcuts } from './shortcuts';

const names: Record<string, string> = {
  Escape: 'Esc',
  Enter: '↵',
  Shift: '⇧',
  ArrowDown: '↓',
  ArrowUp: '↑',
};

/** What the keyboard can do on the present page. */
@Component({
  selector: 'dc-shortcut-list',
  imports: [Glyph],
  template: `
    <dialog #dialog aria-labelledby="shortcuts-title" (click)="closeOutside($event)">
      <header>
        <h1 id="shortcuts-title">Keyboard shortcuts</h1>
        <button type="button" class="icon-button" aria-label="Close" (click)="dialog.close()">
          <dc-glyph name="close" />
        </button>
      </header>
      <div class="groups">
        @for (group of shortcuts.groups(); track group.name) {
          <section>
            <h2>{{ group.name }}</h2>
            <dl>
              @for (one of group.shortcuts; track one.keys) {
                <div>
                  <dt>{{ one.does }}</dt>
                  <dd>
                    @for (key of split(one.keys); track $index) {
                      <kbd>{{ key }}</kbd>
                    }
                  </dd>
                </div>
              }
            </dl>
          </section>
        }
      </div>
    </dialog>
  `,
  styles: `
    dialog {
      width: min(640px, calc(100vw - 32px));
      padding: 24px;
      border: var(--hairline);
      border-radius: var(--radius-card);
      background: var(--surface-raised);
      color: var(--ink);
      box-shadow: var(--shadow);
    }
    dialog::backdrop {
      background: rgb(5 15 18 / 40%);
    }
    header {
      display: flex;
      justify-content: space-between;
      align-items: center;
      margin-bottom: 16px;
    }
    .groups {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
      gap: 24px 40px;
    }
    h2 {
      margin-bottom: 8px;
      font: var(--text-12);
      font-weight: 600;
      color: var(--ink-quiet);
    }
    dl > div {
      display: flex;
      justify-content: space-between;
      gap: 16px;
      padding: 6px 0;
    }
    dd {
      display: flex;
      gap: 4px;
    }
    kbd {
      min-width: 24px;
      padding: 0 6px;
      border: var(--hairline);
      border-radius: 4px;
      background: var(--mat-sys-surface-container);
      font: var(--text-12);
      line-height: 20px;
      text-align: center;
    }
  `,
})
export class ShortcutList {
  protected readonly shortcuts = inject(Shortcuts);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  open(): void {
    this.dialog().nativeElement.showModal();
  }

  protected split(keys: string): string[] {
    return keys.split(/[ +]/).map((key) => names[key] ?? key.toUpperCase());
  }

  protected closeOutside(event: MouseEvent): void {
    if (event.target === event.currentTarget) this.dialog().nativeElement.close();
  }
}
