import { Injectable } from '@nestjs/common';
import { Config } from '@datacare/platform';

/** The cookies of one HTTP exchange. */
export interface CookieExchange {
  readonly request?: { readonly cookies: Record<string, string | undefined> };
  readonly reply?: { setCookie(name: string, value: string, options: object): unknown };
}

/**
 * Carries the refresh token where no script can read it and no other site can send it. Over https the `__Host-` prefix
 * makes the browser refuse it from any other host, path or unencrypted answer.
 */
@Injectable()
export class RefreshCookie {
  private readonly name: string;
  private readonly options: object;

  constructor(config: Config) {
    this.name = config.secureCookies ? '__Host-datacare_refresh' : 'datacare_refresh';
    this.options = { httpOnly: true, secure: config.secureCookies, sameSite: 'strict', path: '/' };
  }

  /** The token the browser sent, if any. */
  read({ request }: CookieExchange): string | undefined {
    return request?.cookies[this.name];
  }

  /** Gives the browser a token to keep until then. */
  write({ reply }: CookieExchange, token: string, expires: Date): void {
    reply?.setCookie(this.name, token, { ...this.options, expires });
  }

  /** Makes the browser forget its token. */
  clear(exchange: CookieExchange): void {
    this.write(exchange, '', new Date(0));
  }
}
