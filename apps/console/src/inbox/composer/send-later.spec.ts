import { TestBed } from '@angular/core/testing';
import { start } from '../thread/samples';
import { SendLater } from './send-later';

/** It is 12:00 in Nairobi. */
const hours = (count: number) => new Date(start + count * 3_600_000).toISOString();

async function open(windowExpiresAt: string | null) {
  const fixture = TestBed.createComponent(SendLater);
  const inputs = { now: start, windowExpiresAt, zone: 'Africa/Nairobi' };
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  const chosen: string[] = [];
  let closed = 0;
  fixture.componentInstance.chosen.subscribe((at) => chosen.push(at));
  fixture.componentInstance.closed.subscribe(() => (closed += 1));
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const button = (name: string) =>
    [...element.querySelectorAll('button')].find((one) => one.textContent.trim() === name)!;
  const field = element.querySelector('input')!;
  const pick = async (value: string) => {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await fixture.whenStable();
  };
  const reason = () => element.querySelector('[role=status]')!.textContent.trim();
  return { element, button, field, pick, reason, chosen, closed: () => closed };
}

describe('sending later', () => {
  it("offers an hour from now and tomorrow morning in the business's zone", async () => {
    const { button, chosen, reason } = await open(hours(24));
    button('In 1 hour, 13:00').click();
    button('Tomorrow, 09:00').click();
    expect(chosen).toEqual([hours(1), '2026-11-23T06:00:00.000Z']);
    expect(reason()).toBe('');
  });

  it('takes any time that is picked within the window', async () => {
    const { button, field, pick, chosen } = await open(hours(10));
    expect([field.min, field.max]).toEqual(['2026-11-22T12:03', '2026-11-22T21:59']);
    expect(button('Schedule').disabled).toBe(true);
    await pick('2026-11-22T18:30');
    button('Schedule').click();
    expect(chosen).toEqual(['2026-11-22T15:30:00.000Z']);
  });

  it('does not offer what lies past the end of the window, and says why', async () => {
    const { button, reason, chosen } = await open(hours(10));
    expect(button('In 1 hour, 13:00').disabled).toBe(false);
    expect(button('Tomorrow, 09:00').disabled).toBe(true);
    expect(reason()).toBe(
      'The 24-hour window closes today 22:00. Choose an earlier time, or send a template.',
    );
    button('Tomorrow, 09:00').click();
    expect(chosen).toEqual([]);
  });

  it.each([
    ['2026-11-22T11:00', 'at least two minutes'],
    ['2026-11-23T14:00', 'closes today 22:00'],
    ['2027-01-01T09:00', 'next 30 days'],
  ])('refuses %s with the reason', async (time, words) => {
    const { button, field, pick, reason } = await open(hours(10));
    await pick(time);
    expect(button('Schedule').disabled).toBe(true);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(reason()).toContain(words);
  });

  it('can be used with the keyboard alone: the first choice has the focus, Escape closes', async () => {
    const { element, button, closed } = await open(hours(24));
    document.body.append(element);
    button('In 1 hour, 13:00').focus();
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    document.activeElement!.dispatchEvent(event);
    expect(closed()).toBe(1);
    expect(event.defaultPrevented).toBe(true);
  });
});
