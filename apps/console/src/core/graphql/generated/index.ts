// Written by tools/codegen/codegen.mjs from apps/api/schema.graphql and src/**/*.graphql; never edited by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { MessageContent } from '@datacare/cloud-api/content';
import type { TypedDocument } from '../typed-document';
/** Who shall have a conversation: null takes it away, what is left out stays. */
export type AssignConversationInput = {
  /** The member */
  assigneeId?: string | null | undefined;
  /** The conversation */
  conversationId: string;
  /** The team */
  teamId?: string | null | undefined;
};

/** Whose conversations to list. */
export type AssigneeFilter =
  /** Everybody’s and nobody’s */
  | 'ANYONE'
  /** The viewer’s */
  | 'ME'
  /** Nobody’s */
  | 'UNASSIGNED';

/** Who wrote a message. */
export type AuthorKind =
  | 'API'
  | 'BOT'
  | 'CAMPAIGN'
  | 'CUSTOMER'
  | 'MEMBER'
  | 'PHONE';

/** A new password, and the proof that the member asks for it. */
export type ChangePasswordInput = {
  /** The password as it is */
  currentPassword: string;
  /** The password from now on, at least 12 characters */
  newPassword: string;
};

/** What a person said about marketing messages. */
export type ConsentState =
  /** They want them */
  | 'GIVEN'
  /** They have not said */
  | 'UNKNOWN'
  /** They do not want them */
  | 'WITHDRAWN';

/** Which conversations to list; what is left out does not restrict. */
export type ConversationFilterInput = {
  /** Whose */
  assignee?: AssigneeFilter | null | undefined;
  /** On this channel */
  channelId?: string | null | undefined;
  /** Whether the 24-hour window has closed */
  isWindowClosed?: boolean | null | undefined;
  /** How to sort */
  order?: ConversationOrder | null | undefined;
  /** In one of these statuses; open and pending when left out */
  status?: Array<ConversationStatus> | null | undefined;
  /** Of this team */
  teamId?: string | null | undefined;
};

/** Names a conversation. */
export type ConversationIdInput = {
  /** The conversation */
  conversationId: string;
};

/** How to sort conversations. */
export type ConversationOrder =
  /** Most urgent first, of equals the newest message */
  | 'PRIORITY'
  /** Newest message first */
  | 'RECENT'
  /** Longest waiting customer first */
  | 'WAITING';

/** Where the team stands with a conversation. */
export type ConversationStatus =
  /** Done; the customer’s next message opens it again or starts another */
  | 'CLOSED'
  /** Somebody works on it, or should */
  | 'OPEN'
  /** Waits for something other than the team */
  | 'PENDING';

/** A WhatsApp number to add. */
export type CreateChannelInput = {
  /** Access token; stored sealed and never shown again */
  accessToken: string;
  /** Meta's id of the business account */
  businessAccountId: string;
  /** The team's name for it */
  name: string;
  /** Meta's id of the number */
  phoneNumberId: string;
};

/** Which unconfirmed or scheduled message to give up. */
export type DropMessageInput = {
  /** The message */
  messageId: string;
};

/** Who logs in. */
export type LoginInput = {
  /** E-mail address */
  email: string;
  /** Password */
  password: string;
};

/** From the customer or to them. */
export type MessageDirection =
  | 'INBOUND'
  | 'OUTBOUND';

/** Where a message stands; every message is in exactly one. */
export type MessageStatus =
  | 'ACCEPTED'
  | 'CANCELLED'
  | 'DELIVERED'
  | 'FAILED'
  | 'PLAYED'
  | 'QUEUED'
  | 'READ'
  | 'RECEIVED'
  | 'SENDING'
  | 'SENT'
  | 'UNCONFIRMED';

/** How urgent a conversation is. */
export type Priority =
  /** Before the others */
  | 'HIGH'
  /** Can wait */
  | 'LOW'
  /** As usual */
  | 'NORMAL'
  /** Now */
  | 'URGENT';

/** Which message to try again. */
export type RetryMessageInput = {
  /** The message */
  messageId: string;
};

/** What a member may do. */
export type Role =
  /** Everything, members and channels included */
  | 'ADMIN'
  /** The conversations of their teams, of no team, and their own */
  | 'AGENT'
  /** All conversations and their delivery */
  | 'MANAGER'
  /** Contacts and templates, no conversations */
  | 'MARKETER';

/** A message to the customer of a conversation. */
export type SendMessageInput = {
  /** A UUID made by the client, so that a repeated request finds its first message */
  clientKey: string;
  /** What to send, in the shape of the Cloud API */
  content: MessageContent;
  /** The conversation */
  conversationId: string;
  /** The message it quotes */
  replyToMessageId?: string | null | undefined;
  /** When it is to leave: 1 minute to 30 days ahead, and within the window unless it is a template */
  sendAt?: string | null | undefined;
};

/** Another priority of a conversation. */
export type SetConversationPriorityInput = {
  /** The conversation */
  conversationId: string;
  /** The priority it shall have */
  priority: Priority;
};

/** Changes of a channel; what is left out stays as it is. */
export type UpdateChannelInput = {
  /** A new access token */
  accessToken?: string | null | undefined;
  /** Which channel */
  channelId: string;
  /** true keeps the queue and sends nothing */
  isPaused?: boolean | null | undefined;
  /** The team's name for it */
  name?: string | null | undefined;
  /** Whether customers see blue ticks */
  sendsReadReceipts?: boolean | null | undefined;
};

/** Changes of a contact; what is left out stays as it is. */
export type UpdateContactInput = {
  /** Which contact */
  contactId: string;
  /** BCP 47, e.g. sw */
  language?: string | null | undefined;
  /** The team's name for the person; null shows the profile name */
  name?: string | null | undefined;
  /** All tags */
  tags?: Array<string> | null | undefined;
};

export type MemberFaceFragment = { id: string, name: string };

export type ViewerFragment = { permissions: Array<string>, mustChangePassword: boolean, member: { id: string, name: string, email: string, role: Role, teams: Array<{ id: string, name: string }> } };

