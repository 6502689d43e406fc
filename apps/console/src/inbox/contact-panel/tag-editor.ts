import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Glyph } from '../../ui/glyph';

const MAX = 40;

/** A contact's tags: type and Enter to add, Backspace in the empty field takes the last one off. */
@Component({
  selector: 'dc-tag-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    @if (tags().length) {
      <ul aria-label="Tags">
        @for (tag of tags(); track tag) {
          <li class="chip">
            {{ tag }}
            @if (canEdit()) {
              <button type="button" [attr.aria-label]="'Remove tag ' + tag" (click)="remove(tag)">
                <dc-glyph name="close" />
              </button>
            }
          </li>
        }
      </ul>
    } @else if (!canEdit()) {
      <p class="quiet">No tags.</p>
    }
    @if (canEdit()) {
      <input
        #field
        class="input"
        aria-label="Add a tag"
        placeholder="Add a tag"
        autocomplete="off"
        list="known-tags"
        [attr.maxlength]="max"
        (keydown)="onKey($event)"
      />
      <datalist id="known-tags">
        @for (tag of unused(); track tag) {
          <option [value]="tag"></option>
        }
      </datalist>
    }
    <p class="sr-only" aria-live="polite">{{ said() }}</p>
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      margin-block-end: 8px;
    }
    .chip {
      padding-inline-end: 4px;
      min-block-size: 24px;
      overflow-wrap: anywhere;
    }
    button {
      display: grid;
      place-items: center;
      inline-size: 24px;
      block-size: 24px;
      margin-block: -4px;
      padding: 0;
      border: 0;
      border-radius: 50%;
      background: none;
      color: var(--ink-quiet);
      cursor: pointer;
      --glyph-size: 12px;
    }
    button:hover {
      background: var(--hover);
      color: var(--ink);
    }
    .input {
      min-block-size: 36px;
      padding-block: 4px;
    }
    .quiet {
      color: var(--ink-quiet);
    }
  `,
})
export class TagEditor {
  readonly tags = input.required<readonly string[]>();
  /** Tags in use elsewhere, offered while typing. */
  readonly known = input<readonly string[]>([]);
  readonly canEdit = input(false);
  readonly tagsChange = output<string[]>();
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  protected readonly max = MAX;
  protected readonly said = signal('');
  protected readonly unused = computed(() =>
    this.known().filter((tag) => !this.tags().includes(tag)),
  );

  focus(): void {
    this.field()?.nativeElement.focus();
  }

  protected onKey(event: KeyboardEvent) {
    const input = event.target as HTMLInputElement;
    if ((event.key === 'Enter' || event.key === ',') && !event.isComposing) {
      event.preventDefault();
      this.add(input);
    } else if (event.key === 'Backspace' && !input.value && this.tags().length) {
      this.remove(this.tags().at(-1)!);
    }
  }

  private add(input: HTMLInputElement) {
    const tag = input.value.trim().replace(/\s+/g, ' ');
    input.value = '';
    const has = this.tags().some((one) => one.toLowerCase() === tag.toLowerCase());
    if (!tag || has) return;
    this.said.set(`Tag ${tag} added`);
    this.tagsChange.emit([...this.tags(), tag]);
  }

  protected remove(tag: string) {
    this.said.set(`Tag ${tag} removed`);
    this.tagsChange.emit(this.tags().filter((one) => one !== tag));
    this.focus();
  }
}
