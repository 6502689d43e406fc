import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { MessageContent } from '@datacare/cloud-api/content';
import { Glyph } from '../../ui/glyph';

type Order = Extract<MessageContent, { type: 'order' }>['order'];

function money(amount: number, currency: string | undefined): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  const number = new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: 2,
  }).format(amount);
  return currency ? `${currency} ${number}` : number;
}

/** The basket a customer sent from the catalogue, with its total. */
@Component({
  selector: 'dc-order-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Glyph],
  template: `
    <p class="title">
      <dc-glyph name="bag" /> Order · {{ count() }} {{ count() === 1 ? 'item' : 'items' }}
    </p>
    <ul>
      @for (item of lines(); track $index) {
        <li>
          <span>{{ item.quantity }} × {{ item.name }}</span
          ><span class="numbers">{{ item.price }}</span>
        </li>
      }
    </ul>
    @if (total(); as sum) {
      <p class="total">
        <span>Total</span><span class="numbers">{{ sum }}</span>
      </p>
    }
    @if (order().text) {
      <p class="words">{{ order().text }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      inline-size: 300px;
      max-inline-size: 100%;
    }
    .title {
      display: flex;
      align-items: center;
      gap: 8px;
      font-weight: 600;
    }
    ul {
      margin-block: 4px;
      border-block: 1px solid color-mix(in srgb, var(--ink) 14%, transparent);
    }
    li,
    .total {
      display: flex;
      justify-content: space-between;
      gap: 16px;
      padding-block: 4px;
      overflow-wrap: anywhere;
    }
    li span:last-child {
      flex: none;
    }
    .total {
      font-weight: 600;
    }
    .words {
      white-space: pre-wrap;
    }
  `,
})
export class OrderCard {
  readonly order = input.required<Order>();
  protected readonly count = computed(() =>
    this.order().product_items.reduce((sum, item) => sum + item.quantity, 0),
  );
  protected readonly lines = computed(() =>
    this.order().product_items.map((item) => ({
      quantity: item.quantity,
      name: item.product_retailer_id,
      price:
        item.item_price === undefined ? '' : money(item.item_price * item.quantity, item.currency),
    })),
  );
  /** Only when every line has a price and all are in one currency. */
  protected readonly total = computed(() => {
    const items = this.order().product_items;
    const currencies = new Set(items.map((item) => item.currency));
    if (currencies.size !== 1 || items.some((item) => item.item_price === undefined)) return '';
    return money(
      items.reduce((sum, item) => sum + item.item_price! * item.quantity, 0),
      items[0]!.currency,
    );
  });
}
