export interface ErrorExplanation {
  code: number;
  /** What happened, for an agent. */
  meaning: string;
  /** What to do about it. */
  action: string;
  /** `yes`: soon, with back-off; `later`: minutes to hours; `no`: never unchanged. */
  retry: 'yes' | 'later' | 'no';
  /** How far the trouble reaches. */
  scope: 'message' | 'pair' | 'channel' | 'account';
  /** Nothing more should leave this channel until a person has acted. */
  pausesChannel?: boolean;
  /** The customer no longer wants marketing. */
  optsOut?: boolean;
}

/** One line of the table, in columns. */
export type Row = [
  code: number,
  retry: ErrorExplanation['retry'],
  scope: ErrorExplanation['scope'],
  meaning: string,
  action: string,
  flags?: Pick<ErrorExplanation, 'pausesChannel' | 'optsOut'>,
];

export const paused = { pausesChannel: true };
export const newToken = 'An administrator must enter a new access token for this channel.';
export const permissions =
  "An administrator must give the app access to this number in Meta's business settings.";
export const fixMessage = 'Correct the message and send it again.';
export const tellAdmin = 'Report this to an administrator.';
