import { join } from 'node:path';
import { startFakeCloudApi } from '@datacare/cloud-api/testing';
import { demoCustomers } from './demo-customers';
import { demoTemplates } from './demo-templates';
import { phonePage } from './page-files';
import { readSettings } from './settings';
import { keepState } from './state-file';

const settings = readSettings(process.env);
const fake = await startFakeCloudApi({
  port: settings.port,
  host: settings.host,
  appSecret: settings.appSecret,
  accessToken: settings.accessToken,
  wabaId: settings.wabaId,
  webhookUrl: settings.webhookUrl,
  numbers: [
    {
      phoneNumberId: settings.phoneNumberId,
      displayPhoneNumber: '+254 711 000 000',
      verifiedName: 'Duka Bora',
      tier: 'TIER_100K',
      throughput: settings.throughput,
    },
  ],
  templates: demoTemplates,
  customers: demoCustomers,
  // Meta waits longer and longer; a person who has just started the other side does not want to.
  webhooks: { retryCapMs: 5000 },
  fallback: await phonePage(join(import.meta.dirname, 'phone')),
});

const say = (message: string, more: object = {}) =>
  console.log(
    JSON.stringify({ level: 'info', time: Date.now(), name: 'simulator', msg: message, ...more }),
  );

say('listening', { phone: `http://localhost:${fake.port}/phone`, webhookUrl: settings.webhookUrl });

const save = settings.stateFile
  ? await keepState(settings.stateFile, fake.control, say)
  : async () => undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    say('stopping', { signal });
    void save()
      .then(() => fake.close())
      .then(() => process.exit(0));
  });
