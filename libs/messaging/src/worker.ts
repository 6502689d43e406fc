export { MessagingWorkerModule } from './messaging-worker.module';
