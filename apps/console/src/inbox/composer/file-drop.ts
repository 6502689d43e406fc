import { Directive, signal } from '@angular/core';

/** Files dragged from outside onto its host. */
@Directive({
  selector: '[dcFileDrop]',
  host: {
    '(dragenter)': 'onDrag($event)',
    '(dragover)': 'onDrag($event)',
    '(dragleave)': 'onLeave($event)',
    '(drop)': 'onDrop($event)',
  },
})
export class FileDrop {
  private takes: () => boolean = () => false;
  private take: (files: File[]) => void = () => undefined;
  private readonly over = signal(false);
  /** Whether files hover over the host right now. */
  readonly isOver = this.over.asReadonly();

  connect(takes: () => boolean, take: (files: File[]) => void): void {
    this.takes = takes;
    this.take = take;
  }

  protected onDrag(event: DragEvent) {
    if (!this.takes() || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.over.set(true);
  }

  protected onLeave(event: DragEvent) {
    const host = event.currentTarget as Node | null;
    const isInside = event.relatedTarget instanceof Node && host?.contains(event.relatedTarget);
    if (!isInside) this.over.set(false);
  }

  protected onDrop(event: DragEvent) {
    if (!this.over()) return;
    event.preventDefault();
    this.over.set(false);
    this.take([...(event.dataTransfer?.files ?? [])]);
  }
}
