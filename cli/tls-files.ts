/** `--tls-cert`, `--tls-key`, `--tls-ca`: PEM files, read and held against each other before anything is dialled. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { DutTarget, TlsIdentity } from '../lab/connectors';
import { UsageError } from './usage-error';

/** As they stand on the command line. */
export interface TlsFiles {
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsCa?: string;
}

/** The options of a command that reaches devices. */
export function addTlsOptions(command: Command): Command {
  return command
    .option('--tls-cert <file>', "the kit's own certificate (PEM), for wss:// and listens://")
    .option('--tls-key <file>', 'its key (PEM)')
    .option('--tls-ca <file>', "who must have signed the device's certificate (PEM)");
}

/** The same, to be said again in another command. */
export function tlsWords({ tlsCert, tlsKey, tlsCa }: TlsFiles): string[] {
  const words = (option: string, value: string | undefined): string[] =>
    value === undefined ? [] : [option, value];
  return [...words('--tls-cert', tlsCert), ...words('--tls-key', tlsKey), ...words('--tls-ca', tlsCa)];
}

/** Whether a device is reached over TLS. */
function isSecure(target: DutTarget): boolean {
  return target.kind === 'listen' ? target.secure : target.kind === 'ws' && /^wss:/i.test(target.url);
}

/**
 * What the files hold; undefined where none is named.
 * @throws UsageError where one cannot be read or is no PEM, or certificate and key do not belong together
 */
export function tlsOf({ tlsCert, tlsKey, tlsCa }: TlsFiles): TlsIdentity | undefined {
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new UsageError('--tls-cert and --tls-key go together: a certificate and its key');
  const ca = tlsCa === undefined ? {} : { ca: certificate('--tls-ca', tlsCa) };
  if (tlsCert === undefined || tlsKey === undefined) return tlsCa === undefined ? undefined : ca;
  const cert = certificate('--tls-cert', tlsCert);
  const key = textOf('--tls-key', tlsKey);
  if (!isKeyOf(cert, key, tlsKey))
    throw new UsageError(`--tls-key ${tlsKey} is not the key of --tls-cert ${tlsCert}`);
  return { cert, key, ...ca };
}

/**
 * The same for a run on these devices.
 * @throws UsageError also where a device needs what is not there, or no device needs what is
 */
export function tlsFor(targets: readonly DutTarget[], files: TlsFiles): TlsIdentity | undefined {
  const tls = tlsOf(files);
  const listening = targets.find((t) => t.kind === 'listen' && t.secure);
  if (listening !== undefined && tls?.cert === undefined)
    throw new UsageError(
      `--dut ${listening.role}=listens://… needs a certificate to show: --tls-cert FILE and --tls-key FILE`,
    );
  if (tls !== undefined && !targets.some(isSecure))
    throw new UsageError('--tls-cert, --tls-key and --tls-ca are for wss:// and listens://, and no --dut is');
  return tls;
}

function certificate(option: string, file: string): string {
  const text = textOf(option, file);
  try {
    void new X509Certificate(text);
  } catch {
    throw new UsageError(`${option} ${file} holds no certificate in PEM (-----BEGIN CERTIFICATE-----)`);
  }
  return text;
}

function isKeyOf(cert: string, key: string, file: string): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    throw new UsageError(`--tls-key ${file} holds no private key in PEM that can be read without a password`);
  }
}

function textOf(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${option} ${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? ''}`);
  }
}
