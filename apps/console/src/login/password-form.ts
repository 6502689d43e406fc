import { Component, inject, output, signal } from '@angular/core';
import { toFault } from '../core/graphql/fault';
import { Session } from '../core/session/session';

const SHORTEST = 12;

/** Replaces the member's own password. */
@Component({
  selector: 'dc-password-form',
  template: `
    <form novalidate (submit)="submit($event, current.value, next.value)">
      <div class="field">
        <label for="current-password">Password now</label>
        <input
          #current
          id="current-password"
          class="input"
          type="password"
          autocomplete="current-password"
          [attr.aria-invalid]="field() === 'currentPassword' ? true : null"
          [attr.aria-describedby]="problem() ? 'password-problem' : null"
        />
      </div>
      <div class="field">
        <label for="new-password">New password</label>
        <input
          #next
          id="new-password"
          class="input"
          type="password"
          autocomplete="new-password"
          aria-describedby="new-password-hint password-problem"
          [attr.aria-invalid]="field() === 'newPassword' ? true : null"
        />
        <span class="hint" id="new-password-hint"
          >At least 12 characters; a few words are easy to remember</span
        >
      </div>
      <p class="problem" id="password-problem" role="alert">{{ problem() }}</p>
      <button type="submit" class="button primary" [disabled]="isBusy()">
        {{ isBusy() ? 'Saving…' : 'Save the new password' }}
      </button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 16px;
    }
    .problem:empty {
      display: none;
    }
    .problem {
      color: var(--bad);
    }
    .button {
      justify-self: start;
      min-height: 40px;
    }
  `,
})
export class PasswordForm {
  private readonly session = inject(Session);
  readonly saved = output<void>();
  protected readonly isBusy = signal(false);
  protected readonly problem = signal('');
  protected readonly field = signal<string | null>(null);

  protected async submit(event: Event, current: string, next: string): Promise<void> {
    event.preventDefault();
    this.field.set(null);
    if (!current) return this.refuse('currentPassword', 'Enter your password as it is now.');
    if (next.length < SHORTEST)
      return this.refuse('newPassword', 'The new password needs at least 12 characters.');
    this.isBusy.set(true);
    this.problem.set('');
    try {
      const result = await this.session.changePassword(current, next);
      if (result.ok) return this.saved.emit();
      const { refusal } = result;
      this.refuse(refusal.__typename === 'InvalidInput' ? refusal.field : null, refusal.message);
    } catch (error) {
      this.problem.set(toFault(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }

  private refuse(field: string | null, words: string): void {
    this.field.set(field?.split('.').at(-1) ?? null);
    this.problem.set(words);
  }
}
