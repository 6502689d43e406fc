export { MessagingApiModule } from './messaging-api.module';
