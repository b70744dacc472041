/** Throw-away certificates, X.509 v3 in DER by RFC 5280, for tests of TLS: none in the repository can expire. */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

export interface Certified {
  readonly cert: string;
  readonly key: string;
}

interface Issuer {
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** A root of its own, and what it signs: certificates for 127.0.0.1, valid for a day around now unless they are old. */
export function authority(name: string): {
  readonly ca: string;
  readonly issue: (subject: string, old?: boolean) => Certified;
} {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer: Issuer = { name, privateKey };
  return {
    ca: certificate(name, publicKey, issuer, { isRoot: true, old: false }),
    issue: (subject, old = false) => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      return { cert: certificate(subject, pair.publicKey, issuer, { isRoot: false, old }), key };
    },
  };
}

const DAY_MS = 86_400_000;

function certificate(
  subject: string,
  publicKey: KeyObject,
  issuer: Issuer,
  { isRoot, old }: { isRoot: boolean; old: boolean },
): string {
  const now = Date.now() - (old ? 10 * DAY_MS : 0);
  const extensions = [
    extension('551d13', isRoot ? der(0x30, der(0x01, Buffer.from([0xff]))) : der(0x30)), // basicConstraints
    ...(isRoot ? [] : [extension('551d11', der(0x30, der(0x87, Buffer.from([127, 0, 0, 1]))))]), // subjectAltName
  ];
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    named(issuer.name),
    der(0x30, time(now - DAY_MS), time(now + DAY_MS)),
    named(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, ...extensions)),
  );
  const signature = sign('sha256', body, issuer.privateKey);
  const whole = der(0x30, body, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** One element: tag, length, contents. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const contents = Buffer.concat(parts);
  const { length } = contents;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), contents]);
}

const ECDSA_WITH_SHA256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));

/** A name of nothing but a common name. */
function named(text: string): Buffer {
  const commonName = der(0x06, Buffer.from('550403', 'hex'));
  return der(0x30, der(0x31, der(0x30, commonName, der(0x0c, Buffer.from(text)))));
}

function extension(oid: string, value: Buffer): Buffer {
  return der(0x30, der(0x06, Buffer.from(oid, 'hex')), der(0x04, value));
}

/** UTCTime, good until 2049. */
function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replaceAll(/\D/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}
