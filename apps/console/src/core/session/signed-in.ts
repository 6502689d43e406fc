import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { Session } from './session';

/** Pages for members only; the address asked for is kept for after signing in. */
export const signedIn: CanActivateFn = async (_route, { url }) => {
  const session = inject(Session);
  const router = inject(Router);
  await session.start();
  if (session.state() === 'signed-in') {
    if (!session.mustChangePassword()) return true;
    return router.createUrlTree(['/new-password'], { queryParams: { returnTo: url } });
  }
  return router.createUrlTree(['/login'], { queryParams: url === '/' ? {} : { returnTo: url } });
};

/** The login page is no place for somebody who is signed in. */
export const signedOut: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  await session.start();
  return session.state() === 'signed-in' ? router.createUrlTree(['/']) : true;
};

/** The page for replacing a temporary password, for those who have one. */
export const mustChangePassword: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  await session.start();
  if (session.state() !== 'signed-in') return router.createUrlTree(['/login']);
  return session.mustChangePassword() || router.createUrlTree(['/']);
};
