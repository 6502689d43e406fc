export { ContactsWorkerModule } from './contacts-worker.module';
