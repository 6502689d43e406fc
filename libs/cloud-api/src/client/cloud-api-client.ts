import type { Readable } from 'node:stream';
import { Agent } from 'undici';
import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import type { AccountTemplate } from '../content/account-template';
import type { OutboundContent } from '../content/outbound';
import { CloudApiFailure } from '../errors/cloud-api-error';
import * as answers from './answers';
import type { BlockAnswer, BusinessProfile, HealthStatus, MediaInfo, PhoneNumber } from './answers';
import { exchange } from './exchange';
import type { Exchange } from './exchange';
import { download, multipart } from './media-transfer';
import type { Download } from './media-transfer';
import { judge } from './outcome';
import type { SendOutcome } from './outcome';

export interface CloudApiClientOptions {
  /** `https://graph.facebook.com`, or the address of a simulator. */
  baseUrl: string;
  /** Graph version, such as `v26.0`. */
  version: string;
  accessToken: string;
  /** Shared between clients where there are many; otherwise the client keeps its own pool. */
  dispatcher?: Dispatcher;
  /** From the call to the last byte of the answer; 30,000 by default. */
  timeoutMs?: number;
  /** Hosts that media may be fetched from; Meta's and the base URL's by default. */
  mediaHosts?: readonly string[];
  /** Larger media is refused; 100 MB by default. */
  maxMediaBytes?: number;
}

export interface SendRequest {
  /** Phone number in digits; wins over `recipient`. */
  to?: string;
  /** Business-scoped user id. */
  recipient?: string;
  content: OutboundContent;
  /** Quotes this message. */
  replyToWamid?: string;
  /** Echoed in the status webhooks; at most 512 characters. */
  opaque?: string;
}

export type BlockTarget = { phone: string } | { userId: string };

const META_MEDIA_HOSTS = ['lookaside.fbsbx.com', '.fbsbx.com', '.whatsapp.net', '.fbcdn.net'];
const UPLOAD_TIMEOUT_MS = 300_000;

/** A pool fit for the Graph API: keep-alive, bounded, and never retrying by itself. */
export const createDispatcher = (connections = 256) =>
  new Agent({
    connections,
    pipelining: 1,
    connect: { timeout: 5_000 },
    keepAliveTimeout: 15_000,
    keepAliveMaxTimeout: 120_000,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
  });

const encode = encodeURIComponent;

/** Meta's WhatsApp Cloud API for one access token. */
export class CloudApiClient {
  private readonly origin: string;
  private readonly prefix: string;
  private readonly dispatcher: Dispatcher;
  private readonly owned?: Dispatcher;
  private readonly timeoutMs: number;
  private readonly authorization: { authorization: string };
  private readonly jsonHeaders: Record<string, string>;

  constructor(private readonly options: CloudApiClientOptions) {
    const base = new URL(options.baseUrl);
    this.origin = base.origin;
    this.prefix = `${base.pathname.replace(/\/+$/, '')}/${options.version}`;
    if (!options.dispatcher) this.owned = createDispatcher();
    this.dispatcher = options.dispatcher ?? this.owned!;
    this.timeoutMs = options.timeoutMs ?? 30_000;
    this.authorization = { authorization: `Bearer ${options.accessToken}` };
    this.jsonHeaders = { ...this.authorization, 'content-type': 'application/json' };
  }

  /** Sends one message; never throws for anything that the API or the network answers. */
  async send(phoneNumberId: string, message: SendRequest): Promise<SendOutcome> {
    const result = await this.post(`/${encode(phoneNumberId)}/messages`, {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...(message.to ? { to: message.to } : {}),
      ...(message.recipient ? { recipient: message.recipient } : {}),
      ...(message.replyToWamid ? { context: { message_id: message.replyToWamid } } : {}),
      ...(message.opaque ? { biz_opaque_callback_data: message.opaque } : {}),
      ...message.content,
    });
    return accepted(result) ?? judge(result);
  }

  /** Marks a customer's message and all before it as read; with `typing` also shows that we write (25 s). */
  async markRead(
    phoneNumberId: string,
    wamid: string,
    options: { typing?: boolean } = {},
  ): Promise<void> {
    await this.call(answers.successSchema, 'POST', `/${encode(phoneNumberId)}/messages`, {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: wamid,
      ...(options.typing ? { typing_indicator: { type: 'text' } } : {}),
    });
  }

