import { digitsOf } from './customers';
import type { Customer } from './customers';
import type { GraphRequest } from './graph-routes';
import { GraphError, parseJson } from './http';
import type { StoredTemplate } from './template-store';
import type { FakeNumber, World } from './world';

const DAY = 24 * 60 * 60 * 1000;
const PROFILE_LIMITS: Record<string, number> = {
  about: 139,
  address: 256,
  description: 256,
  email: 128,
};

const invalid = (details: string) => new GraphError(100, 400, '(#100) Invalid parameter', details);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Numbers, profile, block list, templates and subscriptions. */
export class AccountRoutes {
  constructor(private readonly world: World) {}

  /** Undefined when the path is unknown. */
  route(graph: GraphRequest, number: FakeNumber | undefined): unknown {
    if (graph.node === this.world.options.wabaId) return this.account(graph);
    if (number) return this.number(graph, number);
    const template = this.world.templates.get(graph.node);
    return template ? this.template(graph, template) : undefined;
  }

  private account(graph: GraphRequest): unknown {
    const { method, edge, query, body } = graph;
    const { world } = this;
    const key = `${method} ${edge ?? ''}`.trim();
    switch (key) {
      case 'GET phone_numbers':
        return {
          data: [...world.numbers.values()].map((number) => this.describe(number)),
          paging: {},
        };
      case 'GET message_templates':
        return this.listTemplates(query);
      case 'POST message_templates': {
        const template = world.templates.create(parseJson(body));
        return { id: template.id, status: template.status, category: template.category };
      }
      case 'DELETE message_templates':
        return this.deleteTemplates(query);
      case 'GET subscribed_apps':
        return {
          data: world.subscribed
            ? [
                {
                  whatsapp_business_api_data: {
                    id: '100001',
                    name: 'DataCare',
                    link: 'https://www.facebook.com/games/?app_id=100001',
                  },
                },
              ]
            : [],
        };
      case 'POST subscribed_apps':
      case 'DELETE subscribed_apps':
        world.subscribed = method === 'POST';
        return { success: true };
      case 'GET':
        return {
          id: world.options.wabaId,
          name: 'WhatsApp Business Account',
          timezone_id: '1',
          health_status: this.health('WABA', world.options.wabaId),
        };
      default:
        return undefined;
    }
  }

  private number(graph: GraphRequest, number: FakeNumber): unknown {
    const { method, edge, body } = graph;
    const key = `${method} ${edge ?? ''}`.trim();
    switch (key) {
      case 'GET':
        return this.describe(number);
      case 'POST':
        return { success: true };
      case 'POST register':
        if (!/^\d{6}$/.test(String(parseJson(body).pin))) throw invalid('pin must have six digits');
        number.registered = true;
        return { success: true };
      case 'POST deregister':
        number.registered = false;
        return { success: true };
      case 'GET whatsapp_business_profile':
        return { data: [{ messaging_product: 'whatsapp', ...number.profile }] };
      case 'POST whatsapp_business_profile':
        return this.updateProfile(number, parseJson(body));
      case 'GET block_users':
        return this.listBlocked(number);
      case 'POST block_users':
      case 'DELETE block_users':
        return this.changeBlocks(number, parseJson(body), method === 'POST');
      case 'GET username':
        return number.username ? { username: number.username, status: 'approved' } : {};
      case 'POST username':
        number.username = String(parseJson(body).username ?? '');
        return { status: 'approved' };
      case 'DELETE username':
        delete number.username;
        return { success: true };
      default:
        return undefined;
    }
  }

  private describe(number: FakeNumber) {
    return {
      id: number.phoneNumberId,
      display_phone_number: number.displayPhoneNumber,
      verified_name: number.verifiedName,
      quality_rating: number.quality,
      code_verification_status: 'VERIFIED',
      name_status: 'APPROVED',
      platform_type: 'CLOUD_API',
      throughput: { level: number.rate.limit >= 1000 ? 'HIGH' : 'STANDARD' },
      webhook_configuration: { application: this.world.options.webhookUrl ?? '' },
      status: number.registered ? 'CONNECTED' : 'DISCONNECTED',
      account_mode: 'LIVE',
      is_official_business_account: false,
      whatsapp_business_manager_messaging_limit:
        number.tier === 'UNLIMITED' ? 'TIER_UNLIMITED' : number.tier,
      health_status: this.health('PHONE_NUMBER', number.phoneNumberId),
    };
  }

  private health(kind: string, id: string) {
    const state = this.world.faults.state.tokenExpired ? 'BLOCKED' : 'AVAILABLE';
    return {
      can_send_message: state,
      entities: [{ entity_type: kind, id, can_send_message: state }],
    };
  }

