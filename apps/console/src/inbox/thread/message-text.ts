import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { parseMarkup, type MarkupNode } from '@datacare/cloud-api/content';

/** Beyond this a text is cut with a "Read more" button, so that one message never fills many screens. */
const FOLD_AT = 1400;

const onlyEmoji =
  /^(?:\p{Extended_Pictographic}(?:\uFE0F|\p{EMod}|\u200D\p{Extended_Pictographic})*|\p{RI}\p{RI}){1,3}$/u;

const isWebLink = (href: string) => /^https?:\/\//i.test(href);

/** A text with WhatsApp's markup as elements; what customers write never becomes HTML. */
@Component({
  selector: 'dc-message-text',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet],
  // Words stand in bindings, not in the template's text, so that no blank of ours ever joins the customer's.
  template: `
    <ng-template #pieces let-nodes>
      @for (node of nodes; track $index) {
        @switch (node.kind) {
          @case ('text') {
            <span [textContent]="node.text"></span>
          }
          @case ('break') {
            <br />
          }
          @case ('code') {
            <code [textContent]="node.text"></code>
          }
          @case ('link') {
            @if (isWebLink(node.href)) {
              <a
                [href]="node.href"
                target="_blank"
                rel="noopener noreferrer nofollow"
                [textContent]="node.text"
              ></a>
            } @else {
              <span [textContent]="node.text"></span>
            }
          }
          @case ('codeblock') {
            <pre tabindex="0" aria-label="Code"><code [textContent]="node.text"></code></pre>
          }
          @case ('list') {
            @if (node.ordered) {
              <ol [start]="node.start">
                @for (item of node.items; track $index) {
                  <li><ng-container *ngTemplateOutlet="pieces; context: { $implicit: item }" /></li>
                }
              </ol>
            } @else {
              <ul>
                @for (item of node.items; track $index) {
                  <li><ng-container *ngTemplateOutlet="pieces; context: { $implicit: item }" /></li>
                }
              </ul>
            }
          }
          @case ('bold') {
            <strong
              ><ng-container *ngTemplateOutlet="inner; context: { $implicit: node }"
            /></strong>
          }
          @case ('italic') {
            <em><ng-container *ngTemplateOutlet="inner; context: { $implicit: node }" /></em>
          }
          @case ('strike') {
            <s><ng-container *ngTemplateOutlet="inner; context: { $implicit: node }" /></s>
          }
          @case ('paragraph') {
            <p><ng-container *ngTemplateOutlet="inner; context: { $implicit: node }" /></p>
          }
          @case ('quote') {
            <blockquote>
              <ng-container *ngTemplateOutlet="inner; context: { $implicit: node }" />
            </blockquote>
          }
        }
      }
    </ng-template>
    <ng-template #inner let-node>
      <ng-container *ngTemplateOutlet="pieces; context: { $implicit: node.children }" />
    </ng-template>
    <ng-container *ngTemplateOutlet="pieces; context: { $implicit: nodes() }" />
    @if (isLong()) {
      <button
        type="button"
        class="more"
        [attr.aria-expanded]="isOpen()"
        (click)="isOpen.set(!isOpen())"
      >
        {{ isOpen() ? 'Show less' : 'Read more' }}
      </button>
    }
  `,
  styles: `
    :host {
      display: block;
      overflow-wrap: anywhere;
    }
    :host(.big) {
      font-size: 28px;
      line-height: 36px;
    }
    :host-context(.flows):not(.caption) {
      display: inline;
    }
    :host-context(.flows) > p:last-child {
      display: inline;
    }
    p {
      margin: 0;
      white-space: pre-wrap;
    }
    p:empty {
      min-block-size: 20px;
    }
    ul,
    ol {
      margin: 2px 0;
      padding-inline-start: 22px;
    }
    ul {
      list-style: disc;
    }
    ol {
      list-style: decimal;
    }
    strong {
      font-weight: 600;
    }
    code {
      font:
        0.92em/1.4 ui-monospace,
        'SF Mono',
        Consolas,
        monospace;
      padding: 1px 4px;
      border-radius: 4px;
      background: color-mix(in srgb, currentColor 9%, transparent);
    }
    pre {
      margin: 4px 0;
      padding: 8px 10px;
      border-radius: 8px;
      overflow-x: auto;
      background: color-mix(in srgb, currentColor 8%, transparent);
    }
    pre code {
      padding: 0;
      background: none;
      white-space: pre;
      overflow-wrap: normal;
    }
    blockquote {
      margin: 2px 0;
      padding-inline-start: 10px;
      border-inline-start: 3px solid color-mix(in srgb, currentColor 35%, transparent);
      opacity: 0.85;
    }
    a {
      color: inherit;
      text-decoration: underline;
      text-underline-offset: 2px;
      text-decoration-color: color-mix(in srgb, currentColor 50%, transparent);
    }
    a:hover {
      text-decoration-color: currentColor;
    }
    .more {
      margin-block-start: 4px;
      padding: 0;
      border: 0;
      background: none;
      font: inherit;
      font-weight: 600;
      color: var(--accent);
      cursor: pointer;
    }
  `,
  host: { '[class.big]': 'isBig()', dir: 'auto' },
})
export class MessageText {
  readonly text = input.required<string>();
  protected readonly isOpen = signal(false);
  protected readonly isLong = computed(() => this.text().length > FOLD_AT);
  protected readonly isBig = computed(
    () => this.text().length <= 40 && onlyEmoji.test(this.text().trim()),
  );
  protected readonly isWebLink = isWebLink;
  protected readonly nodes = computed<MarkupNode[]>(() => {
    const text = this.text();
    return parseMarkup(this.isLong() && !this.isOpen() ? `${text.slice(0, FOLD_AT)}…` : text);
  });
}
