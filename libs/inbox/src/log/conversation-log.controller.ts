import { Readable } from 'node:stream';
import { CurrentViewer } from '@datacare/identity/api';
import { Forbidden, Viewer } from '@datacare/identity';
import { Refused } from '@datacare/platform';
import { Allow } from '@datacare/platform/api';
import {
  Controller,
  ForbiddenException,
  Get,
  Header,
  NotFoundException,
  Param,
  StreamableFile,
} from '@nestjs/common';
import { ConversationLog, type LogLine } from './conversation-log.service';

async function* asText(lines: AsyncGenerator<LogLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

/** The export of a conversation's log: one JSON object a line, read only as fast as it is taken. */
@Controller('api/v1/conversations')
export class ConversationLogController {
  constructor(private readonly log: ConversationLog) {}

  @Get(':id/log')
  @Allow('conversation.export')
  @Header('cache-control', 'no-store')
  async export(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<StreamableFile> {
    try {
      const lines = await this.log.open(viewer, id);
      return new StreamableFile(Readable.from(asText(lines)), {
        type: 'application/x-ndjson; charset=utf-8',
        disposition: `attachment; filename="conversation-${id.replace(/[^\w-]/g, '')}.ndjson"`,
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { refusal } = error;
      throw refusal instanceof Forbidden
        ? new ForbiddenException(refusal)
        : new NotFoundException(refusal);
    }
  }
}
