import type { FakeControl, Faults, LogEntry } from '@datacare/cloud-api/testing';

export type State = ReturnType<FakeControl['state']>;
export type Customer = State['customers'][number];
export type Content = { type: string } & Record<string, unknown>;
export type { Faults, LogEntry };

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/control/${path}`, init);
  const answer = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(answer.error ?? `The simulator answered ${response.status}`);
  return answer;
}

const post = <T>(path: string, body: unknown) =>
  call<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** The simulator's control, as the page uses it. */
export const api = {
  state: () => call<State>('state'),
  conversation: async (customerId: string) =>
    (await call<{ entries: LogEntry[] }>(`conversation?customer=${encodeURIComponent(customerId)}`))
      .entries,
  write: (customerId: string, content: Content, replyTo?: string) =>
    post<{ wamid: string }>('inbound', {
      from: { id: customerId },
      content,
      ...(replyTo ? { replyTo } : {}),
    }),
  saveCustomer: (customer: Record<string, unknown>) => post<Customer>('customers', customer),
  changeNumber: (id: string, phone: string) =>
    post<Customer>(`customers/number?customer=${encodeURIComponent(id)}`, { phone }),
  read: (customerId: string) => post('read', { customerId }),
  status: (wamid: string, status: string, code?: number) =>
    post('status', { wamid, status, ...(code === undefined ? {} : { code }) }),
  faults: (patch: object) => post<Faults>('faults', patch),
  settings: (change: object) => post('settings', change),
  moveHours: (moveHours: number) => post<{ offsetMs: number }>('time', { moveHours }),
  moveMs: (moveMs: number) => post<{ offsetMs: number }>('time', { moveMs }),
  template: (action: object) => post('templates', action),
  reset: () => post('reset', {}),
  upload: (file: Blob, name: string) =>
    call<{ id: string }>('media', {
      method: 'POST',
      headers: {
        'content-type': file.type || 'application/octet-stream',
        'x-filename': encodeURIComponent(name),
      },
      body: file,
    }),
};

export const mediaUrl = (media: { id?: string | undefined; link?: string | undefined }) =>
  media.link ?? `/control/media/${encodeURIComponent(media.id ?? '')}`;
