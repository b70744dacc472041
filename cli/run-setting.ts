/** From the options of `pr2 run` to what a run is given, every mistake told before anything starts. */
import type { ListedFailure, RunShard } from '../schemas';
import type { DeviceRole } from '../lab/bench/bench-device';
import { parseDut, type DutTarget, type TlsIdentity } from '../lab/connectors';
import type { MeterAddress } from '../lab/meter';
import { loadProfile, type TestProfile } from '../lab/profile/load';
import type { Suite } from '../lab/session/suite';
import type { Plugged } from '../reports';
import { retriesOf } from './attempts';
import { loadKnownFailures, todayOf } from './known-failures/load-list';
import { meterOf } from './meter';
import { operatorWay, type OperatorWay } from './operator';
import { shardOf } from './shard';
import { tlsFor, tlsWords, type TlsFiles } from './tls-files';
import { UsageError } from './usage-error';

/** As they stand on the command line. */
export interface RunOptions extends TlsFiles {
  dut: string[];
  ics?: string;
  tags?: string;
  only?: string[];
  out: string;
  seed?: string;
  profile?: string;
  force?: boolean;
  strict?: boolean;
  maxCaseS: string;
  answerTimeoutS: string;
  timeoutScale: string;
  knownFailures?: string;
  resume?: string;
  retryErrors?: string;
  shard?: string;
  jobs?: string;
  meter?: string;
  operator?: string;
}

/** What a run is given, the same for every role. */
export interface RunSetting {
  readonly suite: Suite;
  readonly targets: ReadonlyMap<DeviceRole, DutTarget>;
  readonly seed: string;
  readonly profile: TestProfile;
  readonly icsFile: string | undefined;
  /** What else was said of how the device is reached and observed, for the command that repeats a case. */
  readonly said: Pick<Plugged, 'profile' | 'options'>;
  /** The instrument at the terminals of the PEV. */
  readonly meter: MeterAddress | undefined;
  /** Where a person is asked; undefined where it is not said. */
  readonly operator: OperatorWay | undefined;
  readonly tags: string | undefined;
  readonly knownFailures: readonly ListedFailure[] | undefined;
  /** Longest real time a case may take, ms. */
  readonly maxCaseMs: number;
  /** Longest time a device may take to answer one call, ms. */
  readonly answerLimitMs: number;
  /** How many times as long as usual the kit waits for a connection or a start. */
  readonly timeoutScale: number;
  readonly strict: boolean;
  /** How many times a case that ended in error is run again. */
  readonly retryErrors: number;
  /** Of the kit's own socket, for wss:// and listens://. */
  readonly tls: TlsIdentity | undefined;
  /** The share of the cases that is judged; all without. */
  readonly shard: RunShard | undefined;
}

/** @throws UsageError in one sentence */
export function settingOf(suite: Suite, options: RunOptions): RunSetting {
  const profile = loadProfile(options.profile ?? 'default', suite.root);
  if ('problem' in profile) throw new UsageError(profile.problem);
  const { knownFailures, seed = 'pr2', ics, tags, strict } = options;
  const scale = scaleOf(options.timeoutScale);
  const targets = targetsOf(options.dut);
  return {
    suite,
    targets,
    seed,
    profile,
    icsFile: ics,
    said: saidOf(options),
    meter: meterOf(options.meter, targets),
    operator: options.operator === undefined ? undefined : operatorWay(options.operator),
    tags,
    knownFailures:
      knownFailures === undefined
        ? undefined
        : loadKnownFailures(knownFailures, suite, todayOf(new Date())).listed,
    maxCaseMs: secondsOf('--max-case-s', options.maxCaseS) * 1000 * scale,
    answerLimitMs: secondsOf('--answer-timeout-s', options.answerTimeoutS) * 1000 * scale,
    timeoutScale: scale,
    strict: strict === true,
    retryErrors: retriesOf(options.retryErrors ?? '0'),
    tls: tlsFor([...targets.values()], options),
    shard: options.shard === undefined ? undefined : shardOf(options.shard),
  };
}

function saidOf({ profile, ...given }: RunOptions): RunSetting['said'] {
  const words = (option: string, value: string | undefined): string[] =>
    value === undefined ? [] : [option, value];
  return {
    ...(profile === undefined ? {} : { profile }),
    options: [
      ...words('--meter', given.meter),
      ...words('--operator', given.operator),
      ...tlsWords(given),
      ...(given.timeoutScale === '1' ? [] : ['--timeout-scale', given.timeoutScale]),
    ],
  };
}

/** Timers overflow above 24.8 days; a day is more than anybody waits. */
const LONGEST_S = 86_400;

/** @throws UsageError where it is no number of seconds */
export function secondsOf(option: string, text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0) || seconds > LONGEST_S)
    throw new UsageError(`${option} ${text} is no number of seconds above 0 and up to ${LONGEST_S}`);
  return seconds;
}

function scaleOf(text: string): number {
  const scale = Number(text);
  if (!(scale >= 0.1 && scale <= 100))
    throw new UsageError(`--timeout-scale ${text} is no factor from 0.1 to 100`);
  return scale;
}

/** What `--dut` takes, for the help of each command that has it. */
export const DUT_WORDS =
  'pev|esci|utility = reference | exec:"command" | ws[s]://host:port | listen[s]://host:port';

/** @throws UsageError where a text names no device, or a role twice */
export function targetsOf(texts: readonly string[]): ReadonlyMap<DeviceRole, DutTarget> {
  if (texts.length === 0)
    throw new UsageError('no device to judge: name one, for example --dut pev=reference');
  const targets = new Map<DeviceRole, DutTarget>();
  for (const text of texts) {
    const parsed = parseDut(text);
    if ('problem' in parsed) throw new UsageError(parsed.problem);
    if (targets.has(parsed.role))
      throw new UsageError(`--dut ${parsed.role}=… is given twice; a run judges one ${parsed.role}`);
    targets.set(parsed.role, parsed);
  }
  return targets;
}