export type SessionPartsFragment = { accessToken: string, expiresAt: string, me: { permissions: Array<string>, mustChangePassword: boolean, member: { id: string, name: string, email: string, role: Role, teams: Array<{ id: string, name: string }> } } };

export type LoginMutationVariables = Exact<{
  input: LoginInput;
}>;


export type LoginMutation = { login:
    | { __typename: 'LoginFailed', code: string, message: string }
    | { __typename: 'Session', accessToken: string, expiresAt: string, me: { permissions: Array<string>, mustChangePassword: boolean, member: { id: string, name: string, email: string, role: Role, teams: Array<{ id: string, name: string }> } } }
    | { __typename: 'TooManyAttempts', code: string, message: string, retryAfterSeconds: number }
   };

export type RefreshSessionMutationVariables = Exact<{ [key: string]: never; }>;


export type RefreshSessionMutation = { refreshSession: { accessToken: string, expiresAt: string, me: { permissions: Array<string>, mustChangePassword: boolean, member: { id: string, name: string, email: string, role: Role, teams: Array<{ id: string, name: string }> } } } | null };

export type LogoutMutationVariables = Exact<{ [key: string]: never; }>;


export type LogoutMutation = { logout: boolean };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword:
    | { __typename: 'InvalidInput', code: string, message: string, field: string }
    | { __typename: 'Me', permissions: Array<string>, mustChangePassword: boolean, member: { id: string, name: string, email: string, role: Role, teams: Array<{ id: string, name: string }> } }
    | { __typename: 'TooManyAttempts', code: string, message: string, retryAfterSeconds: number }
   };

export type ConversationRowFragment = { id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null };

export type MediaPartsFragment = { id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null };

export type QuotedMessageFragment = { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> };

export type MessagePartsFragment = { id: string, threadId: string, direction: MessageDirection, kind: string, content: MessageContent, preview: string, status: MessageStatus, authorKind: AuthorKind, replyToWamid: string | null, clientKey: string | null, isForwarded: boolean, referral: unknown, editedAt: string | null, revokedAt: string | null, scheduledFor: string | null, at: string, statusTimes: Array<{ status: MessageStatus, at: string }>, failure: { code: number | null, title: string, details: string | null, meaning: string, action: string, canRetry: boolean } | null, author: { id: string, name: string } | null, replyTo: { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> } | null, reactions: Array<{ by: string, emoji: string, at: string }>, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }>, attempts: Array<{ number: number, state: string, createdAt: string, settledAt: string | null, error: string | null }> };

export type EventPartsFragment = { id: string, kind: string, data: unknown, at: string, actor: { id: string, name: string } | null };

export type ContactCardFragment = { id: string, displayName: string, name: string | null, profileName: string | null, phone: string | null, username: string | null, tags: Array<string>, customFields: unknown, marketingConsent: ConsentState, language: string | null, createdAt: string, identities: Array<{ kind: string, value: string, display: string }>, conversations: Array<{ id: string, status: ConversationStatus, openedAt: string, closedAt: string | null, lastMessageAt: string, lastMessagePreview: string, channel: { id: string, name: string } }> };

export type ConversationDetailFragment = { id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, contact: { id: string, displayName: string, phone: string | null, username: string | null, name: string | null, profileName: string | null, tags: Array<string>, customFields: unknown, marketingConsent: ConsentState, language: string | null, createdAt: string, identities: Array<{ kind: string, value: string, display: string }>, conversations: Array<{ id: string, status: ConversationStatus, openedAt: string, closedAt: string | null, lastMessageAt: string, lastMessagePreview: string, channel: { id: string, name: string } }> }, events: Array<{ id: string, kind: string, data: unknown, at: string, actor: { id: string, name: string } | null }>, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null };

export type MessagePageFragment = { edges: Array<{ cursor: string, node: { id: string, threadId: string, direction: MessageDirection, kind: string, content: MessageContent, preview: string, status: MessageStatus, authorKind: AuthorKind, replyToWamid: string | null, clientKey: string | null, isForwarded: boolean, referral: unknown, editedAt: string | null, revokedAt: string | null, scheduledFor: string | null, at: string, statusTimes: Array<{ status: MessageStatus, at: string }>, failure: { code: number | null, title: string, details: string | null, meaning: string, action: string, canRetry: boolean } | null, author: { id: string, name: string } | null, replyTo: { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> } | null, reactions: Array<{ by: string, emoji: string, at: string }>, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }>, attempts: Array<{ number: number, state: string, createdAt: string, settledAt: string | null, error: string | null }> } }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } };

export type TemplatePartsFragment = { id: string, name: string, language: string, category: string, status: string, parameterFormat: string, components: unknown, qualityScore: string | null, rejectedReason: string | null };

