import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { limits, mediaKindOf } from '../content/limits';
import type { GraphRequest } from './graph-routes';
import { GraphError, sendGraphError } from './http';
import type { FakeNumber, World } from './world';

const MAX_UPLOADS = 1000;

/** Upload, information, download and deletion of media, and resumable uploads for template headers. */
export class MediaRoutes {
  private readonly uploads = new Map<string, { type: string; name: string }>();

  constructor(private readonly world: World) {}

  async route(graph: GraphRequest, number: FakeNumber | undefined): Promise<unknown> {
    const { method, node, edge } = graph;
    if (edge === 'media' && method === 'POST' && number) return this.upload(graph);
    if (edge === 'uploads' && method === 'POST') return this.startUpload(graph);
    if (node.startsWith('upload:')) return this.finishUpload(graph);
    if (edge !== undefined || number || !this.world.media.get(node)) return undefined;
    const media = this.world.media.require(node);
    if (method === 'DELETE') return { success: this.world.media.delete(node) };
    if (method !== 'GET') return undefined;
    const host = graph.request.headers.host ?? 'localhost';
    return {
      messaging_product: 'whatsapp',
      url: `http://${host}${this.world.media.link(media)}`,
      mime_type: media.mimeType,
      sha256: Buffer.from(media.sha256, 'base64').toString('hex'),
      file_size: media.data.length,
      id: media.id,
    };
  }

  download(response: ServerResponse, query: URLSearchParams, isAuthorized: boolean): void {
    if (!isAuthorized) {
      sendGraphError(response, new GraphError(190, 401, 'An access token is required'));
      return;
    }
    const media = this.world.media.open(query.get('token') ?? '');
    if (!media) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': media.mimeType,
      'content-length': media.data.length,
    });
    response.end(media.data);
  }

  private async upload({ request, body }: GraphRequest): Promise<unknown> {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    })
      .formData()
      .catch(() => {
        throw new GraphError(
          100,
          400,
          '(#100) Invalid parameter',
          'The body is not multipart/form-data',
        );
      });
    const file = form.get('file');
    if (form.get('messaging_product') !== 'whatsapp' || !(file instanceof File))
      throw new GraphError(
        100,
        400,
        '(#100) Invalid parameter',
        'file and messaging_product are required',
      );
    const mimeType = file.type || String(form.get('type') ?? '');
    const kind = mediaKindOf(mimeType);
    if (!kind)
      throw new GraphError(
        100,
        400,
        '(#100) Param file must be a file with one of the supported types',
        mimeType,
      );
    if (file.size > limits.media[kind].maxBytes)
      throw new GraphError(
        131053,
        400,
        '(#131053) Media upload error',
        `${file.size} bytes are too many for ${kind}`,
      );
    const data = Buffer.from(await file.arrayBuffer());
    return { id: this.world.media.add(data, mimeType, { filename: file.name, days: 30 }).id };
  }

  private startUpload({ query }: GraphRequest): unknown {
    const id = `upload:${randomBytes(16).toString('base64url')}`;
    this.uploads.set(id, {
      type: query.get('file_type') ?? 'application/octet-stream',
      name: query.get('file_name') ?? 'file',
    });
    if (this.uploads.size > MAX_UPLOADS) this.uploads.delete(this.uploads.keys().next().value!);
    return { id };
  }

  private finishUpload({ node, body }: GraphRequest): unknown {
    const upload = this.uploads.get(node);
    if (!upload)
      throw new GraphError(100, 400, '(#100) Invalid parameter', 'This upload does not exist');
    this.uploads.delete(node);
    const media = this.world.media.add(body, upload.type, { filename: upload.name, days: 30 });
    return { h: `4::${Buffer.from(`${upload.type}:${media.id}`).toString('base64')}` };
  }
}
