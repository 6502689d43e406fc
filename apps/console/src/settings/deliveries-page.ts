import { Component, inject, signal } from '@angular/core';
import { Session } from '../core/session/session';
import { DeadLetterList } from './dead-letter-list';
import { UnconfirmedList } from './unconfirmed-list';

/** What did not go as it should: webhooks that could not be processed, sends whose fate is not known. */
@Component({
  selector: 'dc-deliveries-page',
  imports: [DeadLetterList, UnconfirmedList],
  template: `
    <div class="heading">
      <div>
        <h2>Deliveries</h2>
        <p>
          Nothing is lost: what could not be processed is kept here until somebody decides, and a
          send that WhatsApp never confirmed is not repeated by itself.
        </p>
      </div>
    </div>
    <div class="row tabs" role="group" aria-label="What to show">
      <button
        type="button"
        class="button"
        [attr.aria-pressed]="shown() === 'unconfirmed'"
        (click)="shown.set('unconfirmed')"
      >
        Unconfirmed messages
      </button>
      <button
        type="button"
        class="button"
        [attr.aria-pressed]="shown() === 'letters'"
        (click)="shown.set('letters')"
      >
        Webhooks not processed
      </button>
    </div>
    @if (shown() === 'unconfirmed') {
      <dc-unconfirmed-list [canManage]="canManage" />
    } @else {
      <dc-dead-letter-list [canManage]="canManage" />
    }
  `,
  styleUrl: './deliveries-page.scss',
})
export class DeliveriesPage {
  protected readonly canManage = inject(Session).can('delivery.manage');
  protected readonly shown = signal<'unconfirmed' | 'letters'>('unconfirmed');
}
