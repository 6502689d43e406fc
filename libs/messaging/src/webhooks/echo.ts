import { parseItem, type ParsedItem } from '@datacare/cloud-api';
import type { MessageContent } from '@datacare/cloud-api/content';

export type Echo = Extract<ParsedItem, { kind: 'echo' }>;

export type EchoMeaning =
  | { kind: 'message' }
  | { kind: 'reaction'; targetWamid: string; emoji: string }
  | { kind: 'edit'; originalWamid: string; content: MessageContent }
  | { kind: 'revoke'; originalWamid: string };

/** What the business did on its phone: wrote a message, or reacted to, edited or took back one. */
export function meaningOf(echo: Echo): EchoMeaning {
  if (echo.content.type === 'reaction') {
    return {
      kind: 'reaction',
      targetWamid: echo.content.reaction.message_id,
      emoji: echo.content.reaction.emoji,
    };
  }
  const raw = echo.raw as Record<string, unknown>;
  if (raw.type !== 'edit' && raw.type !== 'revoke') return { kind: 'message' };
  // An edit or revoke looks the same from either side, so a customer's reader understands it.
  const parsed = parseItem({
    field: 'messages',
    wabaId: echo.wabaId,
    message: { ...raw, from: raw.to ?? 'unknown' },
  });
  if (parsed.kind === 'edit')
    return { kind: 'edit', originalWamid: parsed.originalWamid, content: parsed.content };
  if (parsed.kind === 'revoke') return { kind: 'revoke', originalWamid: parsed.originalWamid };
  return { kind: 'message' };
}
