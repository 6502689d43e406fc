import { isWindowOpen, windowExpiresAt } from './customer-window';

const at = (text: string) => new Date(text);
const written = { lastInboundAt: at('2026-11-20T10:00:00Z'), windowExtendedUntil: null };

describe('customer-service window', () => {
  it('was never open when the customer never wrote', () => {
    const never = { lastInboundAt: null, windowExtendedUntil: null };
    expect(windowExpiresAt(never)).toBeNull();
    expect(isWindowOpen(never, at('2026-11-20T10:00:00Z'))).toBe(false);
  });

  it('stays open for 24 hours after the last message of the customer', () => {
    expect(windowExpiresAt(written)).toEqual(at('2026-11-21T10:00:00Z'));
    expect(isWindowOpen(written, at('2026-11-21T09:59:59.999Z'))).toBe(true);
    expect(isWindowOpen(written, at('2026-11-21T10:00:00Z'))).toBe(false);
  });

  it('stays open longer where Meta says so, and never shorter', () => {
    const longer = { ...written, windowExtendedUntil: at('2026-11-23T10:00:00Z') };
    const shorter = { ...written, windowExtendedUntil: at('2026-11-20T12:00:00Z') };
    expect(isWindowOpen(longer, at('2026-11-23T09:00:00Z'))).toBe(true);
    expect(windowExpiresAt(shorter)).toEqual(at('2026-11-21T10:00:00Z'));
  });

  it('may be opened by an advertisement alone', () => {
    const entry = { lastInboundAt: null, windowExtendedUntil: at('2026-11-23T10:00:00Z') };
    expect(isWindowOpen(entry, at('2026-11-22T10:00:00Z'))).toBe(true);
  });
});
