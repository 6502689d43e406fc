import { DOCUMENT, DestroyRef, Injectable, computed, inject, signal } from '@angular/core';

export interface Shortcut {
  /** As typed: `j`, `Shift+E`, `/`, `Escape`, or a sequence such as `g i`. */
  readonly keys: string;
  readonly does: string;
  readonly group: string;
  readonly run: () => void;
  /** Also while writing; only Escape should want that. */
  readonly isForWriting?: boolean;
}

const SEQUENCE_WITHIN_MS = 1_200;

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Enter on a button presses the button. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, summary, [role=option]') !== null;
}

/** The keys as people read them: `Shift+E` only for letters, as `?` already needs Shift on most keyboards. */
function nameOf(event: KeyboardEvent): string {
  const isShifted = event.shiftKey && /^[a-z]$/i.test(event.key);
  if (isShifted) return `Shift+${event.key.toUpperCase()}`;
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

/** One list of keys for the whole console; pages add theirs while they are shown. */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly document = inject(DOCUMENT);
  private readonly registered = signal<readonly Shortcut[]>([]);
  private prefix: { readonly keys: string; readonly at: number } | null = null;

  readonly all = this.registered.asReadonly();
  readonly groups = computed(() => {
    const groups = new Map<string, Shortcut[]>();
    for (const one of this.registered())
      groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
    return [...groups].map(([name, shortcuts]) => ({ name, shortcuts }));
  });

  constructor() {
    this.document.addEventListener('keydown', (event) => this.press(event));
  }

  /** Adds keys until the caller is destroyed; the one added last wins. */
  add(shortcuts: readonly Shortcut[], until: DestroyRef): void {
    this.registered.update((all) => [...all, ...shortcuts]);
    until.onDestroy(() =>
      this.registered.update((all) => all.filter((one) => !shortcuts.includes(one))),
    );
  }

  private press(event: KeyboardEvent): void {
    if (
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing
    )
      return;
    if (event.key === 'Enter' && isPressable(event.target)) return;
    // A dialog or an open menu has the keys to itself.
    if (this.document.querySelector('dialog[open], .cdk-overlay-container [role=menu]')) return;
    const writing = isWriting(event.target);
    const name = nameOf(event);
    const before =
      this.prefix && event.timeStamp - this.prefix.at < SEQUENCE_WITHIN_MS ? this.prefix : null;
    const keys = before ? `${before.keys} ${name}` : name;
    this.prefix = null;
    const match = this.registered().findLast(
      (one) => one.keys === keys && (!writing || one.isForWriting),
    );
    if (match) {
      event.preventDefault();
      match.run();
    } else if (!writing && this.registered().some((one) => one.keys.startsWith(`${keys} `))) {
      this.prefix = { keys, at: event.timeStamp };
    }
  }
}
