export { RelayWorkerModule } from './events/relay-worker.module';
export { createWorkerApp } from './http/create-worker-app';
