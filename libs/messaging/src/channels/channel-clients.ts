import { CloudApiClient, createDispatcher } from '@datacare/cloud-api';
import { Config, SecretBox } from '@datacare/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

const CONNECTIONS = 256;

/** The context that a channel's access token is sealed in: a token moved to another channel does not open. */
export const accessTokenContext = (channelId: string): string => `channel:${channelId}:accessToken`;

/** Cloud API clients of the channels, on one pool of connections; a new token makes a new client. */
@Injectable()
export class ChannelClients implements OnApplicationShutdown {
  private readonly dispatcher = createDispatcher(CONNECTIONS);
  private readonly clients = new Map<string, { sealed: string; client: CloudApiClient }>();

  constructor(
    private readonly config: Config,
    private readonly box: SecretBox,
  ) {}

  of(channel: { id: string; accessTokenSealed: string }): CloudApiClient {
    const known = this.clients.get(channel.id);
    if (known?.sealed === channel.accessTokenSealed) return known.client;
    const client = this.withToken(
      this.box.open(channel.accessTokenSealed, accessTokenContext(channel.id)),
    );
    this.clients.set(channel.id, { sealed: channel.accessTokenSealed, client });
    return client;
  }

  /** A client for a token that no channel has (yet). */
  withToken(accessToken: string): CloudApiClient {
    return new CloudApiClient({
      baseUrl: this.config.whatsapp.graphUrl,
      version: this.config.whatsapp.apiVersion,
      accessToken,
      dispatcher: this.dispatcher,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dispatcher.destroy();
  }
}
