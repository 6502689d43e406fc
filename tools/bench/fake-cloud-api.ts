import { startFakeCloudApi, type FakeCloudApiOptions } from '@datacare/cloud-api/testing';

const options = JSON.parse(process.env['FAKE_OPTIONS'] ?? '{}') as FakeCloudApiOptions;
const fake = await startFakeCloudApi(options);
process.once('SIGTERM', () => void fake.close().then(() => process.exit(0)));
