// What every process of a stack is told, but for addresses.

/** Searched for in dumps, logs and answers: it must only ever be in the Authorization header to WhatsApp. */
export const channelToken = 'EAAGplanted7Xq2channelToken91secret';

export const line = {
  wabaId: '102290129340398',
  phoneNumberId: '106540352242922',
  displayPhoneNumber: '+254 711 000000',
  verifiedName: 'Duka Moja',
};

export const baseEnvironment = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'info',
  HOST: '127.0.0.1',
  JWT_SECRET: 'a secret of the flow tests that is long enough',
  SECRETS_KEY: 'another secret of the flow tests, also long enough',
  WHATSAPP_APP_SECRET: 'flow-app-secret',
  WHATSAPP_VERIFY_TOKEN: 'flow-verify-token',
  WHATSAPP_ACCESS_TOKEN: channelToken,
  WHATSAPP_BUSINESS_ACCOUNT_ID: line.wabaId,
  WHATSAPP_PHONE_NUMBER_ID: line.phoneNumberId,
};

/** Members and the channel stay; the demo's conversations would be in the way of every count. */
export const emptyInbox = `truncate conversation_event, conversation, reaction, media, send_attempt, message, thread,
  contact_merge, contact_identity, contact, event, event_failure, webhook_event, status_orphan cascade`;
