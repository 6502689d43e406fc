import { Injectable, computed, effect, inject, signal } from '@angular/core';
import {
  ChangePasswordDocument,
  type ChangePasswordMutation,
  LoginDocument,
  type LoginMutation,
  LogoutDocument,
  RefreshSessionDocument,
  type SessionPartsFragment,
  type ViewerFragment,
} from '../graphql/generated';
import { Fault } from '../graphql/fault';
import { Graph } from '../graphql/graph';
import { type Settled, settle } from '../graphql/settle';
import { AccessToken, type GrantedToken } from './access-token';
import { localExpiry } from './token-lifetime';

export type SessionState = 'starting' | 'unreachable' | 'signed-out' | 'signed-in';
type TabNews = 'signed-in' | 'signed-out';

const RENEW_BEFORE_END_MS = 60_000;
const RETRY_START_MS = 3_000;

/** One tab at a time; without HTTPS there are no locks, and a lost race costs a sign-in. */
function inTurn<T>(run: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('datacare.session', run) : run();
}

/** Who is using the console, in all its tabs: signing in and out of one does so in the others. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly graph = inject(Graph);
  private readonly token = inject(AccessToken);
  private readonly tabs = new BroadcastChannel('datacare.session');
  private readonly viewer = signal<ViewerFragment | null>(null);
  private readonly current = signal<SessionState>('starting');
  private starting: Promise<void> | null = null;

  readonly state = this.current.asReadonly();
  /** Whether the session ended by itself, so that its page is worth returning to. */
  readonly hasExpired = signal(false);
  readonly me = computed(() => this.viewer()?.member ?? null);
  /** A temporary password opens nothing but its own replacement. */
  readonly mustChangePassword = computed(() => this.viewer()?.mustChangePassword ?? false);
  private readonly permissions = computed(() => new Set(this.viewer()?.permissions));

  constructor() {
    this.token.renewWith(() => this.refresh());
    this.tabs.onmessage = ({ data }: MessageEvent<TabNews>) => {
      if (data === 'signed-out') this.end({ hasExpired: false });
      else if (this.current() === 'signed-out') void this.token.renew().catch(() => undefined);
    };
    effect((onCleanup) => {
      const expiresAt = this.token.expiresAt();
      if (expiresAt === null) return;
      const wait = Math.max(0, expiresAt - RENEW_BEFORE_END_MS - Date.now());
      const timer = setTimeout(() => void this.token.renew().catch(() => undefined), wait);
      onCleanup(() => clearTimeout(timer));
    });
  }

  can(permission: string): boolean {
    return this.permissions().has(permission);
  }

  /** Takes up the session of the refresh cookie, if there is one; keeps trying while the server is away. */
  start(): Promise<void> {
    this.starting ??= this.takeUp();
    return this.starting;
  }

  async login(email: string, password: string): Promise<Settled<LoginMutation['login']>> {
    const { login } = await this.graph.mutate(
      LoginDocument,
      { input: { email, password } },
      { isAnonymous: true },
    );
    const settled = settle(login);
    if (settled.ok) {
      this.token.hold(this.accept(settled.value));
      this.tabs.postMessage('signed-in' satisfies TabNews);
    }
    return settled;
  }

  /** Ends all other sessions of the member; this one goes on. */
  async changePassword(
    currentPassword: string,
    newPassword: string,
  ): Promise<Settled<ChangePasswordMutation['changePassword']>> {
    const { changePassword } = await this.graph.mutate(ChangePasswordDocument, {
      input: { currentPassword, newPassword },
    });
    const settled = settle(changePassword);
    if (settled.ok) {
      this.viewer.set(settled.value);
      // The token in hand still says that the password is temporary.
      await this.token.renew();
    }
    return settled;
  }

  async logout(): Promise<void> {
    try {
      await this.graph.mutate(LogoutDocument, {});
    } finally {
      this.tabs.postMessage('signed-out' satisfies TabNews);
      this.end({ hasExpired: false });
    }
  }

  private async takeUp(): Promise<void> {
    for (;;) {
      try {
        await this.token.renew();
        return;
      } catch {
        this.current.set('unreachable');
        await new Promise((resolve) => setTimeout(resolve, RETRY_START_MS));
      }
    }
  }

  /** Rotation makes a refresh token good for one use, so tabs take turns. */
  private refresh(): Promise<GrantedToken | null> {
    return inTurn(async () => {
      try {
        const { refreshSession } = await this.graph.mutate(
          RefreshSessionDocument,
          {},
          { isAnonymous: true },
        );
        if (refreshSession) return this.accept(refreshSession);
      } catch (error) {
        if (!(error instanceof Fault) || error.kind !== 'unauthenticated') throw error;
      }
      this.end({ hasExpired: this.viewer() !== null });
      return null;
    });
  }

  private accept(session: SessionPartsFragment): GrantedToken {
    this.viewer.set(session.me);
    this.current.set('signed-in');
    return {
      value: session.accessToken,
      expiresAt: localExpiry(session.accessToken, session.expiresAt),
    };
  }

  private end({ hasExpired }: { readonly hasExpired: boolean }): void {
    this.hasExpired.set(hasExpired);
    this.token.hold(null);
    this.viewer.set(null);
    this.current.set('signed-out');
    this.graph.socket.close();
  }
}