  /** Uploads a file, kept by Meta for 30 days; answers its media id. */
  async uploadMedia(
    phoneNumberId: string,
    file: { data: Blob | Readable; mimeType: string; filename: string },
  ): Promise<{ id: string }> {
    const { body, headers } = multipart(
      { messaging_product: 'whatsapp', type: file.mimeType },
      file,
    );
    const result = await exchange(this.dispatcher, {
      origin: this.origin,
      path: `${this.prefix}/${encode(phoneNumberId)}/media`,
      method: 'POST',
      headers: { ...this.authorization, ...headers },
      body,
      timeoutMs: Math.max(this.timeoutMs, UPLOAD_TIMEOUT_MS),
    });
    return this.read(answers.uploadedSchema, result);
  }

  /** Where a media object can be fetched for the next five minutes. */
  async mediaInfo(id: string, phoneNumberId?: string): Promise<MediaInfo> {
    const query = phoneNumberId ? `?phone_number_id=${encode(phoneNumberId)}` : '';
    return this.call(answers.mediaInfoSchema, 'GET', `/${encode(id)}${query}`);
  }

  /** Opens a media address from `mediaInfo`; refuses foreign hosts and files over the cap. */
  async downloadMedia(url: string): Promise<Download> {
    const host = new URL(this.origin).host;
    return download(this.dispatcher, url, {
      hosts: [...(this.options.mediaHosts ?? META_MEDIA_HOSTS), host],
      plainHosts: this.origin.startsWith('http:') ? [host] : [],
      maxBytes: this.options.maxMediaBytes ?? 100 * 1024 * 1024,
      headers: this.authorization,
      timeoutMs: this.timeoutMs,
    });
  }

  /** Deletes an uploaded file. */
  async deleteMedia(id: string): Promise<void> {
    await this.call(answers.successSchema, 'DELETE', `/${encode(id)}`);
  }

  /** Everything that Meta tells about a number. */
  async phoneNumber(phoneNumberId: string): Promise<PhoneNumber> {
    const path = `/${encode(phoneNumberId)}?fields=${answers.phoneNumberFields}`;
    return this.call(answers.phoneNumberSchema, 'GET', path);
  }

  /** The numbers of an account. */
  async listPhoneNumbers(wabaId: string): Promise<PhoneNumber[]> {
    return (await this.call(answers.phoneNumbersSchema, 'GET', `/${encode(wabaId)}/phone_numbers`))
      .data;
  }

  /** The profile that customers see. */
  async profile(phoneNumberId: string): Promise<BusinessProfile> {
    const fields = 'about,address,description,email,profile_picture_url,websites,vertical';
    const path = `/${encode(phoneNumberId)}/whatsapp_business_profile?fields=${fields}`;
    return (await this.call(answers.profileAnswerSchema, 'GET', path)).data[0] ?? {};
  }

  /** Changes the fields that are given. */
  async updateProfile(
    phoneNumberId: string,
    profile: Partial<Omit<BusinessProfile, 'profile_picture_url'>> & {
      profile_picture_handle?: string;
    },
  ): Promise<void> {
    await this.call(
      answers.successSchema,
      'POST',
      `/${encode(phoneNumberId)}/whatsapp_business_profile`,
      {
        messaging_product: 'whatsapp',
        ...profile,
      },
    );
  }

  /** Blocks customers who wrote in the last 24 hours. */
  async blockUsers(phoneNumberId: string, users: readonly BlockTarget[]): Promise<BlockAnswer> {
    return this.changeBlocks('POST', phoneNumberId, users);
  }

  /** Lets blocked customers write again. */
  async unblockUsers(phoneNumberId: string, users: readonly BlockTarget[]): Promise<BlockAnswer> {
    return this.changeBlocks('DELETE', phoneNumberId, users);
  }

  /** One page of the block list; `after` is absent on the last. */
  async blockedUsers(
    phoneNumberId: string,
    page: { after?: string; limit?: number } = {},
  ): Promise<{ users: { waId?: string; userId?: string }[]; after?: string }> {
    const path = `/${encode(phoneNumberId)}/block_users${pageQuery(page)}`;
    const { data, paging } = await this.call(answers.blockedUsersSchema, 'GET', path);
    const users = data.map((user) => ({
      ...(user.wa_id ? { waId: user.wa_id } : {}),
      ...(user.user_id ? { userId: user.user_id } : {}),
    }));
    return { users, ...(paging ? { after: paging } : {}) };
  }

  /** One page of the account's templates; `after` is absent on the last. */
  async listTemplates(
    wabaId: string,
    page: { after?: string; limit?: number } = {},
  ): Promise<{ templates: AccountTemplate[]; after?: string }> {
    const path = `/${encode(wabaId)}/message_templates${pageQuery({ limit: 100, ...page })}`;
    const { data, paging } = await this.call(answers.templatesSchema, 'GET', path);
    return { templates: data, ...(paging ? { after: paging } : {}) };
  }

