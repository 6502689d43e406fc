export { InboxWorkerModule } from './inbox-worker.module';