export type ConversationsQueryVariables = Exact<{
  filter?: ConversationFilterInput | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ConversationsQuery = { conversations: { edges: Array<{ cursor: string, node: { id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ConversationCountsQueryVariables = Exact<{
  status?: Array<ConversationStatus> | ConversationStatus | null | undefined;
}>;


export type ConversationCountsQuery = { conversationCounts: { mine: number, unassigned: number, all: number } };

export type OpenConversationQueryVariables = Exact<{
  id: string;
  last: number;
}>;


export type OpenConversationQuery = { conversation: { id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, messages: { edges: Array<{ cursor: string, node: { id: string, threadId: string, direction: MessageDirection, kind: string, content: MessageContent, preview: string, status: MessageStatus, authorKind: AuthorKind, replyToWamid: string | null, clientKey: string | null, isForwarded: boolean, referral: unknown, editedAt: string | null, revokedAt: string | null, scheduledFor: string | null, at: string, statusTimes: Array<{ status: MessageStatus, at: string }>, failure: { code: number | null, title: string, details: string | null, meaning: string, action: string, canRetry: boolean } | null, author: { id: string, name: string } | null, replyTo: { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> } | null, reactions: Array<{ by: string, emoji: string, at: string }>, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }>, attempts: Array<{ number: number, state: string, createdAt: string, settledAt: string | null, error: string | null }> } }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } }, contact: { id: string, displayName: string, phone: string | null, username: string | null, name: string | null, profileName: string | null, tags: Array<string>, customFields: unknown, marketingConsent: ConsentState, language: string | null, createdAt: string, identities: Array<{ kind: string, value: string, display: string }>, conversations: Array<{ id: string, status: ConversationStatus, openedAt: string, closedAt: string | null, lastMessageAt: string, lastMessagePreview: string, channel: { id: string, name: string } }> }, events: Array<{ id: string, kind: string, data: unknown, at: string, actor: { id: string, name: string } | null }>, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null } | null };

export type EarlierMessagesQueryVariables = Exact<{
  id: string;
  last: number;
  before: string;
}>;


export type EarlierMessagesQuery = { conversation: { id: string, messages: { edges: Array<{ cursor: string, node: { id: string, threadId: string, direction: MessageDirection, kind: string, content: MessageContent, preview: string, status: MessageStatus, authorKind: AuthorKind, replyToWamid: string | null, clientKey: string | null, isForwarded: boolean, referral: unknown, editedAt: string | null, revokedAt: string | null, scheduledFor: string | null, at: string, statusTimes: Array<{ status: MessageStatus, at: string }>, failure: { code: number | null, title: string, details: string | null, meaning: string, action: string, canRetry: boolean } | null, author: { id: string, name: string } | null, replyTo: { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> } | null, reactions: Array<{ by: string, emoji: string, at: string }>, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }>, attempts: Array<{ number: number, state: string, createdAt: string, settledAt: string | null, error: string | null }> } }>, pageInfo: { hasPreviousPage: boolean, startCursor: string | null } } } | null };

export type TemplatesQueryVariables = Exact<{
  channelId: string;
}>;


export type TemplatesQuery = { templates: Array<{ id: string, name: string, language: string, category: string, status: string, parameterFormat: string, components: unknown, qualityScore: string | null, rejectedReason: string | null }> };

export type AssigneesQueryVariables = Exact<{ [key: string]: never; }>;


export type AssigneesQuery = { members: Array<{ role: Role, isSuspended: boolean, id: string, name: string }>, teams: Array<{ id: string, name: string }> };

export type ConversationChangePartsFragment = { seq: number, conversationId: string, typing: boolean | null, conversation: { id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null } | null, message: { id: string, threadId: string, direction: MessageDirection, kind: string, content: MessageContent, preview: string, status: MessageStatus, authorKind: AuthorKind, replyToWamid: string | null, clientKey: string | null, isForwarded: boolean, referral: unknown, editedAt: string | null, revokedAt: string | null, scheduledFor: string | null, at: string, statusTimes: Array<{ status: MessageStatus, at: string }>, failure: { code: number | null, title: string, details: string | null, meaning: string, action: string, canRetry: boolean } | null, author: { id: string, name: string } | null, replyTo: { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> } | null, reactions: Array<{ by: string, emoji: string, at: string }>, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }>, attempts: Array<{ number: number, state: string, createdAt: string, settledAt: string | null, error: string | null }> } | null, event: { id: string, kind: string, data: unknown, at: string, actor: { id: string, name: string } | null } | null };

export type LatestSeqQueryVariables = Exact<{ [key: string]: never; }>;


export type LatestSeqQuery = { latestSeq: number };

export type EventsSinceQueryVariables = Exact<{
  seq: number;
  first: number;
}>;


export type EventsSinceQuery = { eventsSince: { reset: boolean, latestSeq: number, hasMore: boolean, changes: Array<{ seq: number, conversationId: string, typing: boolean | null, conversation: { id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null } | null, message: { id: string, threadId: string, direction: MessageDirection, kind: string, content: MessageContent, preview: string, status: MessageStatus, authorKind: AuthorKind, replyToWamid: string | null, clientKey: string | null, isForwarded: boolean, referral: unknown, editedAt: string | null, revokedAt: string | null, scheduledFor: string | null, at: string, statusTimes: Array<{ status: MessageStatus, at: string }>, failure: { code: number | null, title: string, details: string | null, meaning: string, action: string, canRetry: boolean } | null, author: { id: string, name: string } | null, replyTo: { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> } | null, reactions: Array<{ by: string, emoji: string, at: string }>, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }>, attempts: Array<{ number: number, state: string, createdAt: string, settledAt: string | null, error: string | null }> } | null, event: { id: string, kind: string, data: unknown, at: string, actor: { id: string, name: string } | null } | null }> } };

export type ConversationChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ConversationChangedSubscription = { conversationChanged: { seq: number, conversationId: string, typing: boolean | null, conversation: { id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null } | null, message: { id: string, threadId: string, direction: MessageDirection, kind: string, content: MessageContent, preview: string, status: MessageStatus, authorKind: AuthorKind, replyToWamid: string | null, clientKey: string | null, isForwarded: boolean, referral: unknown, editedAt: string | null, revokedAt: string | null, scheduledFor: string | null, at: string, statusTimes: Array<{ status: MessageStatus, at: string }>, failure: { code: number | null, title: string, details: string | null, meaning: string, action: string, canRetry: boolean } | null, author: { id: string, name: string } | null, replyTo: { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> } | null, reactions: Array<{ by: string, emoji: string, at: string }>, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }>, attempts: Array<{ number: number, state: string, createdAt: string, settledAt: string | null, error: string | null }> } | null, event: { id: string, kind: string, data: unknown, at: string, actor: { id: string, name: string } | null } | null } };

export type SendMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;


