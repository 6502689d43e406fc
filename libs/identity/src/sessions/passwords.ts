import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id (the package's default algorithm) with 19 MiB, two passes and one lane, as OWASP recommends. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes under way at once: each takes 19 MiB and one of the few pool threads that file reads need too. */
const AT_ONCE = 2;

/** Makes and checks password hashes, on the thread pool and never on the main loop. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy?: Promise<string>;

  /** The Argon2id hash of a password in PHC string format. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, cost));
  }

  /**
   * Whether the password belongs to the hash. Without a hash it does the same work and says no, so that an unknown
   * account answers as slowly as a known one.
   */
  async matches(passwordHash: string | undefined, password: string): Promise<boolean> {
    this.decoy ??= this.hash(randomBytes(32).toString('base64'));
    const decoy = await this.decoy;
    const isMatch = await this.inTurn(() => verify(passwordHash ?? decoy, password));
    return isMatch && passwordHash !== undefined;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) await new Promise<void>((go) => this.waiting.push(go));
    else this.running++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
