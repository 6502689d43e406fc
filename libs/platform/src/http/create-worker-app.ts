import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config';
import { createApp } from './create-app';

/** The worker process: it takes no requests but for health and metrics. */
export const createWorkerApp = (module: Type, config: Config): Promise<NestFastifyApplication> =>
  createApp(module, { process: 'worker', config });