export type SendMessageMutation = { sendMessage:
    | { __typename: 'ClientKeyReused', code: string, message: string }
    | { __typename: 'ContactOptedOut', code: string, message: string }
    | { __typename: 'ContentInvalid', code: string, message: string, field: string }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'Message', id: string, threadId: string, direction: MessageDirection, kind: string, content: MessageContent, preview: string, status: MessageStatus, authorKind: AuthorKind, replyToWamid: string | null, clientKey: string | null, isForwarded: boolean, referral: unknown, editedAt: string | null, revokedAt: string | null, scheduledFor: string | null, at: string, statusTimes: Array<{ status: MessageStatus, at: string }>, failure: { code: number | null, title: string, details: string | null, meaning: string, action: string, canRetry: boolean } | null, author: { id: string, name: string } | null, replyTo: { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> } | null, reactions: Array<{ by: string, emoji: string, at: string }>, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }>, attempts: Array<{ number: number, state: string, createdAt: string, settledAt: string | null, error: string | null }> }
    | { __typename: 'NotFound', code: string, message: string }
    | { __typename: 'TemplateUnavailable', code: string, message: string }
    | { __typename: 'WindowClosed', code: string, message: string, closedAt: string | null }
   };

export type RetryMessageMutationVariables = Exact<{
  input: RetryMessageInput;
}>;


export type RetryMessageMutation = { retryMessage:
    | { __typename: 'ContactOptedOut', code: string, message: string }
    | { __typename: 'ContentInvalid', code: string, message: string }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'Message', id: string, threadId: string, direction: MessageDirection, kind: string, content: MessageContent, preview: string, status: MessageStatus, authorKind: AuthorKind, replyToWamid: string | null, clientKey: string | null, isForwarded: boolean, referral: unknown, editedAt: string | null, revokedAt: string | null, scheduledFor: string | null, at: string, statusTimes: Array<{ status: MessageStatus, at: string }>, failure: { code: number | null, title: string, details: string | null, meaning: string, action: string, canRetry: boolean } | null, author: { id: string, name: string } | null, replyTo: { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> } | null, reactions: Array<{ by: string, emoji: string, at: string }>, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }>, attempts: Array<{ number: number, state: string, createdAt: string, settledAt: string | null, error: string | null }> }
    | { __typename: 'NotFound', code: string, message: string }
    | { __typename: 'NotRetryable', code: string, message: string }
    | { __typename: 'TemplateUnavailable', code: string, message: string }
    | { __typename: 'WindowClosed', code: string, message: string }
   };

export type DropMessageMutationVariables = Exact<{
  input: DropMessageInput;
}>;


export type DropMessageMutation = { dropMessage:
    | { __typename: 'ContactOptedOut', code: string, message: string }
    | { __typename: 'ContentInvalid', code: string, message: string }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'Message', id: string, threadId: string, direction: MessageDirection, kind: string, content: MessageContent, preview: string, status: MessageStatus, authorKind: AuthorKind, replyToWamid: string | null, clientKey: string | null, isForwarded: boolean, referral: unknown, editedAt: string | null, revokedAt: string | null, scheduledFor: string | null, at: string, statusTimes: Array<{ status: MessageStatus, at: string }>, failure: { code: number | null, title: string, details: string | null, meaning: string, action: string, canRetry: boolean } | null, author: { id: string, name: string } | null, replyTo: { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> } | null, reactions: Array<{ by: string, emoji: string, at: string }>, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }>, attempts: Array<{ number: number, state: string, createdAt: string, settledAt: string | null, error: string | null }> }
    | { __typename: 'NotFound', code: string, message: string }
    | { __typename: 'NotRetryable', code: string, message: string }
    | { __typename: 'TemplateUnavailable', code: string, message: string }
    | { __typename: 'WindowClosed', code: string, message: string }
   };

export type ClaimConversationMutationVariables = Exact<{
  input: ConversationIdInput;
}>;


export type ClaimConversationMutation = { claimConversation:
    | { __typename: 'AlreadyAssigned', code: string, message: string, assignee: { id: string, name: string } | null }
    | { __typename: 'Conversation', id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'NotFound', code: string, message: string }
   };

export type AssignConversationMutationVariables = Exact<{
  input: AssignConversationInput;
}>;


export type AssignConversationMutation = { assignConversation:
    | { __typename: 'Conversation', id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'NotFound', code: string, message: string }
   };

export type CloseConversationMutationVariables = Exact<{
  input: ConversationIdInput;
}>;


export type CloseConversationMutation = { closeConversation:
    | { __typename: 'Conversation', id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'NotFound', code: string, message: string }
   };

export type ReopenConversationMutationVariables = Exact<{
  input: ConversationIdInput;
}>;


export type ReopenConversationMutation = { reopenConversation:
    | { __typename: 'Conversation', id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'NotFound', code: string, message: string }
   };

export type SetConversationPriorityMutationVariables = Exact<{
  input: SetConversationPriorityInput;
}>;


export type SetConversationPriorityMutation = { setConversationPriority:
    | { __typename: 'Conversation', id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'NotFound', code: string, message: string }
   };

export type MarkConversationReadMutationVariables = Exact<{
  input: ConversationIdInput;
}>;


export type MarkConversationReadMutation = { markConversationRead:
    | { __typename: 'Conversation', id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'NotFound', code: string, message: string }
   };

export type MarkConversationUnreadMutationVariables = Exact<{
  input: ConversationIdInput;
}>;


export type MarkConversationUnreadMutation = { markConversationUnread:
    | { __typename: 'Conversation', id: string, threadId: string, status: ConversationStatus, priority: Priority, unreadCount: number, waitingSince: string | null, windowExpiresAt: string | null, lastMessageAt: string, lastMessagePreview: string, lastMessageDirection: MessageDirection | null, lastMessageStatus: MessageStatus | null, openedAt: string, closedAt: string | null, channel: { id: string, name: string, displayPhoneNumber: string | null, isPaused: boolean }, contact: { id: string, displayName: string, phone: string | null, username: string | null }, assignee: { id: string, name: string } | null, team: { id: string, name: string } | null }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'NotFound', code: string, message: string }
   };

export type SetTypingMutationVariables = Exact<{
  input: ConversationIdInput;
}>;


export type SetTypingMutation = { setTyping: boolean };

export type UpdateContactMutationVariables = Exact<{
  input: UpdateContactInput;
}>;


