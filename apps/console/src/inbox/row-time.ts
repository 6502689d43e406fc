const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const withYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** How long ago, short enough for a row: `now`, `5 min`, `3 h`, `Tue`, `4 Nov`. */
export function ago(at: string, now: number): string {
  const time = Date.parse(at);
  const passed = now - time;
  if (passed < MINUTE) return 'now';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h`;
  if (passed < 6 * DAY) return weekday.format(time);
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? day : withYear).format(time);
}

export type WindowTone = 'open' | 'caution' | 'bad' | 'closed';

/** What is left of the 24 hours in which the customer may be answered freely. */
export interface WindowLeft {
  readonly tone: WindowTone;
  /** Share of the 24 hours, 0 to 1. */
  readonly share: number;
  /** `23 h`, `41 m`, or nothing when closed. */
  readonly short: string;
  readonly words: string;
}

export function windowLeft(expiresAt: string | null, now: number): WindowLeft {
  const left = expiresAt ? Date.parse(expiresAt) - now : 0;
  if (left <= 0) {
    return {
      tone: 'closed',
      share: 0,
      short: '',
      words: 'Window closed: only a template can be sent',
    };
  }
  const tone = left < 30 * MINUTE ? 'bad' : left < 2 * HOUR ? 'caution' : 'open';
  const isHours = left >= HOUR;
  const count = isHours ? Math.floor(left / HOUR) : Math.max(1, Math.floor(left / MINUTE));
  const unit = isHours ? (count === 1 ? 'hour' : 'hours') : count === 1 ? 'minute' : 'minutes';
  return {
    tone,
    share: Math.min(1, left / DAY),
    short: `${count} ${isHours ? 'h' : 'm'}`,
    words: `${count} ${unit} left to answer freely`,
  };
}

export type WaitLevel = 0 | 1 | 2 | 3 | 4;

/** How long the customer has waited, in steps that a glance tells apart: 5 minutes, half an hour, two hours, more. */
export function waitLevel(waitingSince: string | null, now: number): WaitLevel {
  if (!waitingSince) return 0;
  const waited = now - Date.parse(waitingSince);
  if (waited < 5 * MINUTE) return 1;
  if (waited < 30 * MINUTE) return 2;
  return waited < 2 * HOUR ? 3 : 4;
}
