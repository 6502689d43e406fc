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

type Row = [
  code: number,
  retry: ErrorExplanation['retry'],
  scope: ErrorExplanation['scope'],
  meaning: string,
  action: string,
  flags?: Pick<ErrorExplanation, 'pausesChannel' | 'optsOut'>,
];

const paused = { pausesChannel: true };
const newToken = 'An administrator must enter a new access token for this channel.';
const permissions =
  "An administrator must give the app access to this number in Meta's business settings.";
const fixMessage = 'Correct the message and send it again.';
const tellAdmin = 'Report this to an administrator.';

const rows: Row[] = [
  [
    0,
    'no',
    'channel',
    'WhatsApp does not accept the access token of this channel.',
    newToken,
    paused,
  ],
  [
    190,
    'no',
    'channel',
    'The access token of this channel has expired or was withdrawn.',
    newToken,
    paused,
  ],
  [3, 'no', 'channel', 'The app lacks a capability that this call needs.', permissions, paused],
  [10, 'no', 'channel', 'The app has no permission for this number.', permissions, paused],
  [200, 'no', 'channel', 'The app has no access to this account.', permissions, paused],
  [
    1,
    'yes',
    'message',
    'WhatsApp reported an unknown error.',
    'It is tried again a few times; if it stays, check the message.',
  ],
  [2, 'yes', 'message', 'WhatsApp is temporarily overloaded or down.', 'Wait; it is tried again.'],
  [4, 'later', 'account', 'The app has made too many calls.', 'Wait; sending goes on by itself.'],
  [
    33,
    'no',
    'channel',
    'This number no longer exists at WhatsApp.',
    'An administrator must reconnect the channel.',
    paused,
  ],
  [100, 'no', 'message', 'WhatsApp does not understand a part of the message.', fixMessage],
  [
    368,
    'no',
    'account',
    'The account is blocked for breaking a WhatsApp policy.',
    "An administrator must appeal in Meta's account quality page.",
    paused,
  ],
  [
    80007,
    'later',
    'account',
    'The account has made too many calls.',
    'Wait; sending goes on by itself.',
  ],
  [130403, 'no', 'pair', 'This customer is blocked by us.', 'Unblock the customer first.'],
  [
    130429,
    'yes',
    'channel',
    'The number sends faster than WhatsApp allows.',
    'Wait; sending slows down by itself.',
  ],
  [
    130472,
    'no',
    'pair',
    'WhatsApp keeps this customer out of marketing for an experiment.',
    'Do not send it again.',
  ],
  [
    130497,
    'no',
    'pair',
    "The business may not write to customers in this customer's country.",
    'Reach the customer another way.',
  ],
  [131000, 'yes', 'message', 'Something went wrong at WhatsApp.', 'It is tried again a few times.'],
  [131005, 'no', 'channel', 'Access denied: a permission is missing.', permissions, paused],
  [131008, 'no', 'message', 'A required part of the message is missing.', fixMessage],
  [
    131009,
    'no',
    'message',
    'A part of the message has a value that WhatsApp does not take.',
    fixMessage,
  ],
  [131016, 'yes', 'message', 'A WhatsApp service is unavailable.', 'Wait; it is tried again.'],
  [
    131021,
    'no',
    'message',
    'The recipient is the sending number itself.',
    'Choose another recipient.',
  ],
  [
    131026,
    'no',
    'pair',
    'Could not be delivered: the number is not on WhatsApp, uses an old app, or has not accepted its terms.',
    'Check the number or reach the customer another way.',
  ],
  [
    131030,
    'no',
    'pair',
    'A test number may only write to recipients on its list.',
    "Add the recipient to the test number's list at Meta.",
  ],
  [
    131031,
    'no',
    'account',
    'The account is locked.',
    'An administrator must check the account at Meta and appeal.',
    paused,
  ],
  [
    131037,
    'no',
    'channel',
    'The display name of this number is not approved.',
    'An administrator must get the display name approved.',
    paused,
  ],
  [
    131042,
    'no',
    'account',
    'There is a problem with the payment method.',
    "An administrator must fix the payment method in Meta's billing settings.",
    paused,
  ],
  [
    131044,
    'no',
    'account',
    'There is a problem with the payment method for calls.',
    "An administrator must fix the payment method in Meta's billing settings.",
  ],
  [
    131045,
    'no',
    'channel',
    'The number is not registered properly.',
    'An administrator must register the number again.',
    paused,
  ],
  [
    131047,
    'no',
    'pair',
    'The customer last wrote more than 24 hours ago.',
    'Send a template instead.',
  ],
  [
    131048,
    'later',
    'channel',
    'Too many messages of this number were blocked or reported as spam.',
    'Pause campaigns and check the quality of the number.',
  ],
  [
    131049,
    'no',
    'pair',
    'WhatsApp held this marketing message back to keep the customer from getting too many.',
    'Wait at least 24 hours before sending marketing to this customer.',
  ],
  [
    131050,
    'no',
    'pair',
    'The customer has stopped marketing messages from us.',
    'Do not send marketing to this customer.',
    { optsOut: true },
  ],
  [
    131051,
    'no',
    'message',
    'This kind of message is not supported.',
    'Send another kind of message.',
  ],
  [
    131052,
    'no',
    'message',
    "The customer's file could not be fetched; it may be larger than 100 MB.",
    'Ask the customer to send a smaller file.',
  ],
  [
    131053,
    'no',
    'message',
    'The file could not be sent: its type or size does not fit, or its address cannot be reached.',
    'Check the file and send it again.',
  ],
  [131055, 'no', 'message', 'This call is not allowed for marketing messages.', tellAdmin],
  [
    131056,
    'yes',
    'pair',
    'Too many messages to this customer in a short time.',
    'Wait; it is sent in a moment.',
  ],
  [
    131057,
    'yes',
    'channel',
    'The number is being upgraded or maintained.',
    'Wait about a minute; it is tried again.',
  ],
  [131059, 'yes', 'message', 'The place in a list is no longer valid.', 'Start the list again.'],
  [
    131060,
    'no',
    'message',
    'The customer sent something that the Cloud API cannot pass on.',
    'Ask the customer to send it in another form.',
  ],
  [
    131062,
    'no',
    'pair',
    'This message needs the phone number of the customer.',
    "Ask for the customer's phone number.",
  ],
  [
    131063,
    'no',
    'account',
    'Marketing templates are switched off on this way of sending.',
    'An administrator must send through the marketing messages API.',
  ],
  [
    131064,
    'later',
    'account',
    'Sending is limited because templates were put into the wrong category.',
    'Correct the categories of the templates and wait.',
  ],
  [
    132000,
    'no',
    'message',
    'The template got more or fewer values than it has variables.',
    'Give a value for every variable.',
  ],
  [
    132001,
    'no',
    'message',
    'The template does not exist in this language or is not approved.',
    'Refresh the templates and choose another.',
  ],
  [132005, 'no', 'message', 'The filled template is too long.', 'Shorten its values.'],
  [132007, 'no', 'message', "The message breaks WhatsApp's content policy.", 'Change the message.'],
  [132008, 'no', 'message', 'A value of the template has the wrong form.', fixMessage],
  [132012, 'no', 'message', 'A value of the template has the wrong form.', fixMessage],
  [
    132015,
    'later',
    'message',
    'The template is paused because of low quality.',
    'Wait until it is unpaused or choose another template.',
  ],
  [
    132016,
    'no',
    'message',
    'The template was switched off because of low quality.',
    'Choose or create another template.',
  ],
  [132018, 'no', 'message', 'A value of the template is not valid.', fixMessage],
  [132068, 'no', 'message', 'The flow is blocked.', tellAdmin],
  [132069, 'later', 'message', 'The flow is limited to ten messages an hour.', 'Wait an hour.'],
  [
    133000,
    'yes',
    'channel',
    'An earlier removal of the number did not finish.',
    'An administrator must remove the number again.',
  ],
  [
    133004,
    'yes',
    'message',
    'The WhatsApp server is temporarily unavailable.',
    'Wait; it is tried again.',
  ],
  [
    133005,
    'no',
    'channel',
    'The PIN of the number is wrong.',
    'An administrator must enter the right PIN.',
  ],
  [
    133006,
    'no',
    'channel',
    'The number must be verified first.',
    'An administrator must verify the number.',
    paused,
  ],
  [
    133008,
    'later',
    'channel',
    'The PIN was entered wrongly too often.',
    'Wait and try again later.',
  ],
  [133009, 'later', 'channel', 'The PIN was entered too fast.', 'Wait a moment and try again.'],
  [
    133010,
    'no',
    'channel',
    'The number is not registered.',
    'An administrator must register the number.',
    paused,
  ],
  [
    133015,
    'later',
    'channel',
    'The number was removed a moment ago.',
    'Wait five minutes and try again.',
  ],
  [133016, 'later', 'channel', 'The number was registered too often.', 'Wait 72 hours.'],
  [
    134011,
    'no',
    'account',
    'The terms of payment have not been accepted.',
    "An administrator must accept them in Meta's billing settings.",
  ],
  [
    134100,
    'no',
    'message',
    'Only marketing templates can be sent this way.',
    'Choose a marketing template.',
  ],
  [
    134101,
    'later',
    'message',
    'The template is still being copied for marketing messages.',
    'Wait ten minutes and try again.',
  ],
  [
    134102,
    'no',
    'message',
    'The template cannot be used for marketing messages.',
    'Choose another template.',
  ],
  [
    135000,
    'no',
    'message',
    'WhatsApp found a mistake in the message without saying which.',
    fixMessage,
  ],
  [
    137000,
    'no',
    'pair',
    'The customer has a new phone or reinstalled WhatsApp.',
    'Make sure who the customer is before going on.',
  ],
  [138000, 'no', 'channel', 'Calls are not switched on for this number.', tellAdmin],
  [
    138006,
    'no',
    'pair',
    'The customer has not allowed calls.',
    'Ask the customer for permission to call.',
  ],
  [139000, 'no', 'message', 'The flow could not be opened.', tellAdmin],
  [139001, 'no', 'message', 'The flow could not be changed.', tellAdmin],
  [139002, 'no', 'message', 'The flow could not be published.', tellAdmin],
  [139003, 'no', 'message', 'The flow could not be withdrawn.', tellAdmin],
  [139004, 'no', 'message', 'The flow could not be handled.', tellAdmin],
  [
    139100,
    'no',
    'pair',
    'Some customers could not be blocked or unblocked.',
    'Only customers who wrote in the last 24 hours can be blocked.',
  ],
  [139101, 'no', 'channel', 'The block list is full.', 'Unblock somebody first.'],
  [139102, 'no', 'channel', 'The block list was changed at the same time.', 'Try again.'],
  [139103, 'no', 'pair', 'The block list could not be changed.', 'Try again later.'],
  [
    2388019,
    'no',
    'account',
    'The account has as many templates as WhatsApp allows.',
    'Delete templates that are no longer used.',
  ],
  [2388040, 'no', 'message', 'A part of the template is too long.', 'Shorten it.'],
  [
    2388047,
    'no',
    'message',
    'The header of the template has the wrong form.',
    'Correct the header.',
  ],
  [2388072, 'no', 'message', 'The body of the template has the wrong form.', 'Correct the body.'],
  [
    2388073,
    'no',
    'message',
    'The footer of the template has the wrong form.',
    'Correct the footer.',
  ],
  [
    2388293,
    'no',
    'message',
    'The template has too many variables for its length.',
    'Use fewer variables or more words.',
  ],
  [
    2388299,
    'no',
    'message',
    'The template starts or ends with a variable.',
    'Put words before and after it.',
  ],
  [2494100, 'later', 'channel', 'The number is in maintenance.', 'Wait; it is tried again.'],
];

/** What every code of Meta's error table means and what to do about it. */
export const errorCodes: ReadonlyMap<number, ErrorExplanation> = new Map(
  rows.map(([code, retry, scope, meaning, action, flags]) => [
    code,
    { code, meaning, action, retry, scope, ...flags },
  ]),
);

/** The table's row for a code, with a careful answer for codes that Meta adds later. */
export function explainError(code: number): ErrorExplanation {
  const known = errorCodes.get(code);
  if (known) return known;
  if (code >= 200 && code <= 299) return { ...errorCodes.get(200)!, code };
  if (code >= 138_000 && code <= 138_999)
    return {
      code,
      retry: 'no',
      scope: 'message',
      meaning: 'The call could not be made.',
      action: tellAdmin,
    };
  return {
    code,
    retry: 'no',
    scope: 'message',
    meaning: 'WhatsApp refused the message for a reason that we do not know yet.',
    action: 'Look at the details that WhatsApp gave, or report them to an administrator.',
  };
}
