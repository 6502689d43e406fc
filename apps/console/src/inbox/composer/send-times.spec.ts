import { atWallTime, dayAndTime, offeredTimes, wallTime } from './send-times';

const noon = Date.parse('2026-11-22T09:00:00Z');

describe('times to send', () => {
  it.each([
    ['Africa/Nairobi', '2026-11-22T12:00'],
    ['Europe/Berlin', '2026-11-22T10:00'],
    ['America/New_York', '2026-11-22T04:00'],
  ])('are read and written as the clock of %s shows them', (zone, wall) => {
    expect(wallTime(noon, zone)).toBe(wall);
    expect(atWallTime(wall, zone)).toBe(noon);
  });

  it('are right on the day on which a clock changes', () => {
    expect(new Date(atWallTime('2026-10-25T09:00', 'Europe/Berlin')).toISOString()).toBe(
      '2026-10-25T08:00:00.000Z',
    );
  });

  it('are none where no date is given', () => {
    expect(atWallTime('', 'Africa/Nairobi')).toBeNaN();
  });

  it('take tomorrow from the zone, also late in the evening', () => {
    const lateEvening = Date.parse('2026-11-22T22:30:00Z');
    const [, tomorrow] = offeredTimes(lateEvening, 'Africa/Nairobi');
    expect(new Date(tomorrow!.at).toISOString()).toBe('2026-11-24T06:00:00.000Z');
  });

  it('are named by the day where it is near', () => {
    const zone = 'Africa/Nairobi';
    expect(dayAndTime(noon + 7_200_000, noon, zone)).toBe('today 14:00');
    expect(dayAndTime(noon + 21 * 3_600_000, noon, zone)).toBe('tomorrow 09:00');
    expect(dayAndTime(noon + 6 * 86_400_000, noon, zone)).toBe('Saturday 28 November 12:00');
  });
});
