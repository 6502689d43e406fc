import { readSettings } from './settings';

describe('the settings of the simulator', () => {
  it('fit a demo without any', () => {
    expect(readSettings({})).toMatchObject({
      port: 3900,
      host: '127.0.0.1',
      webhookUrl: 'http://localhost:3000/webhooks/whatsapp',
    });
  });

  it('take the webhook address under either name and ignore empty ones', () => {
    const address = 'http://127.0.0.1:4000/webhooks/whatsapp';
    expect(readSettings({ WHATSAPP_WEBHOOK_URL: address, WEBHOOK_URL: '' }).webhookUrl).toBe(
      address,
    );
  });

  it('name everything that is wrong at once', () => {
    const read = () => readSettings({ SIMULATOR_PORT: 'x', WEBHOOK_URL: 'file:///etc/passwd' });
    expect(read).toThrow('SIMULATOR_PORT');
    expect(read).toThrow('WEBHOOK_URL');
  });
});
