export { Config, ConfigProblem, loadConfig, type StorageSettings } from './config/config';
export { correlationId, runWithCorrelation } from './context/correlation';
export { createdAtColumn, idColumn, newId } from './database/columns';
export { afterCommit, Database } from './database/database';
export { connect, ormOptions } from './database/orm';
export { query } from './database/query';
export { InvalidInput, NotFound } from './errors/common.refusals';
export { Refusal, Refused } from './errors/refusal';
export {
  defineEvent,
  type EventDefinition,
  type EventOf,
  type EventRecord,
  type RecordedEvent,
} from './events/define-event';
export { HandlesEvents, type EventHandler } from './events/event-handler';
export { Event, EventFailure } from './events/event.entity';
export { Events } from './events/events';
export { relayWakeup } from './events/relay.queue';
export { Journal, JournalStore, type JournalEntry, type JournalKind } from './journal/journal';
export { JournalRow } from './journal/journal-entry.entity';
export { GroupCommit } from './loops/group-commit';
export { SweepLoop, type SweepOptions } from './loops/sweep-loop';
export { JsonLogger } from './observability/logger';
export { maskPhone, maskText } from './observability/mask';
export { counter, gauge, histogram, registry } from './observability/metrics';
export { PlatformModule } from './platform.module';
export { defineQueue, type QueueDefinition } from './queues/define-queue';
export { Jobs } from './queues/jobs';
export { connectRedis, QueueModule } from './queues/queue.module';
export { SecretBox } from './secrets/secret-box';
export { FileMissing, FileStore, type ByteRange, type StoredFile } from './storage/file-store';
export { platformEntities } from './platform-entities';
