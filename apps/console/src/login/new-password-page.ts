import { Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { ownAddress } from './own-address';
import { PasswordForm } from './password-form';

/** What somebody sees who signed in with a temporary password. */
@Component({
  selector: 'dc-new-password-page',
  imports: [PasswordForm],
  template: `
    <main>
      <h1>Choose a password of your own</h1>
      <p>The one you signed in with was temporary. Nothing else opens until you replace it.</p>
      <dc-password-form (saved)="goOn()" />
    </main>
  `,
  styleUrl: './login-page.scss',
})
export class NewPasswordPage {
  private readonly router = inject(Router);
  /** The address to go to afterwards. */
  readonly returnTo = input<string>();

  protected goOn(): void {
    void this.router.navigateByUrl(ownAddress(this.returnTo()), { replaceUrl: true });
  }
}
