import {
  ChangeDetectionStrategy,
  Component,
  computed,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Avatar } from '../../ui/avatar';
import { Glyph } from '../../ui/glyph';
import { windowLeft } from '../row-time';
import { dayKey, dayLabel, fullTime } from '../thread/business-time';
import type { ThreadContact } from '../thread/thread-message';
import { languageName } from '../composer/template-list';
import { ContactName } from './contact-name';
import { PanelSection } from './panel-section';
import { groupedPhone } from './phone-groups';
import { TagEditor } from './tag-editor';
import { WindowDial } from './window-dial';

const consents = {
  GIVEN: { words: 'Agreed to marketing', tone: 'good', glyph: 'check' },
  WITHDRAWN: { words: 'Does not want marketing', tone: 'bad', glyph: 'close' },
  UNKNOWN: { words: 'Marketing consent not known', tone: '', glyph: 'info' },
} as const;

const statusWords = { OPEN: 'Open', PENDING: 'Pending', CLOSED: 'Closed' } as const;

const valueWords = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map(valueWords).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** Who one is talking to: identity, window and consent first, then everything the business knows. */
@Component({
  selector: 'dc-contact-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, ContactName, Glyph, PanelSection, TagEditor, WindowDial],
  templateUrl: './contact-panel.html',
  styleUrl: './contact-panel.scss',
})
export class ContactPanel {
  readonly contact = input<ThreadContact | null>();
  readonly conversationId = input<string>();
  readonly windowExpiresAt = input<string | null>(null);
  /** Now, in ms. */
  readonly now = input.required<number>();
  readonly zone = input('Africa/Nairobi');
  readonly canEdit = input(false);
  readonly canClose = input(false);
  readonly knownTags = input<readonly string[]>([]);
  readonly state = input<'loading' | 'ready' | 'failed'>('ready');

  readonly rename = output<string>();
  readonly tagsChange = output<string[]>();
  readonly openConversation = output<string>();
  readonly closed = output<void>();
  readonly tryAgain = output<void>();

  private readonly tagEditor = viewChild(TagEditor);
  protected readonly window = computed(() => windowLeft(this.windowExpiresAt(), this.now()));
  protected readonly phone = computed(() => {
    const phone = this.contact()?.phone;
    return phone ? groupedPhone(phone) : '';
  });
  protected readonly consent = computed(
    () => consents[this.contact()?.marketingConsent ?? 'UNKNOWN'],
  );
  protected readonly language = computed(() => {
    const code = this.contact()?.language;
    return code ? languageName(code) : '';
  });
  protected readonly since = computed(() => this.dateOf(this.contact()?.createdAt));
  /** Ways to reach the person beside the number and username that already stand on top. */
  protected readonly otherIdentities = computed(() => {
    const contact = this.contact();
    return (contact?.identities ?? []).filter(
      (one) =>
        one.value !== contact?.phone &&
        one.value !== contact?.username &&
        !/^(phone|username)$/i.test(one.kind),
    );
  });
  /** How people call what the server names by its kind. */
  protected identityName(kind: string): string {
    const names: Record<string, string> = {
      bsuid: 'WhatsApp ID',
      parent_bsuid: 'WhatsApp ID of the group of companies',
    };
    return names[kind.toLowerCase()] ?? kind.replaceAll('_', ' ').toLowerCase();
  }

  protected readonly fields = computed(() => {
    const fields: unknown = this.contact()?.customFields;
    if (typeof fields !== 'object' || fields === null) return [];
    return Object.entries(fields).map(([name, value]) => ({
      name: name.replaceAll('_', ' '),
      value: valueWords(value),
    }));
  });
  protected readonly past = computed(() =>
    (this.contact()?.conversations ?? [])
      .filter((one) => one.id !== this.conversationId())
      .sort((a, b) => Date.parse(b.lastMessageAt) - Date.parse(a.lastMessageAt))
      .map((one) => ({
        ...one,
        word: statusWords[one.status],
        date: this.dateOf(one.lastMessageAt),
        full: fullTime(one.lastMessageAt, this.zone()),
      })),
  );

  /** Puts the caret into the tags, as the key `t` does. */
  focusTags(): void {
    this.tagEditor()?.focus();
  }

  protected async copyPhone() {
    await navigator.clipboard.writeText(`+${(this.contact()?.phone ?? '').replace(/\D/g, '')}`);
  }

  private dateOf(at: string | undefined): string {
    if (!at) return '';
    const time = Date.parse(at);
    const label = dayLabel(time, this.now(), this.zone());
    // A weekday within the week says less in a list of the past than its date.
    return label === 'Today' || label === 'Yesterday'
      ? label
      : shortDate(
          time,
          this.zone(),
          dayKey(time, this.zone()).slice(0, 4) !== dayKey(this.now(), this.zone()).slice(0, 4),
        );
  }
}

function shortDate(time: number, zone: string, withYear: boolean): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    ...(withYear ? { year: 'numeric' } : {}),
  }).format(time);
}
