import { timingSafeEqual, createHash } from 'node:crypto';
import { splitWebhook, verifySignature } from '@datacare/cloud-api';
import { Config, Journal } from '@datacare/platform';
import { Public } from '@datacare/platform/api';
import {
  Controller,
  ForbiddenException,
  Get,
  Header,
  HttpCode,
  Logger,
  PayloadTooLargeException,
  Post,
  Query,
  Req,
  ServiceUnavailableException,
  UnauthorizedException,
  type RawBodyRequest,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { WebhookInbox } from './webhook-inbox.service';
import { webhookRejections } from './webhook-metrics';

/** Meta's own bound. */
const MOST_BYTES = 3 * 1024 * 1024;

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Where Meta delivers. Public: the signature over the raw bytes says who speaks. */
@Public()
@Controller('webhooks/whatsapp')
export class WebhookController {
  private readonly logger = new Logger(WebhookController.name);

  constructor(
    private readonly config: Config,
    private readonly inbox: WebhookInbox,
    private readonly journal: Journal,
  ) {}

  /** The handshake: Meta's challenge comes back to whoever knows the verify token. */
  @Get()
  @Header('content-type', 'text/plain; charset=utf-8')
  verify(@Query() query: Record<string, unknown>): string {
    const [mode, token, challenge] = ['hub.mode', 'hub.verify_token', 'hub.challenge'].map(
      (name) => query[name],
    );
    const isKnown =
      typeof token === 'string' &&
      timingSafeEqual(digest(token), digest(this.config.whatsapp.verifyToken));
    if (mode !== 'subscribe' || !isKnown || typeof challenge !== 'string') {
      webhookRejections.inc({ reason: 'handshake' });
      throw new ForbiddenException('The verify token is not the one configured here.');
    }
    return challenge;
  }

  /** 200 says that everything in the body is stored for good; anything else makes Meta come back. */
  @Post()
  @HttpCode(200)
  async receive(@Req() request: RawBodyRequest<FastifyRequest>): Promise<{ received: number }> {
    const raw = request.rawBody;
    const header = request.headers['x-hub-signature-256'];
    if (raw && raw.length > MOST_BYTES) throw new PayloadTooLargeException();
    if (
      !raw ||
      typeof header !== 'string' ||
      !verifySignature(raw, header, this.config.whatsapp.appSecret)
    ) {
      webhookRejections.inc({ reason: 'signature' });
      throw new UnauthorizedException('The signature does not belong to this body.');
    }
    const items = splitWebhook(request.body);
    try {
      await this.inbox.store(items);
    } catch (error) {
      webhookRejections.inc({ reason: 'not_stored' });
      this.logger.error('A webhook could not be stored; Meta will repeat it', error);
      throw new ServiceUnavailableException('Not stored. Send it again.');
    }
    this.journal.append({ kind: 'webhook', at: new Date(), data: raw.toString('utf8') });
    return { received: items.length };
  }
}
