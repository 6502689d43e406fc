export const channelToken: string;
export const line: {
  wabaId: string;
  phoneNumberId: string;
  displayPhoneNumber: string;
  verifiedName: string;
};
export const baseEnvironment: Record<string, string>;
export const emptyInbox: string;
