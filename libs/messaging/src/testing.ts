export { messagingTest, testEntities, type MessagingTest } from './testing/messaging-test';
export * from './testing/webhook-bodies';
