import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { Glyph } from '../../ui/glyph';

const MAX = 120;

/** The contact's name, editable in place: Enter saves, Escape leaves it as it was. */
@Component({
  selector: 'dc-contact-name',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    @if (isEditing()) {
      <input
        class="input"
        aria-label="Name"
        [attr.maxlength]="max"
        [placeholder]="profileName() ?? 'Name'"
        [value]="name() ?? ''"
        (keydown.enter)="save($event)"
        (keydown.escape)="leave($event)"
        (blur)="save($event)"
      />
    } @else {
      <h2>{{ shown() }}</h2>
      @if (canEdit()) {
        <button
          type="button"
          class="icon-button"
          aria-label="Edit the name"
          title="Edit the name"
          (click)="edit()"
        >
          <dc-glyph name="edit" />
        </button>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 4px;
      min-block-size: 40px;
      --glyph-size: 16px;
    }
    h2 {
      overflow-wrap: anywhere;
    }
    .input {
      text-align: center;
      font-weight: 600;
    }
  `,
})
export class ContactName {
  /** The name the team gave. */
  readonly name = input<string | null>();
  /** What WhatsApp calls the person. */
  readonly profileName = input<string | null>();
  /** What stands where neither is known. */
  readonly displayName = input.required<string>();
  readonly canEdit = input(false);
  readonly rename = output<string>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly isEditing = signal(false);
  protected readonly max = MAX;
  protected readonly shown = computed(() => this.name() || this.displayName());

  protected edit() {
    this.isEditing.set(true);
    setTimeout(() => this.host.nativeElement.querySelector('input')?.select());
  }

  protected save(event: Event) {
    if (!this.isEditing()) return;
    const name = (event.target as HTMLInputElement).value.trim();
    this.close(event.type === 'keydown');
    if (name && name !== (this.name() ?? '')) this.rename.emit(name);
  }

  protected leave(event: Event) {
    event.stopPropagation();
    this.close(true);
  }

  private close(keepsFocus: boolean) {
    this.isEditing.set(false);
    if (keepsFocus) setTimeout(() => this.host.nativeElement.querySelector('button')?.focus());
  }
}
