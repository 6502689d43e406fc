import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config';

const FORMAT = 'v1';

interface KeyEncryptionKey {
  id: string;
  key: Buffer;
}

function encrypt(key: Buffer, plain: Buffer, context: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(
    Buffer.from(context),
  );
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

/**
 * Seals secrets for the database: AES-256-GCM under a key of their own, which is wrapped by the deployment's
 * key. The context (which row, which field) is authenticated, so a sealed value moved elsewhere does not open.
 */
@Injectable()
export class SecretBox {
  private readonly keys: KeyEncryptionKey[];

  constructor(config: Config) {
    this.keys = config.secretsKeys.map((secret) => {
      const key = Buffer.from(hkdfSync('sha256', secret, '', 'datacare secret box', 32));
      return { key, id: createHash('sha256').update(key).digest('hex').slice(0, 8) };
    });
  }

  /** `context` names the owner and the field, e.g. `channel:<id>:accessToken`. */
  seal(plain: string, context: string): string {
    const current = this.keys[0]!;
    const dataKey = randomBytes(32);
    const wrapped = encrypt(current.key, dataKey, context);
    const body = encrypt(dataKey, Buffer.from(plain, 'utf8'), context);
    return [FORMAT, current.id, wrapped.toString('base64url'), body.toString('base64url')].join(
      '.',
    );
  }

  /** Throws when the value was altered, belongs to another context, or its key is not among the configured ones. */
  open(sealed: string, context: string): string {
    const [format, keyId, wrapped, body] = sealed.split('.');
    const key = this.keys.find(({ id }) => id === keyId);
    if (format !== FORMAT || !wrapped || !body)
      throw new Error(`The secret of ${context} is not in a known format`);
    if (!key)
      throw new Error(
        `The secret of ${context} was sealed under key ${keyId}, which SECRETS_KEY does not hold`,
      );
    const dataKey = decrypt(key.key, Buffer.from(wrapped, 'base64url'), context);
    return decrypt(dataKey, Buffer.from(body, 'base64url'), context).toString('utf8');
  }
}
