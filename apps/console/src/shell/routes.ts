import type { Routes, UrlMatcher, UrlSegment } from '@angular/router';
import { mustChangePassword, signedIn, signedOut } from '../core/session/signed-in';

const inboxOrConversation: UrlMatcher = (segments) => {
  const [inbox, conversationId] = segments;
  if (inbox?.path !== 'inbox' || segments.length > 2) return null;
  const posParams: Record<string, UrlSegment> = conversationId ? { conversationId } : {};
  return { consumed: segments, posParams };
};

export const routes: Routes = [
  {
    path: 'login',
    title: 'Sign in · DataCare',
    canActivate: [signedOut],
    loadComponent: async () => (await import('../login/login-page')).LoginPage,
  },
  {
    path: 'new-password',
    title: 'New password · DataCare',
    canActivate: [mustChangePassword],
    loadComponent: async () => (await import('../login/new-password-page')).NewPasswordPage,
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./shell')).Shell,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'inbox' },
      {
        // One route for list and conversation: the list keeps its place when another one opens.
        matcher: inboxOrConversation,
        title: 'Inbox · DataCare',
        loadComponent: async () => (await import('../inbox/inbox-page')).InboxPage,
      },
      {
        path: 'settings',
        title: 'Settings · DataCare',
        loadChildren: async () => (await import('../settings/routes')).settingsRoutes,
      },
    ],
  },
  { path: '**', redirectTo: '' },
];
