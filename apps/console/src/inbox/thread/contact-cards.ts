import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { MessageContent } from '@datacare/cloud-api/content';
import { groupedPhone } from '../contact-panel/phone-groups';
import { Glyph } from '../../ui/glyph';

type Cards = Extract<MessageContent, { type: 'contacts' }>['contacts'];

interface Line {
  kind: 'phone' | 'email';
  text: string;
  href: string;
}

/** Shared contact cards: a name and the ways to reach it. */
@Component({
  selector: 'dc-contact-cards',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    @for (card of shown(); track $index) {
      <div class="card-row">
        <span class="face" aria-hidden="true"><dc-glyph name="person" /></span>
        <div>
          <p class="name">{{ card.name }}</p>
          @if (card.org) {
            <p class="quiet">{{ card.org }}</p>
          }
          @for (line of card.lines; track line.href) {
            <p class="numbers">
              <a [href]="line.href">{{ line.text }}</a>
            </p>
          }
        </div>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      inline-size: 280px;
      max-inline-size: 100%;
      padding: 4px 0;
    }
    .card-row {
      display: flex;
      gap: 12px;
    }
    .card-row > div {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .face {
      display: grid;
      place-items: center;
      flex: none;
      inline-size: 40px;
      block-size: 40px;
      border-radius: 50%;
      background: color-mix(in srgb, var(--ink) 10%, transparent);
    }
    .name {
      font-weight: 600;
    }
    .quiet {
      font: var(--text-12);
      color: var(--ink-quiet);
    }
    a {
      color: var(--accent);
      text-underline-offset: 2px;
    }
  `,
})
export class ContactCards {
  readonly cards = input.required<Cards>();
  protected readonly shown = computed(() =>
    this.cards().map((card) => {
      const phones: Line[] = (card.phones ?? []).flatMap((phone) => {
        const number = phone.phone ?? phone.wa_id;
        return number
          ? [
              {
                kind: 'phone',
                text: groupedPhone(number),
                href: `tel:${number.replace(/[^+\d]/g, '')}`,
              },
            ]
          : [];
      });
      const emails: Line[] = (card.emails ?? []).flatMap(({ email }) =>
        email ? [{ kind: 'email', text: email, href: `mailto:${encodeURIComponent(email)}` }] : [],
      );
      const name = card.name;
      const company = (card.org as { company?: unknown } | undefined)?.company;
      return {
        name:
          name?.formatted_name ||
          [name?.first_name, name?.last_name].filter(Boolean).join(' ') ||
          phones[0]?.text ||
          'Contact',
        org: typeof company === 'string' ? company : '',
        lines: [...phones, ...emails],
      };
    }),
  );
}
