import { clockTime, dayKey, dayLabel, fullTime } from './business-time';

const zone = 'Africa/Nairobi';
const at = (iso: string) => Date.parse(iso);

describe('business time', () => {
  it('begins the day at midnight in Nairobi, which is nine in the evening in UTC', () => {
    expect(dayKey(at('2026-11-21T20:59:59Z'), zone)).toBe('2026-11-21');
    expect(dayKey(at('2026-11-21T21:00:00Z'), zone)).toBe('2026-11-22');
  });

  it('keeps zones with odd offsets apart', () => {
    expect(dayKey(at('2026-11-21T18:14:59Z'), 'Asia/Kathmandu')).toBe('2026-11-21');
    expect(dayKey(at('2026-11-21T18:15:00Z'), 'Asia/Kathmandu')).toBe('2026-11-22');
  });

  it('calls days as people do', () => {
    const now = at('2026-11-22T09:00:00Z');
    expect(dayLabel(at('2026-11-21T21:30:00Z'), now, zone)).toBe('Today');
    expect(dayLabel(at('2026-11-21T20:30:00Z'), now, zone)).toBe('Yesterday');
    expect(dayLabel(at('2026-11-18T09:00:00Z'), now, zone)).toBe('Wednesday');
    expect(dayLabel(at('2026-11-02T09:00:00Z'), now, zone)).toBe('Monday 2 November');
    expect(dayLabel(at('2025-12-31T09:00:00Z'), now, zone)).toBe('Wednesday 31 December 2025');
  });

  it('shows the clock of the business', () => {
    expect(clockTime('2026-11-22T21:05:00Z', zone)).toBe('00:05');
    expect(fullTime('2026-11-22T11:05:09Z', zone)).toBe('Sun, 22 Nov 2026, 14:05:09');
  });
});
