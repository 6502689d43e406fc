import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import { correlationId } from '../context/correlation';
import { maskText } from './mask';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

const asText = (message: unknown): string =>
  message instanceof Error
    ? (message.stack ?? message.message)
    : typeof message === 'string'
      ? message
      : JSON.stringify(message);

/** JSON lines on standard output (or wherever a test wants them), each with its correlation id; phone numbers and tokens are masked. */
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(process: string, level: string, destination?: DestinationStream) {
    const options = {
      level,
      base: { process },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
      mixin: () => ({ correlationId: correlationId() }),
    };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  log = (message: unknown, ...rest: unknown[]) => this.write('info', message, rest);
  error = (message: unknown, ...rest: unknown[]) => this.write('error', message, rest);
  warn = (message: unknown, ...rest: unknown[]) => this.write('warn', message, rest);
  debug = (message: unknown, ...rest: unknown[]) => this.write('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]) => this.write('trace', message, rest);
  fatal = (message: unknown, ...rest: unknown[]) => this.write('fatal', message, rest);

  /** Nest passes the context last, and a stack before it. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const context = rest.at(-1);
    const stack = rest.length > 1 ? rest[0] : undefined;
    this.pino[level](
      {
        ...(typeof context === 'string' ? { context } : {}),
        ...(stack === undefined ? {} : { stack: maskText(asText(stack)) }),
      },
      maskText(asText(message)),
    );
  }
}
