/** A device on the bench: its connector, what it declared, and when it next acts unasked. */
import type { HelloResult, ReadingName, Readings } from '../../schemas';
import type { Connector } from '../connectors/connector';
import type { Meter } from '../meter/meter';
import type { Hands } from '../operator/operator';

export type DeviceRole = 'pev' | 'esci' | 'utility';

export interface BenchDevice {
  readonly urn: string;
  readonly role: DeviceRole;
  /** Its name in this case. */
  readonly id: string;
  /** `pev-1`: its role and which of that role it is, the same in all cases. */
  readonly place: string;
  /** The device under test of this run; its readings are self-reported. */
  readonly dut: boolean;
  readonly standIn: 'reference' | 'device';
  readonly connector: Connector;
  readonly hello: HelloResult;
  /** An instrument at its terminals: what it reads takes the place of the device's own word. */
  readonly meter?: Meter | undefined;
  /** A person at the device, where there is one: what they do and read has no hook. */
  readonly hands?: Hands | undefined;
  readonly senses: ReadonlySet<string>;
  /** The readings that the bench asks for after each call. */
  readonly wants: readonly string[];
  /** It declares slopes and makes each kink a wake-up, so its curve needs no sampling. */
  readonly exact: boolean;
  /** It has a clock of its own, and the bench goes as that does. */
  readonly live: boolean;
  /** When it next acts unasked; a live device acts by itself, and null stands here. */
  next: number | null;
  /** What a settable clock says of its next act, so that it need not be lived through; undefined where it says nothing. */
  foretold?: number | null | undefined;
  /** Started and not down. */
  running: boolean;
}

/** Diagnostic or wall-clock readings that no check rests on. */
const NOT_WATCHED = new Set(['wallTime']);

export function benchDevice(
  base: Pick<
    BenchDevice,
    'urn' | 'role' | 'id' | 'place' | 'dut' | 'standIn' | 'connector' | 'hello' | 'meter' | 'hands'
  >,
): BenchDevice {
  const live = base.hello.clock.kind !== 'virtual';
  // Kinks of a live device, and of a curve that is metered, are seen when it is read: a slope tells nothing of the time until then.
  const sampled = live || base.meter !== undefined;
  const readings: readonly string[] = base.hello.readings.filter((r) => !sampled || r !== 'slopeWps');
  return {
    ...base,
    senses: new Set(base.hello.senses),
    wants: readings.filter((r) => !NOT_WATCHED.has(r) && base.hands?.readings.has(r as ReadingName) !== true),
    exact: base.role !== 'pev' || readings.includes('slopeWps'),
    live,
    next: null,
    running: false,
  };
}

/** Whether something other than the energy counters and what follows from them changed between two readings. */
export function differs(a: Readings | undefined, b: Readings): boolean {
  if (a === undefined) return true;
  const differ = (key: string): boolean => {
    if (FLOWING.has(key)) return false;
    const x = (a as Record<string, unknown>)[key];
    const y = (b as Record<string, unknown>)[key];
    return x !== y && JSON.stringify(x) !== JSON.stringify(y);
  };
  return Object.keys(b).some(differ) || Object.keys(a).some((key) => !(key in b) && differ(key));
}

/** Quantities that move by themselves while power flows; the power's own change is judged apart. */
const FLOWING = new Set([
  'powerW',
  'slopeWps',
  'powerPhaseW',
  'currentA',
  'exportJ',
  'importJ',
  'batteryJ',
  'soc',
  'fuelPct',
  'phaseDeg',
  'state',
]);
