import { runWithCorrelation } from '../context/correlation';
import { JsonLogger } from './logger';

describe('the log', () => {
  let lines: Record<string, unknown>[];
  const loggerOf = (level: string) =>
    new JsonLogger('worker', level, {
      write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    });
  beforeEach(() => (lines = []));

  it('is JSON lines that name the process, the place and the correlation id', () => {
    const logger = loggerOf('info');
    runWithCorrelation('from-the-webhook', () => logger.log('conversation 1', 'Journal'));
    logger.warn('nobody in particular');
    expect(lines).toMatchObject([
      {
        level: 'info',
        process: 'worker',
        context: 'Journal',
        correlationId: 'from-the-webhook',
        msg: 'conversation 1',
      },
      { level: 'warn', msg: 'nobody in particular' },
    ]);
    expect(lines[1]).not.toHaveProperty('correlationId');
    for (const { time } of lines) expect(String(time)).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('hides phone numbers and tokens in messages, objects, errors and stacks', () => {
    const logger = loggerOf('info');
    const secret = 'EAAGm0PX4ZCpsBAKplantedToken';
    logger.warn(`254712345678 was refused: Bearer ${secret}`);
    logger.log({ to: '254712345678', access_token: secret });
    logger.error(new Error(`GET /media?access_token=${secret} for +254712345678`));
    logger.error('failed', `Error: Bearer ${secret}\n at 254712345678`, 'Sender');
    const text = JSON.stringify(lines);
    expect(lines).toHaveLength(4);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('254712345678');
    expect(text).toContain('254*******78');
  });

  it('leaves out what is below its level', () => {
    loggerOf('warn').log('chatter');
    expect(lines).toEqual([]);
  });
});
