import { IdentityBook, type KnownIdentity } from './identity-book';

const waba = 'waba-1';
const phone = (value: string, contactId: string): KnownIdentity => ({
  kind: 'phone',
  scope: '',
  value,
  contactId,
});
const userId = (value: string, contactId: string, scope = waba): KnownIdentity => ({
  kind: 'bsuid',
  scope,
  value,
  contactId,
});

function bookOf(...known: KnownIdentity[]) {
  let made = 0;
  return new IdentityBook(known, () => `new-${(made += 1)}`);
}

describe('IdentityBook', () => {
  it('makes one contact for a person who appears twice in a batch', () => {
    const book = bookOf();
    const first = book.resolve({ scope: waba, phone: '254711', userId: 'KE.1' });
    expect(book.resolve({ scope: waba, userId: 'KE.1' })).toBe(first);
    expect(book.newContacts.size).toBe(1);
    expect(book.newIdentities.size).toBe(2);
  });

  it('joins the contact of a phone number with the contact of a user id, and the older stays', () => {
    const book = bookOf(userId('KE.1', 'a'), phone('254711', 'b'));
    expect(book.resolve({ scope: waba, phone: '254711', userId: 'KE.1' })).toBe('a');
    expect(book.merges).toEqual([{ survivorId: 'a', mergedId: 'b', reason: expect.any(String) }]);
    expect(book.survivorOf('b')).toBe('a');
  });

  it('lets a recycled number follow the user id of its new owner', () => {
    const book = bookOf(userId('KE.old', 'a'), phone('254711', 'a'));
    const owner = book.resolve({ scope: waba, phone: '254711', userId: 'KE.new' });
    expect(owner).toBe('new-1');
    expect(book.merges).toEqual([]);
    expect([...book.moves.values()]).toEqual([phone('254711', 'new-1')]);
  });

  it('lets a recycled number move between two people who are both known', () => {
    const book = bookOf(userId('KE.old', 'a'), phone('254711', 'a'), userId('KE.new', 'b'));
    expect(book.resolve({ scope: waba, phone: '254711', userId: 'KE.new' })).toBe('b');
    expect(book.merges).toEqual([]);
  });

  it('knows a phone number again under the user id of another business account', () => {
    const book = bookOf(userId('KE.1', 'a', 'other-waba'), phone('254711', 'a'));
    expect(book.resolve({ scope: waba, phone: '254711', userId: 'KE.77' })).toBe('a');
  });

  it('moves a username to the person who has it now and drops their former one', () => {
    const username = (value: string, contactId: string): KnownIdentity => ({
      kind: 'username',
      scope: '',
      value,
      contactId,
    });
    const book = bookOf(userId('KE.1', 'a'), username('old', 'a'), username('taken', 'b'));
    book.resolve({ scope: waba, userId: 'KE.1', username: 'taken' });
    expect([...book.moves.values()]).toEqual([username('taken', 'a')]);
    expect([...book.removals.values()]).toEqual([username('old', 'a')]);
  });

  it('joins both sides of an announced change of user id', () => {
    const book = bookOf(
      userId('KE.old', 'a'),
      phone('254711', 'a'),
      userId('KE.new', 'b'),
      phone('254722', 'b'),
    );
    const contact = book.change(
      { scope: waba, userId: 'KE.old' },
      { scope: waba, userId: 'KE.new', phone: '254722' },
    );
    expect(contact).toBe('a');
    expect(book.merges).toHaveLength(1);
  });

  it('does not join a stranger whose former number somebody changed to', () => {
    const book = bookOf(phone('254711', 'a'), userId('KE.stranger', 'b'), phone('254722', 'b'));
    expect(book.change({ scope: waba, phone: '254711' }, { scope: waba, phone: '254722' })).toBe(
      'a',
    );
    expect(book.merges).toEqual([]);
    expect([...book.moves.values()]).toEqual([phone('254722', 'a')]);
  });

  it('makes nobody when only learning about people it knows', () => {
    const book = bookOf(phone('254711', 'a'));
    expect(book.resolve({ scope: waba, phone: '254799' }, false)).toBeUndefined();
    expect(book.resolve({ scope: waba, phone: '254711', userId: 'KE.1' }, false)).toBe('a');
    expect([...book.newIdentities.values()]).toEqual([userId('KE.1', 'a')]);
  });

  it('follows a chain of merges within one batch', () => {
    const book = bookOf(phone('254711', 'c'), userId('KE.1', 'b'), userId('KE.0', 'a'));
    book.resolve({ scope: waba, phone: '254711', userId: 'KE.1' });
    book.change({ scope: waba, userId: 'KE.0' }, { scope: waba, userId: 'KE.1' });
    expect(book.survivorOf('c')).toBe('a');
    expect(book.contactOf({ kind: 'phone', scope: '', value: '254711' })).toBe('a');
  });
});
