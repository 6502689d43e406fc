import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { MessageContent } from '@datacare/cloud-api/content';
import { Glyph } from '../../ui/glyph';
import { StructuredMessage } from '../thread/structured-message';
import { filledTemplate } from '../thread/structured-view';
import type { MessageMedia, ThreadTemplate } from '../thread/thread-message';
import type { UploadFile } from './attachments';
import { TemplateFieldInput } from './template-field-input';
import { templateFields, templateShape } from './template-fields';
import { templateContent } from './template-form';
import { templateProblems } from './template-problems';
import { bestGuess, type FieldValue } from './template-values';
import { languageName, listTemplates, searchTemplates, type ListedTemplate } from './template-list';

/** Choose a template, fill in what it asks for, see it as the customer will, and send it. */
@Component({
  selector: 'dc-template-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph, StructuredMessage, TemplateFieldInput],
  templateUrl: './template-picker.html',
  styleUrl: './template-picker.scss',
})
export class TemplatePicker {
  readonly templates = input.required<readonly ThreadTemplate[]>();
  readonly state = input<'loading' | 'ready' | 'failed'>('ready');
  readonly contactName = input<string>();
  /** The contact's language, `sw` or `en`: its templates come first. */
  readonly contactLanguage = input<string | null>();
  readonly now = input.required<number>();
  readonly upload = input<UploadFile>();
  readonly canClose = input(false);
  readonly takesFocus = input(false);

  readonly send = output<MessageContent>();
  readonly closed = output<void>();
  readonly tryAgain = output<void>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly searchBox = viewChild<ElementRef<HTMLInputElement>>('searchBox');
  protected readonly query = signal('');
  protected readonly language = signal('');
  protected readonly listed = computed(() =>
    listTemplates(this.templates(), this.contactLanguage()),
  );
  protected readonly languages = computed(() =>
    [...new Set(this.listed().map((one) => one.template.language))].map((code) => ({
      code,
      name: languageName(code),
    })),
  );
  protected readonly shown = computed(() =>
    searchTemplates(this.listed(), this.query(), this.language()),
  );
  private readonly chosenId = signal<string | undefined>(undefined);
  /** On a narrow screen the list gives way to the form of the chosen template. */
  protected readonly isFilling = signal(false);
  protected readonly chosen = computed<ListedTemplate | undefined>(() => {
    const shown = this.shown();
    return (
      shown.find((one) => one.template.id === this.chosenId()) ??
      shown.find((one) => !one.hindrance) ??
      shown[0]
    );
  });
  private readonly chosenTemplate = computed(() => this.chosen()?.template);
  private readonly shape = computed(() => {
    const template = this.chosenTemplate();
    return template && templateShape(template);
  });
  protected readonly fields = computed(() => {
    const shape = this.shape();
    return shape ? templateFields(shape) : [];
  });
  protected readonly values = linkedSignal<Record<string, FieldValue | undefined>>(() =>
    bestGuess(this.fields(), { contactName: this.contactName() ?? null }),
  );
  private readonly pictures = linkedSignal<readonly unknown[], Record<string, string>>({
    source: () => this.fields(),
    computation: () => ({}),
  });
  /** Problems show once the reader has tried to send, and then follow what they type. */
  protected readonly hasTried = linkedSignal({
    source: () => this.chosenTemplate()?.id,
    computation: () => false,
  });
  private readonly problems = computed(() => {
    const shape = this.shape();
    return shape ? templateProblems(shape, this.values(), this.now()) : [];
  });
  protected readonly problemByKey = computed(() =>
    this.hasTried()
      ? new Map(this.problems().map((one) => [one.key, one.message]))
      : new Map<string, string>(),
  );
  protected readonly preview = computed(() => {
    const template = this.chosenTemplate();
    const shape = this.shape();
    if (!template || !shape) return undefined;
    // What is still empty keeps its braces, so that one sees where it goes.
    const values = Object.fromEntries(
      this.fields().map((field) => {
        const value = this.values()[field.key];
        const blank = `{{${field.key.split('.').at(-1)}}}`;
        return [
          field.key,
          field.kind === 'text' && !(typeof value === 'string' && value.trim()) ? blank : value,
        ];
      }),
    );
    return filledTemplate(template, templateContent(shape, values).template);
  });
  protected readonly previewMedia = computed<MessageMedia[]>(() => {
    const field = this.fields().find((one) => one.key === 'header.media');
    const value = this.values()['header.media'];
    const url = this.pictures()['header.media'];
    if (field?.kind !== 'media' || field.media !== 'image' || !url || !value) return [];
    return [
      {
        id: 'preview',
        kind: 'image',
        mimeType: 'image/jpeg',
        filename: null,
        size: null,
        width: null,
        height: null,
        isVoice: false,
        state: 'stored',
        url,
        thumbnailUrl: url,
        error: null,
      },
    ];
  });

  constructor() {
    afterNextRender(() => {
      if (this.takesFocus()) this.searchBox()?.nativeElement.focus();
    });
  }

  protected search(event: Event) {
    this.query.set((event.target as HTMLInputElement).value);
  }

  protected setLanguage(event: Event) {
    this.language.set((event.target as HTMLSelectElement).value);
  }

  protected choose(one: ListedTemplate) {
    this.chosenId.set(one.template.id);
    this.isFilling.set(true);
    setTimeout(() =>
      this.host.nativeElement
        .querySelector<HTMLElement>('.form input:not([hidden]), .form footer button')
        ?.focus(),
    );
  }

  protected back() {
    this.isFilling.set(false);
    setTimeout(() =>
      this.host.nativeElement.querySelector<HTMLElement>('[aria-current="true"]')?.focus(),
    );
  }

  protected set(key: string, value: FieldValue | undefined) {
    this.values.update((values) => ({ ...values, [key]: value }));
  }

  protected setPicture(key: string, url: string) {
    this.pictures.update((pictures) => ({ ...pictures, [key]: url }));
  }

  protected submit() {
    const shape = this.shape();
    if (!shape || this.chosen()?.hindrance) return;
    this.hasTried.set(true);
    const [first] = this.problems();
    if (first) {
      const id = `template-field-${first.key}`;
      this.host.nativeElement
        .querySelector<HTMLElement>(`[data-field="${first.key}"] input:not([hidden]), [id="${id}"]`)
        ?.focus();
      return;
    }
    this.send.emit(templateContent(shape, this.values()));
  }

  /** Arrows walk the list from the search box on; the template under the focus is the one that shows. */
  protected onListKey(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const rows = [...this.host.nativeElement.querySelectorAll<HTMLElement>('.list button')];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    if (at + by < 0) this.searchBox()?.nativeElement.focus();
    else rows[Math.min(rows.length - 1, at + by)]?.focus();
  }

  protected look(one: ListedTemplate) {
    this.chosenId.set(one.template.id);
  }

  protected onEscape(event: Event) {
    if (this.isFilling()) this.back();
    else if (this.canClose()) this.closed.emit();
    else return;
    event.stopPropagation();
  }
}
