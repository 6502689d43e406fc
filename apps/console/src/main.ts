import { bootstrapApplication } from '@angular/platform-browser';
import { appConfig } from './shell/app-config';
import { App } from './shell/app';

bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
