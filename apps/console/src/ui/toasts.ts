import { Injectable, signal } from '@angular/core';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly isBad: boolean;
  readonly action?: { readonly name: string; readonly run: () => void };
}

/** Long enough (ms) to read and to reach for undo. */
const SHOWN_MS = 8_000;
const MOST = 3;

/** Short news at the bottom left: what was just done, with its undo, or what did not work. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private last = 0;
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private readonly shown = signal<readonly Toast[]>([]);
  readonly all = this.shown.asReadonly();

  /** Returns how to take it back, for when it turns out not to be true. */
  say(text: string, undo?: () => void): () => void {
    return this.add({ text, isBad: false, ...(undo && { action: { name: 'Undo', run: undo } }) });
  }

  warn(text: string): void {
    this.add({ text, isBad: true });
  }

  run(toast: Toast): void {
    this.dismiss(toast.id);
    toast.action?.run();
  }

  dismiss(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.shown.update((all) => all.filter((toast) => toast.id !== id));
  }

  /** While somebody points at a toast or has focus in it, it stays. */
  hold(id: number): void {
    clearTimeout(this.timers.get(id));
  }

  release(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.set(
      id,
      setTimeout(() => this.dismiss(id), SHOWN_MS),
    );
  }

  private add(toast: Omit<Toast, 'id'>): () => void {
    const id = ++this.last;
    this.shown.update((all) => [...all, { ...toast, id }].slice(-MOST));
    this.release(id);
    return () => this.dismiss(id);
  }
}
