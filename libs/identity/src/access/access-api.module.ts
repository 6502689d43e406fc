import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Global,
  Injectable,
  Module,
  UnauthorizedException,
} from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import { Refused } from '@datacare/platform';
import { Authenticator, type GraphqlContext, PERMISSION, PUBLIC } from '@datacare/platform/api';
import { IdentityModule } from '../identity.module';
import { AccessTokens } from '../sessions/access-token';
import { ViewerDirectory } from '../sessions/viewer-directory';
import { Forbidden, PasswordChangeRequired } from './access.refusals';
import { viewerHolder } from './current-viewer';
import { type Permission } from './permissions';
import { Viewer } from './viewer';

/** Tells HTTP requests and sockets alike who an access token belongs to. */
@Injectable()
export class SessionAuthenticator extends Authenticator {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly viewers: ViewerDirectory,
  ) {
    super();
  }

  /** The viewer of a good token whose session lives, else null. */
  async authenticate(accessToken: string): Promise<Viewer | null> {
    const claims = await this.accessTokens.verify(accessToken);
    return (claims && (await this.viewers.find(claims))) ?? null;
  }

  /** The viewer as they are now, or null when their session has ended. */
  async refresh(viewer: Viewer): Promise<Viewer | null> {
    return (await this.viewers.refresh(viewer)) ?? null;
  }
}

type Declared = Permission | null | undefined;

/**
 * The gate before every operation: what declares no permission is closed, whatever the boot check said. It knows roles
 * only; which rows a viewer may touch is asked by the services, with the row in hand.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places)) return true;
    const permission = this.reflector.getAllAndOverride<Declared>(PERMISSION, places);
    if (permission === undefined) throw new ForbiddenException();
    const viewer = await this.viewerOf(context);
    if (!viewer) throw new UnauthorizedException('Sign in to do this.');
    const refusal = refusalOf(viewer, permission);
    if (!refusal) return true;
    // GraphQL tells a refusal in its own words; a REST route answers 403 with the same ones.
    throw context.getType<string>() === 'graphql'
      ? new Refused(refusal)
      : new ForbiddenException(refusal);
  }

  private async viewerOf(context: ExecutionContext): Promise<Viewer | undefined> {
    const holder = viewerHolder(context);
    // Set at the handshake on a socket, and by the first operation of the same request over HTTP.
    if (holder.viewer instanceof Viewer) return holder.viewer;
    const token = bearerOf(context);
    const viewer = token ? await this.authenticator.authenticate(token) : null;
    if (!(viewer instanceof Viewer)) return undefined;
    holder.viewer = viewer;
    return viewer;
  }
}

function refusalOf(viewer: Viewer, permission: Permission | null) {
  if (viewer.mustChangePassword && permission !== 'account.use')
    return new PasswordChangeRequired();
  return permission === null || viewer.permissions.has(permission)
    ? undefined
    : new Forbidden(permission);
}

function bearerOf(context: ExecutionContext): string | undefined {
  const request =
    context.getType<string>() === 'graphql'
      ? (viewerHolder(context) as GraphqlContext).request
      : context.switchToHttp().getRequest<NonNullable<GraphqlContext['request']>>();
  const [, token] =
    /^Bearer ([\w.~+/=-]{1,4096})$/i.exec(request?.headers.authorization ?? '') ?? [];
  return token;
}

/** Who is asking, and the gate; global, because sockets and every lib's operations stand on it. */
@Global()
@Module({
  imports: [IdentityModule],
  providers: [
    { provide: Authenticator, useClass: SessionAuthenticator },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Authenticator],
})
export class AccessApiModule {}
