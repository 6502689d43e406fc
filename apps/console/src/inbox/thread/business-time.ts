const QUARTER_HOUR = 15 * 60_000;

interface Formats {
  day: Intl.DateTimeFormat;
  clock: Intl.DateTimeFormat;
  full: Intl.DateTimeFormat;
  weekday: Intl.DateTimeFormat;
  date: Intl.DateTimeFormat;
  dateWithYear: Intl.DateTimeFormat;
  days: Map<number, string>;
}

const byZone = new Map<string, Formats>();

function formatsOf(zone: string): Formats {
  const known = byZone.get(zone);
  if (known) return known;
  const make = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
  const formats: Formats = {
    day: new Intl.DateTimeFormat('en-CA', { timeZone: zone }),
    clock: make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    full: make({
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }),
    weekday: make({ weekday: 'long' }),
    date: make({ weekday: 'long', day: 'numeric', month: 'long' }),
    dateWithYear: make({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    days: new Map(),
  };
  byZone.set(zone, formats);
  return formats;
}

/** The calendar day (`2026-11-22`) of an instant in a zone; remembered per quarter hour, as zones never shift by less. */
export function dayKey(at: Date | number, zone: string): string {
  const formats = formatsOf(zone);
  const time = Number(at);
  const quarter = Math.floor(time / QUARTER_HOUR);
  const known = formats.days.get(quarter);
  if (known) return known;
  const key = formats.day.format(time);
  if (formats.days.size > 50_000) formats.days.clear();
  formats.days.set(quarter, key);
  return key;
}

/** How many calendar days `earlier` lies before `later`. */
function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
}

/** What a day divider says: Today, Yesterday, Tomorrow, a weekday within the week, else the date. */
export function dayLabel(at: Date | number, now: Date | number, zone: string): string {
  const formats = formatsOf(zone);
  const day = dayKey(at, zone);
  const today = dayKey(now, zone);
  const ago = daysBetween(day, today);
  if (ago === 0) return 'Today';
  if (ago === 1) return 'Yesterday';
  if (ago === -1) return 'Tomorrow';
  if (ago > 1 && ago < 7) return formats.weekday.format(Number(at));
  const format = day.slice(0, 4) === today.slice(0, 4) ? formats.date : formats.dateWithYear;
  // Some versions of the locale data put a comma after the weekday.
  return format.format(Number(at)).replace(',', '');
}

/** Hours and minutes, `14:05`. */
export function clockTime(at: string | Date | number, zone: string): string {
  return formatsOf(zone).clock.format(new Date(at));
}

/** The whole instant, `Sun, 22 Nov 2026, 14:05:09`. */
export function fullTime(at: string | Date | number, zone: string): string {
  return formatsOf(zone).full.format(new Date(at));
}
