import { Injectable, inject } from '@angular/core';
import { Session } from '../core/session/session';

/** Text written and not sent yet, per member and conversation; it outlives reloads and crashes. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly session = inject(Session);

  read(conversationId: string): string {
    try {
      return localStorage.getItem(this.key(conversationId)) ?? '';
    } catch {
      return '';
    }
  }

  write(conversationId: string, text: string): void {
    try {
      if (text) localStorage.setItem(this.key(conversationId), text);
      else localStorage.removeItem(this.key(conversationId));
    } catch {
      // Storage that is full or forbidden leaves the text where it is: in the composer.
    }
  }

  private key(conversationId: string): string {
    return `datacare.draft.${this.session.me()?.id ?? 'nobody'}.${conversationId}`;
  }
}
