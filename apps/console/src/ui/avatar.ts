import { Component, computed, input } from '@angular/core';

const HUES = [188, 212, 246, 282, 322, 12, 34, 92, 146, 168];

function initialsOf(name: string): string {
  const words = name
    .normalize('NFKC')
    .split(/[\s._-]+/)
    .filter((word) => /^[\p{L}]/u.test(word));
  const first = words[0];
  if (!first) return '#';
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => (word ? [...word][0] : ''))
    .join('')
    .toUpperCase();
}

function hueOf(name: string): number {
  let hash = 0;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return HUES[hash % HUES.length]!;
}

/** Initials on a colour of the name's own; a decoration, as the name stands beside it. */
@Component({
  selector: 'dc-avatar',
  // Drawn by the style sheet: no text that a name would have to repeat.
  template: '',
  host: {
    'aria-hidden': 'true',
    '[attr.data-initials]': 'initials()',
    '[style.--hue]': 'hue()',
    '[style.--size.px]': 'size()',
  },
  styles: `
    :host {
      display: inline-grid;
      place-items: center;
      flex: none;
      width: var(--size);
      height: var(--size);
      border-radius: 50%;
      background: light-dark(hsl(var(--hue) 42% 90%), hsl(var(--hue) 26% 24%));
      color: light-dark(hsl(var(--hue) 56% 25%), hsl(var(--hue) 48% 84%));
      font-size: max(9px, calc(var(--size) * 0.36));
      font-weight: 600;
      line-height: 1;
      letter-spacing: 0.01em;
      user-select: none;
    }
    :host::before {
      content: attr(data-initials);
    }
  `,
})
export class Avatar {
  readonly name = input.required<string>();
  /** Side in pixels. */
  readonly size = input(32);
  protected readonly initials = computed(() => initialsOf(this.name()));
  protected readonly hue = computed(() => hueOf(this.name()));
}
