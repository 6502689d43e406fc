import {
  Component,
  DestroyRef,
  type ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { toFault } from '../core/graphql/fault';
import { Session } from '../core/session/session';
import { Glyph } from '../ui/glyph';
import { ownAddress } from './own-address';

/** Signing in; afterwards one is where one was. */
@Component({
  selector: 'dc-login-page',
  imports: [Glyph],
  templateUrl: './login-page.html',
  styleUrl: './login-page.scss',
})
export class LoginPage {
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  private readonly passwordField = viewChild.required<ElementRef<HTMLInputElement>>('password');

  /** The address to go to afterwards. */
  readonly returnTo = input<string>();

  protected readonly isBusy = signal(false);
  protected readonly isPasswordShown = signal(false);
  protected readonly refused = signal('');
  protected readonly waitSeconds = signal(0);
  protected readonly problem = computed(() => {
    const wait = this.waitSeconds();
    return wait > 0
      ? `Too many attempts. Try again in ${wait < 60 ? `${wait} s` : `${Math.ceil(wait / 60)} min`}.`
      : this.refused();
  });

  constructor() {
    const countdown = setInterval(
      () => this.waitSeconds.update((left) => Math.max(0, left - 1)),
      1000,
    );
    inject(DestroyRef).onDestroy(() => clearInterval(countdown));
    effect(() => {
      if (this.session.state() === 'signed-in') {
        void this.router.navigateByUrl(ownAddress(this.returnTo()), { replaceUrl: true });
      }
    });
  }

  protected async signIn(event: Event, email: string, password: string): Promise<void> {
    event.preventDefault();
    if (this.isBusy() || this.waitSeconds() > 0) return;
    if (!email.trim() || !password) {
      this.refused.set('Enter your e-mail address and your password.');
      return;
    }
    this.isBusy.set(true);
    this.refused.set('');
    try {
      const result = await this.session.login(email.trim(), password);
      if (result.ok) return;
      const { refusal } = result;
      if (refusal.__typename === 'TooManyAttempts') this.waitSeconds.set(refusal.retryAfterSeconds);
      else this.refused.set(refusal.message);
      this.passwordField().nativeElement.select();
    } catch (error) {
      this.refused.set(toFault(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }
}