export type UpdateContactMutation = { updateContact:
    | { __typename: 'Contact', id: string, displayName: string, name: string | null, profileName: string | null, phone: string | null, username: string | null, tags: Array<string>, customFields: unknown, marketingConsent: ConsentState, language: string | null, createdAt: string, identities: Array<{ kind: string, value: string, display: string }>, conversations: Array<{ id: string, status: ConversationStatus, openedAt: string, closedAt: string | null, lastMessageAt: string, lastMessagePreview: string, channel: { id: string, name: string } }> }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string, field: string }
    | { __typename: 'NotFound', code: string, message: string }
   };

export type ChannelPartsFragment = { id: string, name: string, phoneNumberId: string, businessAccountId: string, displayPhoneNumber: string | null, verifiedName: string | null, isPaused: boolean, pausedReason: string | null, qualityRating: string | null, messagesPerSecond: number, sendsReadReceipts: boolean };

export type ChannelsQueryVariables = Exact<{ [key: string]: never; }>;


export type ChannelsQuery = { channels: Array<{ id: string, name: string, phoneNumberId: string, businessAccountId: string, displayPhoneNumber: string | null, verifiedName: string | null, isPaused: boolean, pausedReason: string | null, qualityRating: string | null, messagesPerSecond: number, sendsReadReceipts: boolean }> };

export type CreateChannelMutationVariables = Exact<{
  input: CreateChannelInput;
}>;


export type CreateChannelMutation = { createChannel:
    | { __typename: 'Channel', id: string, name: string, phoneNumberId: string, businessAccountId: string, displayPhoneNumber: string | null, verifiedName: string | null, isPaused: boolean, pausedReason: string | null, qualityRating: string | null, messagesPerSecond: number, sendsReadReceipts: boolean }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string, field: string }
    | { __typename: 'NotFound', code: string, message: string }
   };

export type UpdateChannelMutationVariables = Exact<{
  input: UpdateChannelInput;
}>;


export type UpdateChannelMutation = { updateChannel:
    | { __typename: 'Channel', id: string, name: string, phoneNumberId: string, businessAccountId: string, displayPhoneNumber: string | null, verifiedName: string | null, isPaused: boolean, pausedReason: string | null, qualityRating: string | null, messagesPerSecond: number, sendsReadReceipts: boolean }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string, field: string }
    | { __typename: 'NotFound', code: string, message: string }
   };

export type TestChannelMutationVariables = Exact<{
  id: string;
}>;


export type TestChannelMutation = { testChannel: Array<{ name: string, passed: boolean, message: string, action: string | null }> };

export type SyncTemplatesMutationVariables = Exact<{
  channelId: string;
}>;


export type SyncTemplatesMutation = { syncTemplates: Array<{ id: string }> };

