import { CloudApiFailure, explainError } from '@datacare/cloud-api';
import { Access, type Viewer } from '@datacare/identity';
import { Config } from '@datacare/platform';
import { Injectable } from '@nestjs/common';
import { ChannelClients } from './channel-clients';
import type { Channel } from './channel.entity';
import { ChannelService } from './channel.service';

/** One thing that was looked at, in plain words. */
export interface ChannelCheck {
  name: string;
  passed: boolean;
  message: string;
  action: string | null;
}

interface Finding {
  message: string;
  action?: string;
}

/** Thrown by a check that found something wrong. */
class Wrong extends Error {
  constructor(
    message: string,
    readonly action: string,
  ) {
    super(message);
  }
}

const WEBHOOK_TIMEOUT_MS = 5_000;

/** Says what is wrong with a channel before a customer does. */
@Injectable()
export class ChannelCheckService {
  constructor(
    private readonly access: Access,
    private readonly channels: ChannelService,
    private readonly clients: ChannelClients,
    private readonly config: Config,
  ) {}

  /** Looks at token, number, subscription, webhook and templates; every check answers, whatever the others found. */
  async test(viewer: Viewer, channelId: string): Promise<ChannelCheck[]> {
    this.access.require(viewer, 'channel.manage');
    const channel = await this.channels.require(viewer, channelId);
    const checks = await Promise.all([
      check('Access token and number', () => this.number(channel)),
      check('Webhook subscription', () => this.subscription(channel)),
      check('Webhook address', () => this.webhook()),
      check('Templates', () => this.templates(channel)),
      check('Sending', () => Promise.resolve(this.sending(channel))),
    ]);
    await this.channels.refresh(channel);
    return checks;
  }

  private async number(channel: Channel): Promise<Finding> {
    const number = await this.clients.of(channel).phoneNumber(channel.phoneNumberId);
    const name = number.verified_name ? ` as "${number.verified_name}"` : '';
    if (
      number.status &&
      !['CONNECTED', 'FLAGGED', 'RESTRICTED'].includes(number.status.toUpperCase())
    ) {
      throw new Wrong(
        `WhatsApp answers for ${number.display_phone_number ?? 'the number'}, but its status is ${number.status}.`,
        'Register the number in the WhatsApp manager.',
      );
    }
    return {
      message: `The token is valid and reads ${number.display_phone_number ?? 'the number'}${name}.`,
    };
  }

  private async subscription(channel: Channel): Promise<Finding> {
    const apps = await this.clients.of(channel).subscribedApps(channel.businessAccountId);
    if (apps.length === 0) {
      throw new Wrong(
        'No app is subscribed to the business account, so no messages arrive here.',
        'Subscribe your app to the account: WhatsApp > Configuration in the Meta app dashboard.',
      );
    }
    const names = apps.map(({ name, id }) => name ?? id ?? 'an app').join(', ');
    return { message: `Messages of the account go to ${names}.` };
  }

  private async webhook(): Promise<Finding> {
    const { publicUrl, whatsapp } = this.config;
    const address = `${publicUrl}/webhooks/whatsapp`;
    const challenge = String(Date.now());
    const question = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.verify_token': whatsapp.verifyToken,
      'hub.challenge': challenge,
    });
    const action = 'Check PUBLIC_URL, the proxy in front of it and WHATSAPP_VERIFY_TOKEN.';
    const answer = await fetch(`${address}?${question}`, {
      signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
      redirect: 'error',
    }).catch((error: unknown) => {
      throw new Wrong(
        `${address} cannot be reached: ${error instanceof Error ? error.message : String(error)}.`,
        action,
      );
    });
    if ((await answer.text()) !== challenge) {
      throw new Wrong(`${address} answers ${answer.status}, not the handshake.`, action);
    }
    const isPublic = publicUrl.startsWith('https:');
    return {
      message: `${address} answers the handshake.`,
      ...(isPublic
        ? {}
        : {
            action:
              'WhatsApp itself calls https addresses only; this one works with the simulator.',
          }),
    };
  }

  private async templates(channel: Channel): Promise<Finding> {
    const { templates } = await this.clients
      .of(channel)
      .listTemplates(channel.businessAccountId, { limit: 1 });
    return {
      message:
        templates.length > 0
          ? 'The templates of the account can be read.'
          : 'Templates can be read; the account has none yet.',
    };
  }

  private sending(channel: Channel): Finding {
    if (channel.state === 'paused') {
      throw new Wrong(
        `Sending is paused: ${channel.pausedReason ?? 'by a member.'}`,
        'Resume the channel once the reason is gone.',
      );
    }
    return { message: `Messages may leave, up to ${channel.messagesPerSecond} per second.` };
  }
}

async function check(name: string, look: () => Promise<Finding>): Promise<ChannelCheck> {
  try {
    const { message, action } = await look();
    return { name, passed: true, message, action: action ?? null };
  } catch (error) {
    return { name, passed: false, ...reasonOf(error) };
  }
}

function reasonOf(error: unknown): { message: string; action: string } {
  if (error instanceof Wrong) return { message: error.message, action: error.action };
  if (error instanceof CloudApiFailure && error.error) {
    const { meaning, action } = explainError(error.error.code);
    return { message: `${meaning} (${error.error.code}: ${error.error.title})`, action };
  }
  if (error instanceof CloudApiFailure) {
    return {
      message: `WhatsApp could not be asked: ${error.message}.`,
      action: 'Check WHATSAPP_GRAPH_URL and the connection, then test again.',
    };
  }
  return {
    message: 'The stored token cannot be opened.',
    action: 'Enter the access token again; check that SECRETS_KEY is the one it was stored under.',
  };
}
