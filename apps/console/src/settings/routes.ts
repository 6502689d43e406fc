import type { Routes } from '@angular/router';

export const settingsRoutes: Routes = [
  {
    path: '',
    loadComponent: async () => (await import('./settings-page')).SettingsPage,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'channels' },
      {
        path: 'channels',
        title: 'Channels · DataCare',
        loadComponent: async () => (await import('./channels-page')).ChannelsPage,
      },
      {
        path: 'deliveries',
        title: 'Deliveries · DataCare',
        loadComponent: async () => (await import('./deliveries-page')).DeliveriesPage,
      },
      {
        path: 'preferences',
        title: 'Preferences · DataCare',
        loadComponent: async () => (await import('./preferences-page')).PreferencesPage,
      },
      {
        path: 'account',
        title: 'Account · DataCare',
        loadComponent: async () => (await import('./account-page')).AccountPage,
      },
    ],
  },
];
