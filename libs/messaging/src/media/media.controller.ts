import { Viewer } from '@datacare/identity';
import { CurrentViewer } from '@datacare/identity/api';
import { Refused } from '@datacare/platform';
import { Allow, Public, type GraphqlContext } from '@datacare/platform/api';
import {
  Controller,
  Get,
  Headers,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
  UnprocessableEntityException,
} from '@nestjs/common';
import { MediaRefused } from '../messages/message.refusals';
import { MediaLinks } from './media-links';
import { fileHeaders, rangeOf } from './media-response';
import { MediaService, type Upload } from './media.service';

type Request = NonNullable<GraphqlContext['request']>;
type Reply = NonNullable<GraphqlContext['reply']>;

/** What the console shows of a file that waits in the composer. */
export interface UploadedFile {
  id: string;
  kind: string;
  mimeType: string;
  filename: string | null;
  size: number | null;
  width: number | null;
  height: number | null;
  thumbnailUrl: string | null;
}

@Controller()
export class MediaController {
  constructor(
    private readonly media: MediaService,
    private readonly links: MediaLinks,
  ) {}

  /** Takes a file in for a message to come: multipart with `file`, and `downscale=true` before it where wanted. */
  @Post('api/v1/media')
  @Allow('conversation.reply')
  @HttpCode(201)
  async upload(@CurrentViewer() viewer: Viewer, @Req() request: Request): Promise<UploadedFile> {
    try {
      const upload = await readUpload(request);
      const file = await this.media.upload(viewer, upload);
      const { id, kind, mimeType } = file;
      return {
        id,
        kind,
        mimeType,
        filename: file.filename ?? null,
        size: file.size ?? null,
        width: file.width ?? null,
        height: file.height ?? null,
        thumbnailUrl: file.thumbnailKey
          ? this.links.to(id, viewer.memberId, { isThumbnail: true })
          : null,
      };
    } catch (error) {
      if (error instanceof Refused)
        throw new UnprocessableEntityException({
          refusal: error.refusal,
          message: error.refusal.message,
        });
      throw error;
    }
  }

  /** Public: the link itself says who may open what, for five minutes. Everything wrong looks like nothing there. */
  @Public()
  @Get('media/:id')
  async open(
    @Param('id') id: string,
    @Query('token') token: unknown,
    @Query('thumbnail') thumbnail: unknown,
    @Headers('range') header: string | undefined,
    @Res() reply: Reply,
  ): Promise<void> {
    if (!this.links.opens(id, token)) throw new NotFoundException();
    let asked: ReturnType<typeof rangeOf>;
    const file = await this.media.open(id, thumbnail === '1' ? 'thumbnail' : 'file', (size) => {
      asked = rangeOf(header, size);
      return typeof asked === 'object' ? asked : undefined;
    });
    if (!file) throw new NotFoundException();
    void reply.headers(fileHeaders(file.mimeType, file.filename));
    if (asked === 'unsatisfiable') {
      file.stream.destroy();
      return void reply.status(416).header('content-range', `bytes */${file.size}`).send();
    }
    if (typeof asked === 'object') {
      const { start, end } = asked;
      void reply.status(206).headers({
        'content-range': `bytes ${start}-${end}/${file.size}`,
        'content-length': end - start + 1,
      });
    } else void reply.header('content-length', file.size);
    return void reply.send(file.stream);
  }
}

async function readUpload(request: Request): Promise<Upload> {
  if (!request.isMultipart())
    throw new Refused(new MediaRefused('Send the file as multipart/form-data.'));
  let downscale = false;
  let file: { data: Buffer; filename?: string } | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field')
      downscale ||= part.fieldname === 'downscale' && part.value === 'true';
    else
      file = { data: await readFile(part), ...(part.filename ? { filename: part.filename } : {}) };
  }
  if (!file) throw new Refused(new MediaRefused('There is no file in the request.'));
  return { ...file, downscale };
}

async function readFile(part: { toBuffer(): Promise<Buffer> }): Promise<Buffer> {
  try {
    return await part.toBuffer();
  } catch (error) {
    if ((error as { code?: string }).code !== 'FST_REQ_FILE_TOO_LARGE') throw error;
    throw new Refused(
      new MediaRefused('The file is larger than 100 MB, the most that WhatsApp takes.'),
    );
  }
}