  private updateProfile(number: FakeNumber, body: Record<string, unknown>) {
    for (const [field, max] of Object.entries(PROFILE_LIMITS))
      if (String(body[field] ?? '').length > max)
        throw invalid(`${field} is longer than ${max} characters`);
    if (listOf(body.websites).length > 2) throw invalid('websites: at most 2');
    const { messaging_product: _, profile_picture_handle: __, ...profile } = body;
    number.profile = { ...number.profile, ...profile };
    return { success: true };
  }

  private blocked(number: FakeNumber): Customer[] {
    return this.world.customers
      .all()
      .filter((customer) => customer.blockedBy.has(number.phoneNumberId));
  }

  private listBlocked(number: FakeNumber) {
    const data = this.blocked(number).map((customer) => ({
      messaging_product: 'whatsapp',
      ...(customer.waId ? { wa_id: customer.waId } : {}),
      user_id: customer.userId,
    }));
    return { data, paging: {} };
  }

  private changeBlocks(number: FakeNumber, body: Record<string, unknown>, isBlock: boolean) {
    const done: unknown[] = [];
    const failed: unknown[] = [];
    for (const raw of listOf(body.block_users)) {
      const target = raw as { user?: string; user_id?: string };
      const input = target.user ?? target.user_id ?? '';
      const customer = this.world.customers.find(
        target.user ? { phone: digitsOf(target.user) } : { userId: input },
      );
      const wroteAt = customer?.wroteAt.get(number.phoneNumberId) ?? 0;
      if (!customer || (isBlock && wroteAt < this.world.clock.now() - DAY)) {
        failed.push({
          input,
          errors: [
            {
              code: 131047,
              message: 'Re-engagement required',
              error_data: { details: 'The user has not written in the last 24 hours' },
            },
          ],
        });
        continue;
      }
      if (isBlock) customer.blockedBy.add(number.phoneNumberId);
      else customer.blockedBy.delete(number.phoneNumberId);
      done.push({
        input,
        ...(customer.waId ? { wa_id: customer.waId } : { user_id: customer.userId }),
      });
    }
    if (failed.length > 0)
      throw new GraphError(
        139100,
        400,
        '(#139100) Failed to block some users',
        JSON.stringify(failed),
      );
    return {
      messaging_product: 'whatsapp',
      block_users: { [isBlock ? 'added_users' : 'removed_users']: done },
    };
  }

  private listTemplates(query: URLSearchParams) {
    const matches = (
      field: 'status' | 'name' | 'category' | 'language',
      template: StoredTemplate,
    ) => !query.has(field) || template[field].toLowerCase() === query.get(field)!.toLowerCase();
    const all = this.world.templates
      .list()
      .filter((template) =>
        (['status', 'name', 'category', 'language'] as const).every((field) =>
          matches(field, template),
        ),
      );
    const after = query.get('after');
    const start = after ? Number(Buffer.from(after, 'base64url').toString()) : 0;
    if (!Number.isInteger(start))
      throw new GraphError(131059, 400, '(#131059) Invalid paging cursor');
    const limit = Math.min(Number(query.get('limit') ?? 25) || 25, 1000);
    const cursor = (index: number) => Buffer.from(String(index)).toString('base64url');
    const end = start + limit;
    return {
      data: all.slice(start, end).map(asListed),
      paging: {
        cursors: { before: cursor(start), after: cursor(end) },
        ...(end < all.length ? { next: `?after=${cursor(end)}` } : {}),
      },
    };
  }

  private deleteTemplates(query: URLSearchParams) {
    const id = query.get('hsm_id');
    const found = this.world.templates
      .list()
      .filter((template) => template.name === query.get('name') && (!id || template.id === id));
    if (found.length === 0) throw invalid('There is no such template');
    for (const template of found) this.world.templates.remove(template);
    return { success: true };
  }

  private template(graph: GraphRequest, template: StoredTemplate): unknown {
    const { method, edge, body } = graph;
    if (method === 'GET' && !edge) return asListed(template);
    if (method === 'POST' && edge === 'unpause') {
      this.world.templates.unpause(template);
      return { success: true };
    }
    if (method !== 'POST' || edge) return undefined;
    this.world.templates.edit(
      template,
      listOf(parseJson(body).components) as Record<string, unknown>[],
    );
    return { success: true };
  }
}

const asListed = ({ quality_score, pauses: _, pausedUntil: __, ...template }: StoredTemplate) => ({
  ...template,
  quality_score: { score: quality_score ?? 'UNKNOWN' },
});
