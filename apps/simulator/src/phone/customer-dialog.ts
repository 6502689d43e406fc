import { api } from './api';
import type { Customer } from './api';
import { field, h, openDialog, toast } from './dom';
import type { Store } from './store';

const check = (label: string, checked: boolean, hint: string) => {
  const input = h('input', { type: 'checkbox', checked });
  return {
    input,
    view: h('label', { class: 'check' }, input, h('span', {}, label, h('small', {}, hint))),
  };
};

const kinds = {
  phone: 'Phone number only',
  both: 'Phone number and username',
  username: 'Username only, number hidden',
} as const;

const suggestedPhone = () => `2547${Math.floor(10_000_000 + Math.random() * 89_999_999)}`;

/** Asks for a new customer of one of the three kinds. */
export function newCustomer(store: Store): void {
  const name = h('input', {
    required: true,
    maxLength: 60,
    autocomplete: 'off',
    placeholder: 'Mercy Achieng',
  });
  const kind = h(
    'select',
    {},
    ...Object.entries(kinds).map(([value, label]) => h('option', { value }, label)),
  );
  const phone = h('input', { type: 'tel', value: suggestedPhone(), autocomplete: 'off' });
  const username = h('input', {
    maxLength: 35,
    autocomplete: 'off',
    pattern: '[a-z0-9._]{3,35}',
    placeholder: 'mercy.a',
  });
  const phoneField = field('Phone number', phone, 'With country code');
  const usernameField = field('Username', username, 'Small letters, digits, dots and underscores');
  const arrange = () => {
    phoneField.hidden = kind.value === 'username';
    usernameField.hidden = kind.value === 'phone';
    username.required = kind.value !== 'phone';
    phone.required = kind.value !== 'username';
  };
  kind.addEventListener('change', arrange);
  arrange();
  openDialog({
    title: 'New customer',
    body: [
      field('Name', name),
      field('How the business sees them', kind),
      phoneField,
      usernameField,
    ],
    action: 'Create customer',
    run: async () => {
      const customer = await api.saveCustomer({
        name: name.value.trim(),
        attended: true,
        ...(kind.value === 'username' ? { sharesPhone: false } : { phone: phone.value }),
        ...(kind.value === 'phone' ? {} : { username: username.value }),
      });
      await store.load();
      await store.open(customer.id);
    },
  });
}

/** Changes what WhatsApp knows about a customer. */
export function editCustomer(customer: Customer, store: Store): void {
  const name = h('input', {
    required: true,
    maxLength: 60,
    value: customer.name,
    autocomplete: 'off',
  });
  const username = h('input', {
    maxLength: 35,
    pattern: '[a-z0-9._]{3,35}',
    value: customer.username ?? '',
    autocomplete: 'off',
  });
  const phone = h('input', { type: 'tel', value: customer.phone ?? '', autocomplete: 'off' });
  const shares = check(
    'Shares the phone number',
    customer.sharesPhone,
    'Off: webhooks carry the user id alone',
  );
  const onWhatsApp = check('Is on WhatsApp', customer.onWhatsApp, 'Off: sends fail with 131026');
  const optedOut = check(
    'Stopped marketing',
    customer.optedOut,
    'Sends the opt-out webhook; marketing fails with 131050',
  );
  const blocks = check(
    'Has blocked the business',
    customer.blocksUs,
    'Messages are sent but never delivered',
  );
  openDialog({
    title: customer.name,
    body: [
      field('Name', name),
      field('Username', username, 'Empty: none'),
      field('Phone number', phone, 'Another number sends the number-change webhooks'),
      shares.view,
      onWhatsApp.view,
      optedOut.view,
      blocks.view,
      h('p', { class: 'note' }, `User id ${customer.userId}`),
    ],
    action: 'Save',
    run: async () => {
      await api.saveCustomer({
        id: customer.id,
        name: name.value.trim(),
        attended: true,
        ...(username.value ? { username: username.value } : {}),
        sharesPhone: shares.input.checked,
        onWhatsApp: onWhatsApp.input.checked,
        optedOut: optedOut.input.checked,
        blocksUs: blocks.input.checked,
      });
      const digits = phone.value.replace(/\D/g, '');
      if (digits && digits !== customer.phone) await api.changeNumber(customer.id, digits);
      await store.load();
      toast('Saved');
    },
  });
}
