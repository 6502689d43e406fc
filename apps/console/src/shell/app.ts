import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Session } from '../core/session/session';

/** The root: the page asked for, or why nothing can be shown yet. */
@Component({
  selector: 'dc-root',
  imports: [RouterOutlet],
  template: `
    <router-outlet />
    @if (session.state() === 'unreachable') {
      <div class="away" role="status">
        <strong>The server cannot be reached.</strong>
        <span>Trying again every few seconds.</span>
      </div>
    }
  `,
  styles: `
    .away {
      position: fixed;
      inset: 0;
      display: grid;
      place-content: center;
      justify-items: center;
      gap: 4px;
      background: var(--canvas);
    }
    span {
      color: var(--ink-quiet);
    }
  `,
})
export class App {
  protected readonly session = inject(Session);
}
