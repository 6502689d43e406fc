import { tellAdmin } from './error-row';
import type { ErrorExplanation } from './error-row';
import { messageErrorRows } from './message-error-rows';
import { templateErrorRows } from './template-error-rows';

/** What every code of Meta's error table means and what to do about it. */
export const errorCodes: ReadonlyMap<number, ErrorExplanation> = new Map(
  [...messageErrorRows, ...templateErrorRows].map(
    ([code, retry, scope, meaning, action, flags]) => [
      code,
      { code, meaning, action, retry, scope, ...flags },
    ],
  ),
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
