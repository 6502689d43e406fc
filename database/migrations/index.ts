// Written by create-migration.mjs: the migrations in the order in which they run.
import type { MigrationObject } from '@mikro-orm/core';
import { CreateSpine } from './0001-create-spine';
import { AddThreadLastInboundCorrelationId } from './0002-add-thread-last-inbound-correlation-id';
import { AddMessageScheduledFor } from './0003-add-message-scheduled-for';

export const migrations: MigrationObject[] = [
  { name: '0001-create-spine', class: CreateSpine },
  { name: '0002-add-thread-last-inbound-correlation-id', class: AddThreadLastInboundCorrelationId },
  { name: '0003-add-message-scheduled-for', class: AddMessageScheduledFor },
];
