import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { MessageContent } from '@datacare/cloud-api/content';
import { Glyph } from '../../ui/glyph';

/** A message of a kind we cannot show: what it is called, what WhatsApp says, and its raw content to open. */
@Component({
  selector: 'dc-unsupported-message',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    <p class="title"><dc-glyph name="info" /> Unsupported type: {{ kind() }}</p>
    @if (reason(); as words) {
      <p class="reason">{{ words }}</p>
    }
    <details>
      <summary>Show raw content</summary>
      <pre tabindex="0" aria-label="Raw content">{{ raw() }}</pre>
    </details>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 220px;
    }
    .title {
      display: flex;
      gap: 8px;
      align-items: center;
      color: var(--ink-quiet);
      font-style: italic;
    }
    .reason {
      color: var(--ink-quiet);
      font: var(--text-12);
      margin-block-start: 2px;
    }
    summary {
      cursor: pointer;
      font: var(--text-12);
      font-weight: 500;
      color: var(--accent);
      padding-block: 4px;
    }
    pre {
      max-block-size: 240px;
      margin: 0;
      padding: 8px;
      overflow: auto;
      border-radius: 6px;
      background: color-mix(in srgb, var(--ink) 7%, transparent);
      font:
        12px/16px ui-monospace,
        Consolas,
        monospace;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
})
export class UnsupportedMessage {
  readonly content = input.required<MessageContent>();
  private readonly unsupported = computed(() => {
    const content = this.content();
    return content.type === 'unsupported' ? content : undefined;
  });
  protected readonly kind = computed(
    () => this.unsupported()?.unsupported?.type ?? this.ownType() ?? 'unknown',
  );
  protected readonly reason = computed(() => {
    const [first] = this.unsupported()?.errors ?? [];
    return first?.details ?? first?.message ?? first?.title;
  });
  protected readonly raw = computed(() =>
    JSON.stringify(this.unsupported()?.raw ?? this.content(), null, 2),
  );

  private ownType(): string | undefined {
    const raw: unknown = this.unsupported() ? this.unsupported()?.raw : this.content();
    const type = (raw as { type?: unknown } | null | undefined)?.type;
    return typeof type === 'string' && type !== 'unsupported' ? type : undefined;
  }
}
