import type { NewCustomer } from '@datacare/cloud-api/testing';

/** Who can be played from the start: by number, by number and username, by username alone. */
export const demoCustomers: NewCustomer[] = [
  { id: 'asha', name: 'Asha Wanjiru', phone: '254722111222', attended: true },
  {
    id: 'brian',
    name: 'Brian Otieno',
    phone: '254733444555',
    username: 'brian.otieno',
    attended: true,
  },
  { id: 'zuri', name: 'Zuri', username: 'zuri.designs', sharesPhone: false, attended: true },
];
