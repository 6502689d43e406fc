import { accountTemplateSchema } from '@datacare/cloud-api/content';
import { CloudApiClient } from '@datacare/cloud-api';
import { startFakeCloudApi } from '@datacare/cloud-api/testing';
import { demoTemplates } from './demo-templates';

describe('the templates of the demo', () => {
  it('come out of the account as they are meant', async () => {
    const fake = await startFakeCloudApi({
      appSecret: 's',
      accessToken: 't',
      wabaId: '900',
      numbers: [{ phoneNumberId: '1', displayPhoneNumber: '+254711000000', verifiedName: 'Duka' }],
      templates: demoTemplates,
    });
    const client = new CloudApiClient({ baseUrl: fake.url, version: 'v26.0', accessToken: 't' });
    const { templates } = await client.listTemplates('900');
    expect(templates).toHaveLength(demoTemplates.length);
    const by = (status: string) => templates.filter((template) => template.status === status);
    expect(by('APPROVED').length).toBeGreaterThanOrEqual(10);
    expect([by('PENDING'), by('REJECTED'), by('PAUSED')].map((list) => list.length)).toEqual([
      1, 1, 1,
    ]);
    await client.close();
    await fake.close();
  });

  it('have names and languages that are one of a kind', () => {
    const keys = demoTemplates.map(({ name, language }) => `${name} ${language}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const template of demoTemplates)
      expect(
        accountTemplateSchema.safeParse({ id: '1', status: 'APPROVED', ...template }).success,
      ).toBe(true);
  });
});
