import { ConfigProblem, loadConfig } from '@datacare/platform';
import { createApiApp } from '@datacare/platform/api';
import { appModule } from './app.module';

/** What is under way gets this long to end; whoever sent the signal would end it by force soon after. */
const GRACE_MS = 29_000;

try {
  const config = loadConfig(process.env);
  const app = await createApiApp(appModule(config), config);
  await app.listen(config.port, config.host);
  process.once('SIGTERM', () => setTimeout(() => process.exit(1), GRACE_MS).unref());
} catch (error) {
  console.error(error instanceof ConfigProblem ? error.message : error);
  process.exit(1);
}
