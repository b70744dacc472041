/**
 * TLS on the kit's own socket, where a device is behind wss:// or listens://. It guards the way between kit and adapter
 * and nothing else: how the product proves itself to its peers (PR2-X-01) is told by `deliver.link`.
 */
import { quoted } from './quoting';

/** PEM texts. */
export interface TlsIdentity {
  /** The kit's own certificate, with those between it and its root, and its key; always both. */
  readonly cert?: string;
  readonly key?: string;
  /** Roots that the other end must be signed by; the system's for a server, and for a client none is asked. */
  readonly ca?: string;
}

/** Why the two ends did not agree on TLS, in a few words; undefined where the error is of something else. */
export function tlsReason({ code = '', message }: NodeJS.ErrnoException): string | undefined {
  if (UNTRUSTED.has(code))
    return 'its certificate is signed by none that is trusted here (--tls-ca names who is)';
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return 'its certificate has expired';
    case 'CERT_NOT_YET_VALID':
      return 'its certificate is not valid yet';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'its certificate is for another host';
    default:
      break;
  }
  if (!/^(ERR_SSL_|EPROTO$)/.test(code)) return undefined;
  if (/wrong version number|packet length too long|http request/i.test(message)) return 'it speaks no TLS';
  if (/alert (certificate required|bad certificate|unknown ca|handshake failure)/i.test(message))
    return "it does not take the kit's certificate (--tls-cert, --tls-key)";
  return `TLS failed: ${quoted(message)}`;
}

const UNTRUSTED: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
]);