export type DeadLettersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type DeadLettersQuery = { deadLetters: { edges: Array<{ cursor: string, node: { id: string, source: string, field: string | null, error: string, body: string, receivedAt: string, attempts: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ReplayDeadLettersMutationVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ReplayDeadLettersMutation = { replayDeadLetters: number };

export type DropDeadLettersMutationVariables = Exact<{
  ids: Array<string> | string;
}>;


export type DropDeadLettersMutation = { dropDeadLetters: number };

export type UnconfirmedMessagesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type UnconfirmedMessagesQuery = { unconfirmedMessages: { edges: Array<{ cursor: string, node: { id: string, threadId: string, direction: MessageDirection, kind: string, content: MessageContent, preview: string, status: MessageStatus, authorKind: AuthorKind, replyToWamid: string | null, clientKey: string | null, isForwarded: boolean, referral: unknown, editedAt: string | null, revokedAt: string | null, scheduledFor: string | null, at: string, statusTimes: Array<{ status: MessageStatus, at: string }>, failure: { code: number | null, title: string, details: string | null, meaning: string, action: string, canRetry: boolean } | null, author: { id: string, name: string } | null, replyTo: { id: string, direction: MessageDirection, kind: string, preview: string, authorKind: AuthorKind, author: { id: string, name: string } | null, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }> } | null, reactions: Array<{ by: string, emoji: string, at: string }>, media: Array<{ id: string, kind: string, mimeType: string, filename: string | null, size: number | null, width: number | null, height: number | null, isVoice: boolean, state: string, url: string | null, thumbnailUrl: string | null, error: string | null }>, attempts: Array<{ number: number, state: string, createdAt: string, settledAt: string | null, error: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export const LoginDocument = "mutation Login($input: LoginInput!) { login(input: $input) { __typename ...SessionParts ... on Refusal { code message } ... on TooManyAttempts { retryAfterSeconds } } } fragment SessionParts on Session { accessToken expiresAt me { ...Viewer } } fragment Viewer on Me { member { id name email role teams { id name } } permissions mustChangePassword }" as TypedDocument<LoginMutation, LoginMutationVariables>;
export const RefreshSessionDocument = "mutation RefreshSession { refreshSession { ...SessionParts } } fragment SessionParts on Session { accessToken expiresAt me { ...Viewer } } fragment Viewer on Me { member { id name email role teams { id name } } permissions mustChangePassword }" as TypedDocument<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const LogoutDocument = "mutation Logout { logout }" as TypedDocument<LogoutMutation, LogoutMutationVariables>;
export const ChangePasswordDocument = "mutation ChangePassword($input: ChangePasswordInput!) { changePassword(input: $input) { __typename ...Viewer ... on Refusal { code message } ... on InvalidInput { field } ... on TooManyAttempts { retryAfterSeconds } } } fragment Viewer on Me { member { id name email role teams { id name } } permissions mustChangePassword }" as TypedDocument<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const ConversationsDocument = "query Conversations($filter: ConversationFilterInput, $first: Int!, $after: String) { conversations(filter: $filter, first: $first, after: $after) { edges { cursor node { ...ConversationRow } } pageInfo { hasNextPage endCursor } } } fragment ConversationRow on Conversation { id threadId status priority unreadCount waitingSince windowExpiresAt lastMessageAt lastMessagePreview lastMessageDirection lastMessageStatus openedAt closedAt channel { id name displayPhoneNumber isPaused } contact { id displayName phone username } assignee { ...MemberFace } team { id name } } fragment MemberFace on Member { id name }" as TypedDocument<ConversationsQuery, ConversationsQueryVariables>;
export const ConversationCountsDocument = "query ConversationCounts($status: [ConversationStatus!]) { conversationCounts(status: $status) { mine unassigned all } }" as TypedDocument<ConversationCountsQuery, ConversationCountsQueryVariables>;
export const OpenConversationDocument = "query OpenConversation($id: ID!, $last: Int!) { conversation(id: $id) { ...ConversationDetail messages(last: $last) { ...MessagePage } } } fragment ConversationDetail on Conversation { ...ConversationRow contact { ...ContactCard } events { ...EventParts } } fragment ConversationRow on Conversation { id threadId status priority unreadCount waitingSince windowExpiresAt lastMessageAt lastMessagePreview lastMessageDirection lastMessageStatus openedAt closedAt channel { id name displayPhoneNumber isPaused } contact { id displayName phone username } assignee { ...MemberFace } team { id name } } fragment MemberFace on Member { id name } fragment ContactCard on Contact { id displayName name profileName phone username identities { kind value display } tags customFields marketingConsent language createdAt conversations { id status openedAt closedAt lastMessageAt lastMessagePreview channel { id name } } } fragment EventParts on ConversationEvent { id kind actor { ...MemberFace } data at } fragment MessagePage on MessageConnection { edges { cursor node { ...MessageParts } } pageInfo { hasPreviousPage startCursor } } fragment MessageParts on Message { id threadId direction kind content preview status statusTimes { status at } failure { code title details meaning action canRetry } authorKind author { ...MemberFace } replyTo { ...QuotedMessage } replyToWamid reactions { by emoji at } media { ...MediaParts } attempts { number state createdAt settledAt error } clientKey isForwarded referral editedAt revokedAt scheduledFor at } fragment QuotedMessage on Message { id direction kind preview authorKind author { ...MemberFace } media { ...MediaParts } } fragment MediaParts on Media { id kind mimeType filename size width height isVoice state url thumbnailUrl error }" as TypedDocument<OpenConversationQuery, OpenConversationQueryVariables>;
export const EarlierMessagesDocument = "query EarlierMessages($id: ID!, $last: Int!, $before: String!) { conversation(id: $id) { id messages(last: $last, before: $before) { ...MessagePage } } } fragment MessagePage on MessageConnection { edges { cursor node { ...MessageParts } } pageInfo { hasPreviousPage startCursor } } fragment MessageParts on Message { id threadId direction kind content preview status statusTimes { status at } failure { code title details meaning action canRetry } authorKind author { ...MemberFace } replyTo { ...QuotedMessage } replyToWamid reactions { by emoji at } media { ...MediaParts } attempts { number state createdAt settledAt error } clientKey isForwarded referral editedAt revokedAt scheduledFor at } fragment MemberFace on Member { id name } fragment QuotedMessage on Message { id direction kind preview authorKind author { ...MemberFace } media { ...MediaParts } } fragment MediaParts on Media { id kind mimeType filename size width height isVoice state url thumbnailUrl error }" as TypedDocument<EarlierMessagesQuery, EarlierMessagesQueryVariables>;
export const TemplatesDocument = "query Templates($channelId: ID!) { templates(channelId: $channelId) { ...TemplateParts } } fragment TemplateParts on Template { id name language category status parameterFormat components qualityScore rejectedReason }" as TypedDocument<TemplatesQuery, TemplatesQueryVariables>;
export const AssigneesDocument = "query Assignees { members { ...MemberFace role isSuspended } teams { id name } } fragment MemberFace on Member { id name }" as TypedDocument<AssigneesQuery, AssigneesQueryVariables>;
export const LatestSeqDocument = "query LatestSeq { latestSeq }" as TypedDocument<LatestSeqQuery, LatestSeqQueryVariables>;
export const EventsSinceDocument = "query EventsSince($seq: Int!, $first: Int!) { eventsSince(seq: $seq, first: $first) { reset latestSeq hasMore changes { ...ConversationChangeParts } } } fragment ConversationChangeParts on ConversationChange { seq conversationId conversation { ...ConversationRow } message { ...MessageParts } event { ...EventParts } typing } fragment ConversationRow on Conversation { id threadId status priority unreadCount waitingSince windowExpiresAt lastMessageAt lastMessagePreview lastMessageDirection lastMessageStatus openedAt closedAt channel { id name displayPhoneNumber isPaused } contact { id displayName phone username } assignee { ...MemberFace } team { id name } } fragment MemberFace on Member { id name } fragment MessageParts on Message { id threadId direction kind content preview status statusTimes { status at } failure { code title details meaning action canRetry } authorKind author { ...MemberFace } replyTo { ...QuotedMessage } replyToWamid reactions { by emoji at } media { ...MediaParts } attempts { number state createdAt settledAt error } clientKey isForwarded referral editedAt revokedAt scheduledFor at } fragment QuotedMessage on Message { id direction kind preview authorKind author { ...MemberFace } media { ...MediaParts } } fragment MediaParts on Media { id kind mimeType filename size width height isVoice state url thumbnailUrl error } fragment EventParts on ConversationEvent { id kind actor { ...MemberFace } data at }" as TypedDocument<EventsSinceQuery, EventsSinceQueryVariables>;
export const ConversationChangedDocument = "subscription ConversationChanged { conversationChanged { ...ConversationChangeParts } } fragment ConversationChangeParts on ConversationChange { seq conversationId conversation { ...ConversationRow } message { ...MessageParts } event { ...EventParts } typing } fragment ConversationRow on Conversation { id threadId status priority unreadCount waitingSince windowExpiresAt lastMessageAt lastMessagePreview lastMessageDirection lastMessageStatus openedAt closedAt channel { id name displayPhoneNumber isPaused } contact { id displayName phone username } assignee { ...MemberFace } team { id name } } fragment MemberFace on Member { id name } fragment MessageParts on Message { id threadId direction kind content preview status statusTimes { status at } failure { code title details meaning action canRetry } authorKind author { ...MemberFace } replyTo { ...QuotedMessage } replyToWamid reactions { by emoji at } media { ...MediaParts } attempts { number state createdAt settledAt error } clientKey isForwarded referral editedAt revokedAt scheduledFor at } fragment QuotedMessage on Message { id direction kind preview authorKind author { ...MemberFace } media { ...MediaParts } } fragment MediaParts on Media { id kind mimeType filename size width height isVoice state url thumbnailUrl error } fragment EventParts on ConversationEvent { id kind actor { ...MemberFace } data at }" as TypedDocument<ConversationChangedSubscription, ConversationChangedSubscriptionVariables>;
export const SendMessageDocument = "mutation SendMessage($input: SendMessageInput!) { sendMessage(input: $input) { __typename ...MessageParts ... on Refusal { code message } ... on WindowClosed { closedAt } ... on ContentInvalid { field } } } fragment MessageParts on Message { id threadId direction kind content preview status statusTimes { status at } failure { code title details meaning action canRetry } authorKind author { ...MemberFace } replyTo { ...QuotedMessage } replyToWamid reactions { by emoji at } media { ...MediaParts } attempts { number state createdAt settledAt error } clientKey isForwarded referral editedAt revokedAt scheduledFor at } fragment MemberFace on Member { id name } fragment QuotedMessage on Message { id direction kind preview authorKind author { ...MemberFace } media { ...MediaParts } } fragment MediaParts on Media { id kind mimeType filename size width height isVoice state url thumbnailUrl error }" as TypedDocument<SendMessageMutation, SendMessageMutationVariables>;
export const RetryMessageDocument = "mutation RetryMessage($input: RetryMessageInput!) { retryMessage(input: $input) { __typename ...MessageParts ... on Refusal { code message } } } fragment MessageParts on Message { id threadId direction kind content preview status statusTimes { status at } failure { code title details meaning action canRetry } authorKind author { ...MemberFace } replyTo { ...QuotedMessage } replyToWamid reactions { by emoji at } media { ...MediaParts } attempts { number state createdAt settledAt error } clientKey isForwarded referral editedAt revokedAt scheduledFor at } fragment MemberFace on Member { id name } fragment QuotedMessage on Message { id direction kind preview authorKind author { ...MemberFace } media { ...MediaParts } } fragment MediaParts on Media { id kind mimeType filename size width height isVoice state url thumbnailUrl error }" as TypedDocument<RetryMessageMutation, RetryMessageMutationVariables>;
export const DropMessageDocument = "mutation DropMessage($input: DropMessageInput!) { dropMessage(input: $input) { __typename ...MessageParts ... on Refusal { code message } } } fragment MessageParts on Message { id threadId direction kind content preview status statusTimes { status at } failure { code title details meaning action canRetry } authorKind author { ...MemberFace } replyTo { ...QuotedMessage } replyToWamid reactions { by emoji at } media { ...MediaParts } attempts { number state createdAt settledAt error } clientKey isForwarded referral editedAt revokedAt scheduledFor at } fragment MemberFace on Member { id name } fragment QuotedMessage on Message { id direction kind preview authorKind author { ...MemberFace } media { ...MediaParts } } fragment MediaParts on Media { id kind mimeType filename size width height isVoice state url thumbnailUrl error }" as TypedDocument<DropMessageMutation, DropMessageMutationVariables>;
export const ClaimConversationDocument = "mutation ClaimConversation($input: ConversationIdInput!) { claimConversation(input: $input) { __typename ...ConversationRow ... on Refusal { code message } ... on AlreadyAssigned { assignee { ...MemberFace } } } } fragment ConversationRow on Conversation { id threadId status priority unreadCount waitingSince windowExpiresAt lastMessageAt lastMessagePreview lastMessageDirection lastMessageStatus openedAt closedAt channel { id name displayPhoneNumber isPaused } contact { id displayName phone username } assignee { ...MemberFace } team { id name } } fragment MemberFace on Member { id name }" as TypedDocument<ClaimConversationMutation, ClaimConversationMutationVariables>;
export const AssignConversationDocument = "mutation AssignConversation($input: AssignConversationInput!) { assignConversation(input: $input) { __typename ...ConversationRow ... on Refusal { code message } } } fragment ConversationRow on Conversation { id threadId status priority unreadCount waitingSince windowExpiresAt lastMessageAt lastMessagePreview lastMessageDirection lastMessageStatus openedAt closedAt channel { id name displayPhoneNumber isPaused } contact { id displayName phone username } assignee { ...MemberFace } team { id name } } fragment MemberFace on Member { id name }" as TypedDocument<AssignConversationMutation, AssignConversationMutationVariables>;
export const CloseConversationDocument = "mutation CloseConversation($input: ConversationIdInput!) { closeConversation(input: $input) { __typename ...ConversationRow ... on Refusal { code message } } } fragment ConversationRow on Conversation { id threadId status priority unreadCount waitingSince windowExpiresAt lastMessageAt lastMessagePreview lastMessageDirection lastMessageStatus openedAt closedAt channel { id name displayPhoneNumber isPaused } contact { id displayName phone username } assignee { ...MemberFace } team { id name } } fragment MemberFace on Member { id name }" as TypedDocument<CloseConversationMutation, CloseConversationMutationVariables>;
export const ReopenConversationDocument = "mutation ReopenConversation($input: ConversationIdInput!) { reopenConversation(input: $input) { __typename ...ConversationRow ... on Refusal { code message } } } fragment ConversationRow on Conversation { id threadId status priority unreadCount waitingSince windowExpiresAt lastMessageAt lastMessagePreview lastMessageDirection lastMessageStatus openedAt closedAt channel { id name displayPhoneNumber isPaused } contact { id displayName phone username } assignee { ...MemberFace } team { id name } } fragment MemberFace on Member { id name }" as TypedDocument<ReopenConversationMutation, ReopenConversationMutationVariables>;
export const SetConversationPriorityDocument = "mutation SetConversationPriority($input: SetConversationPriorityInput!) { setConversationPriority(input: $input) { __typename ...ConversationRow ... on Refusal { code message } } } fragment ConversationRow on Conversation { id threadId status priority unreadCount waitingSince windowExpiresAt lastMessageAt lastMessagePreview lastMessageDirection lastMessageStatus openedAt closedAt channel { id name displayPhoneNumber isPaused } contact { id displayName phone username } assignee { ...MemberFace } team { id name } } fragment MemberFace on Member { id name }" as TypedDocument<SetConversationPriorityMutation, SetConversationPriorityMutationVariables>;
export const MarkConversationReadDocument = "mutation MarkConversationRead($input: ConversationIdInput!) { markConversationRead(input: $input) { __typename ...ConversationRow ... on Refusal { code message } } } fragment ConversationRow on Conversation { id threadId status priority unreadCount waitingSince windowExpiresAt lastMessageAt lastMessagePreview lastMessageDirection lastMessageStatus openedAt closedAt channel { id name displayPhoneNumber isPaused } contact { id displayName phone username } assignee { ...MemberFace } team { id name } } fragment MemberFace on Member { id name }" as TypedDocument<MarkConversationReadMutation, MarkConversationReadMutationVariables>;
export const MarkConversationUnreadDocument = "mutation MarkConversationUnread($input: ConversationIdInput!) { markConversationUnread(input: $input) { __typename ...ConversationRow ... on Refusal { code message } } } fragment ConversationRow on Conversation { id threadId status priority unreadCount waitingSince windowExpiresAt lastMessageAt lastMessagePreview lastMessageDirection lastMessageStatus openedAt closedAt channel { id name displayPhoneNumber isPaused } contact { id displayName phone username } assignee { ...MemberFace } team { id name } } fragment MemberFace on Member { id name }" as TypedDocument<MarkConversationUnreadMutation, MarkConversationUnreadMutationVariables>;
export const SetTypingDocument = "mutation SetTyping($input: ConversationIdInput!) { setTyping(input: $input) }" as TypedDocument<SetTypingMutation, SetTypingMutationVariables>;
export const UpdateContactDocument = "mutation UpdateContact($input: UpdateContactInput!) { updateContact(input: $input) { __typename ...ContactCard ... on Refusal { code message } ... on InvalidInput { field } } } fragment ContactCard on Contact { id displayName name profileName phone username identities { kind value display } tags customFields marketingConsent language createdAt conversations { id status openedAt closedAt lastMessageAt lastMessagePreview channel { id name } } }" as TypedDocument<UpdateContactMutation, UpdateContactMutationVariables>;
export const ChannelsDocument = "query Channels { channels { ...ChannelParts } } fragment ChannelParts on Channel { id name phoneNumberId businessAccountId displayPhoneNumber verifiedName isPaused pausedReason qualityRating messagesPerSecond sendsReadReceipts }" as TypedDocument<ChannelsQuery, ChannelsQueryVariables>;
export const CreateChannelDocument = "mutation CreateChannel($input: CreateChannelInput!) { createChannel(input: $input) { __typename ...ChannelParts ... on Refusal { code message } ... on InvalidInput { field } } } fragment ChannelParts on Channel { id name phoneNumberId businessAccountId displayPhoneNumber verifiedName isPaused pausedReason qualityRating messagesPerSecond sendsReadReceipts }" as TypedDocument<CreateChannelMutation, CreateChannelMutationVariables>;
export const UpdateChannelDocument = "mutation UpdateChannel($input: UpdateChannelInput!) { updateChannel(input: $input) { __typename ...ChannelParts ... on Refusal { code message } ... on InvalidInput { field } } } fragment ChannelParts on Channel { id name phoneNumberId businessAccountId displayPhoneNumber verifiedName isPaused pausedReason qualityRating messagesPerSecond sendsReadReceipts }" as TypedDocument<UpdateChannelMutation, UpdateChannelMutationVariables>;
export const TestChannelDocument = "mutation TestChannel($id: ID!) { testChannel(id: $id) { name passed message action } }" as TypedDocument<TestChannelMutation, TestChannelMutationVariables>;
export const SyncTemplatesDocument = "mutation SyncTemplates($channelId: ID!) { syncTemplates(channelId: $channelId) { id } }" as TypedDocument<SyncTemplatesMutation, SyncTemplatesMutationVariables>;
export const DeadLettersDocument = "query DeadLetters($first: Int!, $after: String) { deadLetters(first: $first, after: $after) { edges { cursor node { id source field error body receivedAt attempts } } pageInfo { hasNextPage endCursor } } }" as TypedDocument<DeadLettersQuery, DeadLettersQueryVariables>;
export const ReplayDeadLettersDocument = "mutation ReplayDeadLetters($ids: [ID!]!) { replayDeadLetters(ids: $ids) }" as TypedDocument<ReplayDeadLettersMutation, ReplayDeadLettersMutationVariables>;
export const DropDeadLettersDocument = "mutation DropDeadLetters($ids: [ID!]!) { dropDeadLetters(ids: $ids) }" as TypedDocument<DropDeadLettersMutation, DropDeadLettersMutationVariables>;
export const UnconfirmedMessagesDocument = "query UnconfirmedMessages($first: Int!, $after: String) { unconfirmedMessages(first: $first, after: $after) { edges { cursor node { ...MessageParts } } pageInfo { hasNextPage endCursor } } } fragment MessageParts on Message { id threadId direction kind content preview status statusTimes { status at } failure { code title details meaning action canRetry } authorKind author { ...MemberFace } replyTo { ...QuotedMessage } replyToWamid reactions { by emoji at } media { ...MediaParts } attempts { number state createdAt settledAt error } clientKey isForwarded referral editedAt revokedAt scheduledFor at } fragment MemberFace on Member { id name } fragment QuotedMessage on Message { id direction kind preview authorKind author { ...MemberFace } media { ...MediaParts } } fragment MediaParts on Media { id kind mimeType filename size width height isVoice state url thumbnailUrl error }" as TypedDocument<UnconfirmedMessagesQuery, UnconfirmedMessagesQueryVariables>;