import { clockTime, dayLabel } from '../thread/business-time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What the server takes: a minute to thirty days ahead; one minute more leaves time to reach it. */
const SOONEST = 2 * MINUTE;
const LATEST = 30 * 24 * HOUR - MINUTE;
const MORNING = '09:00';

const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as the calendar and clock of a zone show it, in the form of a datetime-local field. */
export function wallTime(at: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  return format.format(at).replace(' ', 'T');
}

/** The instant at which a zone shows this date and time; NaN when it is none. */
export function atWallTime(text: string, zone: string): number {
  const wanted = Date.parse(`${text}Z`);
  if (Number.isNaN(wanted)) return Number.NaN;
  const offsetAt = (at: number) => Date.parse(`${wallTime(at, zone)}Z`) - at;
  // Twice, because the offset may change between the guess and the instant.
  const guess = wanted - offsetAt(wanted);
  return wanted - offsetAt(guess);
}

/** One of the offered times, in ms. */
export interface SendTime {
  readonly words: string;
  readonly at: number;
}

/** The times that are offered at once. */
export function offeredTimes(now: number, zone: string): readonly SendTime[] {
  const inAnHour = Math.ceil((now + HOUR) / MINUTE) * MINUTE;
  const today = wallTime(now, zone).slice(0, 10);
  const tomorrow = new Date(Date.parse(today) + 24 * HOUR).toISOString().slice(0, 10);
  return [
    { words: `In 1 hour, ${clockTime(inAnHour, zone)}`, at: inAnHour },
    { words: `Tomorrow, ${MORNING}`, at: atWallTime(`${tomorrow}T${MORNING}`, zone) },
  ];
}

/** The first and last minute that can be chosen, for a datetime-local field. */
export function timeRange(now: number, windowExpiresAt: string | null, zone: string) {
  const end = windowExpiresAt ? Date.parse(windowExpiresAt) - 1 : now;
  return {
    min: wallTime(now + SOONEST + MINUTE, zone),
    max: wallTime(Math.min(end, now + LATEST), zone),
  };
}

/** `today 14:05`, `tomorrow 09:00`, `Saturday 28 November 09:00`. */
export function dayAndTime(at: number, now: number, zone: string): string {
  const day = dayLabel(at, now, zone);
  const isNear = ['Today', 'Tomorrow', 'Yesterday'].includes(day);
  return `${isNear ? day.toLowerCase() : day} ${clockTime(at, zone)}`;
}

/** Why a message cannot leave at this time; empty when it can. */
export function timeProblem(
  at: number,
  now: number,
  windowExpiresAt: string | null,
  zone: string,
): string {
  if (Number.isNaN(at)) return 'Choose a day and a time.';
  if (at - now < SOONEST) return 'Choose a time at least two minutes from now.';
  if (at - now > LATEST) return 'Choose a time within the next 30 days.';
  const end = windowExpiresAt ? Date.parse(windowExpiresAt) : 0;
  if (at < end) return '';
  return `The 24-hour window closes ${dayAndTime(end, now, zone)}. Choose an earlier time, or send a template.`;
}
