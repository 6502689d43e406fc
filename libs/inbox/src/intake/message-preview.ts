import { previewOf, type MessageContent } from '@datacare/cloud-api/content';

/** What a list row says of a message. */
export function messagePreview(content: MessageContent, isRevoked: boolean): string {
  return isRevoked ? 'Message deleted' : previewOf(content);
}
