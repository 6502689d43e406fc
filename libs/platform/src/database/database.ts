import { Injectable } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';

type Hook = () => void;
const hooks = new WeakMap<EntityManager, Map<unknown, Hook>>();

/**
 * Runs a hint after the transaction of `em` has committed; hints with the same key run once.
 * A process may die in between, so nothing may depend on it: the truth is what was committed.
 */
export function afterCommit(em: EntityManager, hook: Hook, key: unknown = hook): void {
  const pending = hooks.get(em);
  if (!pending) throw new Error('afterCommit needs the entity manager of Database.transaction');
  pending.set(key, hook);
}

/** The one way to the database: a transaction per use case, a fresh unit of work per read. */
@Injectable()
export class Database {
  constructor(private readonly orm: MikroORM) {}

  /** Commits what `work` did, or nothing of it; hints registered by afterCommit run once it is committed. */
  async transaction<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    const pending = new Map<unknown, Hook>();
    const result = await this.em().transactional(
      (em) => {
        hooks.set(em, pending);
        return work(em);
      },
      { clear: true },
    );
    for (const hook of pending.values()) hook();
    return result;
  }

  /** A piece of a transaction that may fail on its own: what it did is undone and the rest goes on. */
  async savepoint<T>(em: EntityManager, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const pending = new Map<unknown, Hook>();
    const result = await em.transactional(
      (nested) => {
        hooks.set(nested, pending);
        return work(nested);
      },
      { clear: true },
    );
    for (const [key, hook] of pending) afterCommit(em, hook, key);
    return result;
  }

  /** A fresh unit of work for reading. */
  em(): EntityManager {
    return this.orm.em.fork() as EntityManager;
  }
}
