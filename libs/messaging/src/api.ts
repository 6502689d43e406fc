export { MessagingApiModule } from './messaging-api.module';
export { ChannelType } from './channels/channel.type';
export { channelLoader } from './channels/channel.loader';
export { MediaType } from './media/media.type';
export { messageLoader } from './messages/message.loader';
export {
  AuthorKindEnum,
  MessageConnection,
  MessageContentScalar,
  MessageDirection,
  MessageStatusEnum,
  MessageType,
} from './messages/message.type';
