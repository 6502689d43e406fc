import { api } from './api';
import type { Content } from './api';
import { field, h, openDialog, toast } from './dom';

type Write = (content: Content) => Promise<unknown>;

const MAX_BYTES = 16 * 1024 * 1024;

const kindOf = (file: File): 'image' | 'video' | 'audio' | 'document' => {
  const [major] = file.type.split('/');
  return major === 'image' && file.type !== 'image/svg+xml'
    ? 'image'
    : major === 'video' || major === 'audio'
      ? major
      : 'document';
};

/** Sends a file as what it is; refuses what is too large before reading it. */
export async function sendFile(
  file: File,
  write: Write,
  options: { caption?: string; as?: 'document' | 'sticker' } = {},
): Promise<void> {
  if (file.size > MAX_BYTES) {
    toast(`${file.name} is larger than 16 MB`);
    return;
  }
  const { id } = await api.upload(file, file.name);
  const kind = options.as ?? kindOf(file);
  await write({
    type: kind,
    [kind]: {
      id,
      ...(options.caption && kind !== 'audio' && kind !== 'sticker'
        ? { caption: options.caption }
        : {}),
      ...(kind === 'document' ? { filename: file.name } : {}),
      ...(kind === 'audio' ? { voice: /ogg|webm/.test(file.type) } : {}),
    },
  });
}

/** Asks the browser for a file. */
export function chooseFile(accept: string, then: (file: File) => void): void {
  const input = h('input', { type: 'file', accept });
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) then(file);
  });
  input.click();
}

const places = [
  { name: 'Sarit Centre', address: 'Westlands, Nairobi', latitude: -1.2607, longitude: 36.8027 },
  {
    name: 'Kenyatta Market',
    address: 'Ngong Road, Nairobi',
    latitude: -1.3063,
    longitude: 36.8025,
  },
  { name: 'Likoni Ferry', address: 'Mombasa', latitude: -4.0797, longitude: 39.6646 },
];

/** Asks for a place and sends it. */
export function sendLocation(write: Write): void {
  const [first] = places;
  const choice = h(
    'select',
    {},
    ...places.map((place, index) => h('option', { value: index }, place.name)),
  );
  const latitude = h('input', {
    type: 'number',
    step: 'any',
    min: -90,
    max: 90,
    required: true,
    value: first!.latitude,
  });
  const longitude = h('input', {
    type: 'number',
    step: 'any',
    min: -180,
    max: 180,
    required: true,
    value: first!.longitude,
  });
  const name = h('input', { value: first!.name });
  const address = h('input', { value: first!.address });
  choice.addEventListener('change', () => {
    const place = places[Number(choice.value)]!;
    latitude.value = String(place.latitude);
    longitude.value = String(place.longitude);
    name.value = place.name;
    address.value = place.address;
  });
  openDialog({
    title: 'Send a location',
    body: [
      field('Place', choice),
      field('Latitude', latitude),
      field('Longitude', longitude),
      field('Name', name),
      field('Address', address),
    ],
    action: 'Send location',
    run: () =>
      write({
        type: 'location',
        location: {
          latitude: Number(latitude.value),
          longitude: Number(longitude.value),
          ...(name.value ? { name: name.value } : {}),
          ...(address.value ? { address: address.value } : {}),
        },
      }),
  });
}

/** Asks for a contact card and sends it. */
export function sendContact(write: Write): void {
  const name = h('input', { required: true, value: 'Grace Njeri' });
  const phone = h('input', { type: 'tel', required: true, value: '+254 720 555 666' });
  openDialog({
    title: 'Send a contact',
    body: [field('Name', name), field('Phone number', phone)],
    action: 'Send contact',
    run: () => {
      const [first = '', ...rest] = name.value.trim().split(' ');
      const digits = phone.value.replace(/\D/g, '');
      return write({
        type: 'contacts',
        contacts: [
          {
            name: {
              formatted_name: name.value.trim(),
              first_name: first,
              ...(rest.length > 0 ? { last_name: rest.join(' ') } : {}),
            },
            phones: [{ phone: `+${digits}`, wa_id: digits, type: 'CELL' }],
            vcard: `BEGIN:VCARD\nVERSION:3.0\nFN:${name.value.trim()}\nTEL:+${digits}\nEND:VCARD`,
            origin: 'other',
          },
        ],
      });
    },
  });
}
