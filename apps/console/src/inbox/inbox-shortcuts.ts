import type { Shortcut } from '../shell/shortcuts';

export interface InboxMoves {
  readonly move: (by: number) => unknown;
  readonly openCursor: () => void;
  readonly reply: () => void;
  readonly assign: () => void;
  readonly resolve: () => void;
  readonly resolveAndNext: () => void;
  readonly markUnread: () => void;
  readonly search: () => void;
  readonly leave: () => void;
}

/** The keys of the inbox. */
export function inboxShortcuts(moves: InboxMoves): Shortcut[] {
  const list = 'In the list';
  const open = 'In a conversation';
  return [
    { keys: 'j', does: 'Next', group: list, run: () => moves.move(1) },
    { keys: 'k', does: 'Previous', group: list, run: () => moves.move(-1) },
    { keys: 'Enter', does: 'Open', group: list, run: moves.openCursor },
    { keys: '/', does: 'Find', group: list, run: moves.search },
    { keys: 'r', does: 'Reply', group: open, run: moves.reply },
    { keys: 'a', does: 'Assign', group: open, run: moves.assign },
    { keys: 'e', does: 'Resolve', group: open, run: moves.resolve },
    { keys: 'Shift+E', does: 'Resolve and open the next', group: open, run: moves.resolveAndNext },
    { keys: 'u', does: 'Mark unread', group: open, run: moves.markUnread },
    { keys: 'Escape', does: 'Back', group: open, run: moves.leave, isForWriting: true },
  ];
}
