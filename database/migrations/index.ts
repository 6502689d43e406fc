// Written by create-migration.mjs: the migrations in the order in which they run.
import type { MigrationObject } from '@mikro-orm/core';
import { CreateSpine } from './0001-create-spine';
import { AddThreadLastInboundCorrelationId } from './0002-add-thread-last-inbound-correlation-id';

export const migrations: MigrationObject[] = [
  { name: '0001-create-spine', class: CreateSpine },
  { name: '0002-add-thread-last-inbound-correlation-id', class: AddThreadLastInboundCorrelationId },
];
