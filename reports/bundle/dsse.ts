/** DSSE v1: a signed envelope around a payload, with Ed25519 keys. */
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

export interface Envelope {
  readonly payloadType: string;
  /** Base64. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** Wraps a payload; without a key the envelope bears no signature. */
export function seal(payloadType: string, payload: string, key: KeyObject | undefined): Envelope {
  const body = Buffer.from(payload, 'utf8');
  return {
    payloadType,
    payload: body.toString('base64'),
    signatures:
      key === undefined
        ? []
        : [
            {
              keyid: keyId(createPublicKey(key)),
              sig: sign(null, preAuthentication(payloadType, body), key).toString('base64'),
            },
          ],
  };
}

/** Whether a signature of the envelope is the key's. */
export function isSignedBy(envelope: Envelope, key: KeyObject): boolean {
  const message = preAuthentication(envelope.payloadType, Buffer.from(envelope.payload, 'base64'));
  return envelope.signatures.some(({ sig }) => verify(null, message, key, Buffer.from(sig, 'base64')));
}

/** Fingerprint of a public key: sha256 of its SubjectPublicKeyInfo, in hexadecimal. */
export function keyId(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** What is signed: type and body with their lengths, so that neither can be mistaken for the other. */
function preAuthentication(payloadType: string, body: Buffer): Buffer {
  const type = Buffer.from(payloadType, 'utf8');
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${body.length} `), body]);
}
