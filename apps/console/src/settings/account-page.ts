import { Component, inject, signal } from '@angular/core';
import { Session } from '../core/session/session';
import { PasswordForm } from '../login/password-form';
import { Toasts } from '../ui/toasts';

/** Who one is here, and one's password. */
@Component({
  selector: 'dc-account-page',
  imports: [PasswordForm],
  template: `
    <div class="heading">
      <div>
        <h2>Account</h2>
        @if (session.me(); as me) {
          <p>{{ me.name }} · {{ me.email }} · {{ role() }}</p>
        }
      </div>
    </div>
    <section class="card" aria-labelledby="password-heading">
      <h3 id="password-heading">Password</h3>
      <p class="quiet-text">A new password signs you out everywhere else.</p>
      @for (round of [round()]; track round) {
        <dc-password-form (saved)="saved()" />
      }
    </section>
  `,
  styleUrl: './account-page.scss',
})
export class AccountPage {
  private readonly toasts = inject(Toasts);
  protected readonly session = inject(Session);
  /** A form that has done its work is replaced by an empty one. */
  protected readonly round = signal(0);

  protected role(): string {
    const role = this.session.me()?.role ?? '';
    return role.charAt(0) + role.slice(1).toLowerCase();
  }

  protected saved(): void {
    this.round.update((round) => round + 1);
    this.toasts.say('Your password is changed; you are signed out everywhere else');
  }
}
