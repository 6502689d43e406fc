import { Injectable, inject } from '@angular/core';
import { Fault } from './graphql/fault';
import { AccessToken } from './session/access-token';

/** The few things that are no GraphQL: files in and out. Rejects with a `Fault`. */
@Injectable({ providedIn: 'root' })
export class Rest {
  private readonly token = inject(AccessToken);

  async get(path: string): Promise<Response> {
    const ask = async (token: string | null) =>
      fetch(path, { headers: token ? { authorization: `Bearer ${token}` } : {} });
    let response: Response;
    try {
      response = await ask(await this.token.fresh());
      if (response.status === 401) response = await ask(await this.token.renew());
    } catch {
      throw new Fault(
        'offline',
        'The server cannot be reached. Check the connection and try again.',
      );
    }
    if (response.ok) return response;
    throw new Fault(
      'internal',
      'The file could not be had. Try again.',
      response.headers.get('x-request-id'),
    );
  }

  /** Sends a file up and says how far it is (0 to 1); the answer is the server's JSON. */
  async upload(
    path: string,
    file: File,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<unknown> {
    const token = await this.token.fresh();
    return new Promise((resolve, reject) => {
      // fetch cannot tell how much has gone up.
      const request = new XMLHttpRequest();
      request.open('POST', path);
      request.responseType = 'json';
      if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
      request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
      request.onload = () => resolve(request.response);
      request.onerror = () =>
        reject(new Fault('offline', 'The file did not go up. Check the connection and try again.'));
      request.onabort = () => reject(new Fault('offline', 'The upload was stopped.'));
      signal.addEventListener('abort', () => request.abort());
      const form = new FormData();
      form.append('file', file, file.name);
      request.send(form);
    });
  }

  /** Hands a file of the API to the browser as a download. */
  async save(path: string, filename: string): Promise<void> {
    const address = URL.createObjectURL(await (await this.get(path)).blob());
    const link = document.createElement('a');
    link.href = address;
    link.download = filename;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}
