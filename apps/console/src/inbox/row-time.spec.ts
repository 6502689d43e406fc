import { ago, waitLevel, windowLeft } from './row-time';

const now = Date.parse('2026-11-22T12:00:00Z');
const before = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const after = (minutes: number) => before(-minutes);

describe('The time in a row', () => {
  it.each([
    [0.5, 'now'],
    [5, '5 min'],
    [59.9, '59 min'],
    [60, '1 h'],
    [23.9 * 60, '23 h'],
    [25 * 60, 'Sat'],
    [8 * 24 * 60, '14 Nov'],
    [400 * 24 * 60, '18 Oct 2025'],
  ])('%d minutes ago reads %s', (minutes, words) => {
    expect(ago(before(minutes), now)).toBe(words);
  });
});

describe('The window ring', () => {
  it.each([
    [23 * 60 + 30, 'open', '23 h'],
    [121, 'open', '2 h'],
    [119, 'caution', '1 h'],
    [31, 'caution', '31 m'],
    [29, 'bad', '29 m'],
    [0.2, 'bad', '1 m'],
    [0, 'closed', ''],
    [-5, 'closed', ''],
  ])('with %d minutes left is %s and says "%s"', (minutes, tone, short) => {
    expect(windowLeft(after(minutes), now)).toMatchObject({ tone, short });
  });

  it('is closed for a customer who never wrote', () => {
    expect(windowLeft(null, now).tone).toBe('closed');
  });
});

describe('Waiting', () => {
  it.each([
    [1, 1],
    [6, 2],
    [31, 3],
    [121, 4],
  ])('%d minutes is level %d', (minutes, level) => {
    expect(waitLevel(before(minutes), now)).toBe(level);
  });

  it('is nothing when the team spoke last', () => {
    expect(waitLevel(null, now)).toBe(0);
  });
});
