/**
 * Whether a device's clock goes as it says: how far it drifts from the kit's, and where it is after a jump. It shows its
 * time by the reading `wallTime`; one that does not show it cannot be looked at.
 */
import type { DeviceRole, HelloResult, ObserveParams } from '../../schemas';
import type { Connector } from '../connectors';
import type { WallClock } from '../connectors/timers';
import { startParams, T0 } from './calls';

/** How long a clock of its own is watched, ms of real time. */
const WATCHED_MS = 2_000;
/** A clock may be off by this part of the time that passed, and by what a call takes. */
const DRIFT = 0.01;
const SLACK_MS = 50;
const JUMP_MS = 3_600_000;

/** What is wrong with the clock, in a sentence, or what was seen of it. */
export type ClockSeen = { readonly wrong: string } | { readonly seen: string };

export async function clockSeen(
  connector: Connector,
  role: DeviceRole,
  hello: HelloResult,
  wall: WallClock,
): Promise<ClockSeen> {
  const { kind, maxSpeed = 1 } = hello.clock;
  const speed = kind === 'virtual' ? 1 : maxSpeed;
  if (!hello.readings.includes('wallTime'))
    return { seen: `${kind}, and shown by no reading (wallTime): it cannot be looked at` };
  await connector.call('start', startParams(role, { speed }));
  const shows = (at: number): Promise<number | undefined> => shown(connector, at);
  return kind === 'virtual'
    ? virtualClock(shows, connector)
    : ownClock(shows, connector, { kind, speed, wall });
}

type Shows = (at: number) => Promise<number | undefined>;

/** A virtual clock shows what it is told, and nothing between. */
async function virtualClock(shows: Shows, connector: Connector): Promise<ClockSeen> {
  for (const at of [T0, T0 + JUMP_MS]) {
    if (at > T0) await connector.call('advance', { at });
    const showed = await shows(at);
    if (showed === undefined) return { wrong: 'wallTime is declared, and observe does not give it' };
    if (showed !== at)
      return {
        wrong: `virtual, and shows ${text(showed)} where the kit says ${text(at)}; show at plus clock.offsetMs`,
      };
  }
  return { seen: 'virtual, and shows what it is told' };
}

interface Own {
  readonly kind: 'real' | 'settable';
  readonly speed: number;
  readonly wall: WallClock;
}

async function ownClock(shows: Shows, connector: Connector, { kind, speed, wall }: Own): Promise<ClockSeen> {
  const fromMs = wall.now();
  const first = await shows(T0);
  const firstTookMs = wall.now() - fromMs;
  await new Promise<void>((resolve) => {
    wall.after(WATCHED_MS, resolve);
  });
  const thenMs = wall.now();
  const second = await shows(T0);
  const passedMs = (thenMs - fromMs) * speed;
  const slackMs = (SLACK_MS + firstTookMs + wall.now() - thenMs) * speed + passedMs * DRIFT;
  if (first === undefined || second === undefined)
    return { wrong: 'wallTime is declared, and observe does not give it' };
  const offMs = second - first - passedMs;
  if (Math.abs(offMs) > slackMs)
    return {
      wrong: `${kind} at speed ${speed}, and went ${seconds(second - first)} in ${seconds(passedMs)} of bench time; go at clock.speed of start`,
    };
  const drift = `${kind} at speed ${speed}, off by ${Math.round(Math.abs(offMs))} ms in ${seconds(passedMs)}`;
  if (kind === 'real') return { seen: drift };
  const at = second + JUMP_MS;
  const beforeMs = wall.now();
  await connector.call('advance', { at });
  const after = await shows(at);
  const mayGoMs = (wall.now() - beforeMs + SLACK_MS) * speed;
  if (after === undefined || after < at || after - at > mayGoMs)
    return {
      wrong: `${drift}; told to go to ${text(at)} it shows ${after === undefined ? 'nothing' : text(after)}; a settable clock jumps to at of advance`,
    };
  return { seen: `${drift}; jumps an hour when told` };
}

async function shown(connector: Connector, at: number): Promise<number | undefined> {
  const want = ['wallTime'] as ObserveParams['want'];
  const { wallTime } = (await connector.call('observe', { at, want })).result.readings;
  const ms = typeof wallTime === 'string' ? Date.parse(wallTime) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

function text(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : String(ms);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`;
}
