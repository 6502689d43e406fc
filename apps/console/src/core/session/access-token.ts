import { Injectable, computed, signal } from '@angular/core';

/** The access token and the moment (ms since the epoch) from which it is no longer worth sending. */
export interface GrantedToken {
  readonly value: string;
  readonly expiresAt: number;
}

/** A token this close to its end (ms) is renewed before it is used, so that a request never dies on the way. */
const RENEW_AHEAD_MS = 30_000;

/**
 * Holds the access token in memory only (a script that steals storage finds nothing) and renews it in single flight:
 * ten requests that meet an expired token cause one renewal.
 */
@Injectable({ providedIn: 'root' })
export class AccessToken {
  private readonly granted = signal<GrantedToken | null>(null);
  private renewal: Promise<string | null> | null = null;
  private renewer: () => Promise<GrantedToken | null> = async () => null;

  readonly isHeld = computed(() => this.granted() !== null);
  readonly expiresAt = computed(() => this.granted()?.expiresAt ?? null);

  /** How a new token is had; the session says it once at start. */
  renewWith(renewer: () => Promise<GrantedToken | null>): void {
    this.renewer = renewer;
  }

  hold(token: GrantedToken | null): void {
    this.granted.set(token);
  }

  /** A token that will last for the next request, or null when there is no live session. */
  async fresh(now = Date.now()): Promise<string | null> {
    const token = this.granted();
    if (token && token.expiresAt - now > RENEW_AHEAD_MS) return token.value;
    return this.renew();
  }

  /** A new token whatever the present one says: the server refused it. Rejects when the server cannot be reached. */
  renew(): Promise<string | null> {
    this.renewal ??= this.renewer()
      .then((token) => {
        this.granted.set(token);
        return token?.value ?? null;
      })
      .finally(() => (this.renewal = null));
    return this.renewal;
  }
}
