import { Component, signal, viewChild } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Fault } from '../core/graphql/fault';
import { aRow } from '../testing/rows';
import { ConversationList } from './conversation-list';
import type { LoadState } from './conversation-store';
import type { ConversationRow } from './list-filter';

@Component({
  imports: [ConversationList],
  template: `
    <dc-conversation-list
      [rows]="rows()"
      [state]="state()"
      [fault]="fault()"
      [openId]="openId()"
      [now]="0"
      (opened)="openId.set($event)"
      (retry)="retries = retries + 1"
    />
  `,
})
class Host {
  readonly rows = signal<readonly ConversationRow[]>([]);
  readonly state = signal<LoadState>('ready');
  readonly fault = signal<Fault | null>(null);
  readonly openId = signal<string | null>(null);
  readonly list = viewChild.required(ConversationList);
  retries = 0;
}

describe('The list of conversations', () => {
  let fixture: ComponentFixture<Host>;
  let host: Host;
  let page: HTMLElement;

  beforeEach(() => {
    fixture = TestBed.createComponent(Host);
    host = fixture.componentInstance;
    page = fixture.nativeElement;
  });

  const show = async (...ids: string[]) => {
    host.rows.set(ids.map((id) => aRow(id)));
    await fixture.whenStable();
  };

  it('says what is missing when it is empty', async () => {
    await show();
    expect(page.textContent).toContain('No conversations here');
  });

  it('says what happened and offers to try again', async () => {
    host.state.set('failed');
    host.fault.set(new Fault('internal', 'Something went wrong.', 'r-7'));
    await show();
    expect(page.textContent).toContain('Something went wrong.');
    expect(page.textContent).toContain('r-7');
    page.querySelector<HTMLButtonElement>('button')!.click();
    expect(host.retries).toBe(1);
  });

  it('walks by key and opens where it stands', async () => {
    await show('a', 'b', 'c');
    host.list().move(1);
    host.list().move(1);
    expect(host.list().cursor()?.id).toBe('b');
    const press = (key: string) =>
      page
        .querySelector('[role=listbox]')!
        .dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    press('ArrowDown');
    press('Enter');
    expect(host.openId()).toBe('c');
    press('Home');
    expect(host.list().cursor()?.id).toBe('a');
  });

  it('stays with its conversation when the list is reordered, and near it when it goes', async () => {
    await show('a', 'b', 'c');
    host.list().move(1);
    host.list().move(1);
    await show('c', 'b', 'a');
    expect(host.list().cursor()).toEqual({ id: 'b', index: 1 });
    await show('c', 'a');
    expect(host.list().cursor()).toEqual({ id: 'a', index: 1 });
  });
});