  /** The apps that get this account's webhooks. */
  async subscribedApps(
    wabaId: string,
  ): Promise<{ id?: string; name?: string; overrideCallbackUri?: string }[]> {
    const { data } = await this.call(
      answers.subscribedAppsSchema,
      'GET',
      `/${encode(wabaId)}/subscribed_apps`,
    );
    return data.map((app) => ({
      ...(app.whatsapp_business_api_data?.id ? { id: app.whatsapp_business_api_data.id } : {}),
      ...(app.whatsapp_business_api_data?.name
        ? { name: app.whatsapp_business_api_data.name }
        : {}),
      ...(app.override_callback_uri ? { overrideCallbackUri: app.override_callback_uri } : {}),
    }));
  }

  /** Subscribes our app to the account's webhooks. */
  async subscribeApp(wabaId: string): Promise<void> {
    await this.call(answers.successSchema, 'POST', `/${encode(wabaId)}/subscribed_apps`, {});
  }

  /** Whether a number, account or template can send, and why not. */
  async health(nodeId: string): Promise<HealthStatus> {
    const path = `/${encode(nodeId)}?fields=health_status`;
    return (await this.call(answers.healthAnswerSchema, 'GET', path)).health_status;
  }

  /** Closes the client's own pool; a pool given from outside stays open. */
  async close(): Promise<void> {
    await this.owned?.close();
  }

  private async changeBlocks(
    method: 'POST' | 'DELETE',
    phoneNumberId: string,
    users: readonly BlockTarget[],
  ) {
    const answer = await this.call(
      answers.blockAnswerSchema,
      method,
      `/${encode(phoneNumberId)}/block_users`,
      {
        messaging_product: 'whatsapp',
        block_users: users.map((user) =>
          'phone' in user ? { user: user.phone } : { user_id: user.userId },
        ),
      },
    );
    return answer.block_users;
  }

  private post(path: string, body: unknown): Promise<Exchange> {
    return this.request('POST', path, body);
  }

  private request(method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<Exchange> {
    return exchange(this.dispatcher, {
      origin: this.origin,
      path: this.prefix + path,
      method,
      headers: body === undefined ? this.authorization : this.jsonHeaders,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      timeoutMs: this.timeoutMs,
    });
  }

  private async call<T extends z.ZodType>(
    schema: T,
    method: Dispatcher.HttpMethod,
    path: string,
    body?: unknown,
  ): Promise<z.infer<T>> {
    return this.read(schema, await this.request(method, path, body));
  }

  private read<T extends z.ZodType>(schema: T, result: Exchange): z.infer<T> {
    const status = result.kind === 'answered' ? result.status : undefined;
    if (result.kind === 'answered' && result.status >= 200 && result.status < 300) {
      const parsed = schema.safeParse(result.body);
      if (parsed.success) return parsed.data;
    }
    const verdict = judge(result);
    const message =
      verdict.kind === 'rejected' ? `${verdict.error.code} ${verdict.error.title}` : verdict.reason;
    throw new CloudApiFailure(message, {
      kind: verdict.kind,
      status,
      error: verdict.error,
      afterMs: verdict.kind === 'retry' ? verdict.afterMs : undefined,
    });
  }
}

function pageQuery({ after, limit }: { after?: string; limit?: number }): string {
  const query = new URLSearchParams();
  if (limit) query.set('limit', String(limit));
  if (after) query.set('after', after);
  const text = query.toString();
  return text ? `?${text}` : '';
}

function accepted(result: Exchange): SendOutcome | undefined {
  if (result.kind !== 'answered' || result.status < 200 || result.status >= 300) return undefined;
  const body = (result.body ?? {}) as {
    contacts?: { wa_id?: unknown; user_id?: unknown }[];
    messages?: { id?: unknown; message_status?: unknown }[];
  };
  const message = Array.isArray(body.messages) ? body.messages[0] : undefined;
  if (typeof message?.id !== 'string' || !message.id) return undefined;
  const contact = Array.isArray(body.contacts) ? body.contacts[0] : undefined;
  return {
    kind: 'accepted',
    wamid: message.id,
    ...(typeof contact?.wa_id === 'string' ? { waId: contact.wa_id } : {}),
    ...(typeof contact?.user_id === 'string' ? { userId: contact.user_id } : {}),
    ...(typeof message.message_status === 'string'
      ? { messageStatus: message.message_status }
      : {}),
  };
}
