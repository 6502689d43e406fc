import type { Dispatcher } from 'undici';

/** What became of one request: an answer, or an error and whether a byte may have left. */
export type Exchange =
  | {
      kind: 'answered';
      status: number;
      headers: Record<string, string | string[] | undefined>;
      body: unknown;
    }
  | { kind: 'broken'; error: Error & { code?: string }; begun: boolean };

export interface ExchangeRequest {
  origin: string;
  path: string;
  method: Dispatcher.HttpMethod;
  headers: Record<string, string>;
  body?: Dispatcher.DispatchOptions['body'];
  timeoutMs: number;
}

const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

const failure = (code: string, message: string) => Object.assign(new Error(message), { code });

function parse(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = body.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/**
 * One request on the dispatcher, below undici's `request`, because only here is it known whether the
 * request had been handed to a connected socket: a failure before that is certain not to have been sent.
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    let begun = false;
    let settled = false;
    let status = 0;
    let headers: Record<string, string | string[] | undefined> = {};
    let size = 0;
    let abort: ((reason: Error) => void) | undefined;
    const chunks: Buffer[] = [];

    const settle = (result: Exchange) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      resolve(result);
    };
    const stop = (error: Error & { code?: string }) => {
      settle({ kind: 'broken', error, begun });
      abort?.(error);
    };
    const timer = setTimeout(
      () => stop(failure('TIMEOUT', `no answer within ${request.timeoutMs} ms`)),
      request.timeoutMs,
    );

    const { timeoutMs: _, ...options } = request;
    try {
      dispatcher.dispatch(
        { ...options, headersTimeout: 0, bodyTimeout: 0 },
        {
          onRequestStart(controller) {
            // The caller has been told "not sent", so it must not leave now.
            if (settled)
              return controller.abort(
                failure('TIMEOUT', 'given up while waiting for a connection'),
              );
            begun = true;
            abort = (reason) => controller.abort(reason);
          },
          onResponseStart(_controller, statusCode, answerHeaders) {
            if (statusCode < 200) return;
            status = statusCode;
            headers = answerHeaders;
          },
          onResponseData(controller, chunk) {
            size += chunk.length;
            if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
            else
              controller.abort(
                failure('ANSWER_TOO_LARGE', `answer over ${MAX_ANSWER_BYTES} bytes`),
              );
          },
          onResponseEnd() {
            settle({ kind: 'answered', status, headers, body: parse(Buffer.concat(chunks)) });
          },
          onResponseError(_controller, error) {
            settle({ kind: 'broken', error, begun });
          },
        },
      );
    } catch (error) {
      settle({
        kind: 'broken',
        error: error instanceof Error ? error : new Error(String(error)),
        begun,
      });
    }
  });
}
