import { networkOf } from './login-throttle';

describe('the network of an address', () => {
  it.each([
    ['197.248.1.9', '197.248.1.9'],
    ['::ffff:197.248.1.9', '197.248.1.9'],
    ['2c0f:fe38:2100:4d00:1:2:3:4', '2c0f:fe38:2100:4d00::/64'],
    ['2c0f:fe38:2100:4d00::9', '2c0f:fe38:2100:4d00::/64'],
    ['2C0F:fe38::1', '2c0f:fe38:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is in %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
