export { aChannel, aConversation, aMessage, aThread } from './testing/conversations';
