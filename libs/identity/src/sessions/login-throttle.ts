import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused } from '@datacare/platform';
import { AttemptCounter } from './attempt-counter';
import { TooManyAttempts } from './session.refusals';

/** Tries in fifteen minutes: for one account from one network, for one network, for one account from anywhere new. */
const MOST_PER_ACCOUNT_AND_NETWORK = 10;
const MOST_PER_NETWORK = 200;
const MOST_PER_ACCOUNT = 100;

/** One try to prove who one is. */
export interface Attempt {
  readonly account: string;
  readonly address: string;
}

/**
 * Slows down guessing. Every try counts before its password is looked at, so that tries sent at once count too, and it
 * counts the same for accounts that do not exist. Somebody guessing from elsewhere cannot lock out the owner, whose own
 * network has its own count and is not held to the account's total.
 */
@Injectable()
export class LoginThrottle {
  constructor(private readonly counter: AttemptCounter) {}

  /** Counts the try; refuses with TooManyAttempts when this account or this network has used up its tries. */
  async count(attempt: Attempt): Promise<void> {
    const { pair, network } = keys(attempt);
    refuseAfter(
      await this.counter.count([
        { key: pair, most: MOST_PER_ACCOUNT_AND_NETWORK },
        { key: network, most: MOST_PER_NETWORK },
      ]),
    );
  }

  /** Counts a try from a network the account has not been used from; refuses when guessing comes from many at once. */
  async countFromUnknownNetwork(attempt: Attempt): Promise<void> {
    refuseAfter(await this.counter.count([{ key: keys(attempt).account, most: MOST_PER_ACCOUNT }]));
  }

  /** The right password was given: these tries were no guesses. */
  async forgive(attempt: Attempt): Promise<void> {
    const { pair, network, account } = keys(attempt);
    await this.counter.forgive([pair, network, account]);
  }
}

/** An IPv6 customer has a whole /64, so that is what counts as one network. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').split('%')[0] ?? '';
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head ? head.split(':') : [];
  if (tail !== undefined) {
    const behind = tail ? tail.split(':') : [];
    while (groups.length + behind.length < 8) groups.push('0');
    groups.push(...behind);
  }
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

function keys({ account, address }: Attempt) {
  const network = networkOf(address);
  // Hashed, since what people type into the e-mail field is sometimes their password.
  const who = createHash('sha256').update(account).digest('base64url').slice(0, 22);
  return {
    pair: `pair:${who}:${network}`,
    network: `network:${network}`,
    account: `account:${who}`,
  };
}

function refuseAfter(seconds: number | undefined): void {
  if (seconds !== undefined) throw new Refused(new TooManyAttempts(seconds));
}
