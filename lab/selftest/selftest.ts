/**
 * Whether an adapter speaks the lab protocol, before anything of PR2 is judged: every method once or twice, with what
 * adapters get wrong. Each step stands alone, on a device that is opened anew where the step before broke it.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  checkMessage,
  type DeviceRole,
  type HelloResult,
  type LabMethod,
  type Readings,
} from '../../schemas';
import { ConnectorError, type Answer, type Connector, type LabParams } from '../connectors';
import { REAL_CLOCK, type WallClock } from '../connectors/timers';
import { startParams, T0, type StartAs } from './calls';
import { clockSeen } from './clock';

export interface Finding {
  readonly step: string;
  /** What is wrong, in a sentence; undefined where all is well. */
  readonly wrong: string | undefined;
  /** What was seen besides, where that is worth a word. */
  readonly seen?: string;
}

/** A text that only an adapter which reads and writes UTF-8 by the byte gets through. */
const TEXT = 'Zürich – 東京 – \u{1f50c}\u2028';
const LARGE_CHARACTERS = 1_000_000;

/** @throws ConnectorError where there is no hello, and nothing can be tried */
export async function selftest(
  connector: Connector,
  role: DeviceRole,
  wall: WallClock = REAL_CLOCK,
): Promise<Finding[]> {
  const hello = await connector.open();
  const findings: Finding[] = [{ step: 'hello', wrong: helloProblem(hello, role) }];
  for (const [step, run] of STEPS) {
    try {
      const found = await run(new Trial(connector, role, hello, wall));
      findings.push({ step, wrong: undefined, ...(typeof found === 'string' ? { wrong: found } : found) });
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      findings.push({ step, wrong: error.message });
      await connector.open();
    }
  }
  return findings;
}

function helloProblem(hello: HelloResult, role: DeviceRole): string | undefined {
  return hello.roles.includes(role) ? undefined : `roles names ${hello.roles.join(', ')}, and not ${role}`;
}

class Trial {
  constructor(
    readonly connector: Connector,
    readonly role: DeviceRole,
    readonly hello: HelloResult,
    readonly wall: WallClock,
  ) {}

  call<M extends LabMethod>(method: M, params: LabParams[M]): Promise<Answer<M>> {
    return this.connector.call(method, params);
  }

  start(as: StartAs = {}): Promise<Answer<'start'>> {
    return this.call('start', startParams(this.role, as));
  }

  deliver(at: number, content: object): Promise<Answer<'deliver'>> {
    const peer = this.role === 'utility' ? 'urn:pr2:esci:e1' : 'urn:pr2:utility:u1';
    const link = { peer, principal: peer, credential: 'valid' };
    return this.call('deliver', { at, link, ...content } as unknown as LabParams['deliver']);
  }

  /** A message that is well made, of a kind that no later version has taken away. */
  message(n: number, pevId = 'x1'): object {
    return {
      specversion: '1.0',
      id: `0d9a2e5c-7f0b-5c1e-9a34-2f6d8b1c4e7${n}`,
      type: 'pr2.AvailabilityRequest.v1',
      source: this.role === 'utility' ? 'urn:pr2:esci:e1' : 'urn:pr2:utility:u1',
      subject: 's1',
      time: new Date(T0).toISOString(),
      datacontenttype: 'application/json',
      destination: `urn:pr2:${this.role}:x1`,
      seq: n,
      data: { pevId },
    };
  }

  /** It lives by its own time, whatever `at` says. */
  get live(): boolean {
    return this.hello.clock.kind !== 'virtual';
  }

  get readings(): HelloResult['readings'] {
    return this.hello.readings;
  }
}

type Step = (trial: Trial) => Promise<string | Pick<Finding, 'wrong' | 'seen'> | undefined>;

const STEPS: readonly (readonly [string, Step])[] = [
  ['start and stop', startAndStop],
  ['observe', observes],
  ['advance', advances],
  ['deliver a message', (t) => delivered(t, { message: t.message(1) })],
  ['deliver what is none', (t) => delivered(t, { raw: '{"specversion":"1.0", oops' })],
  ['deliver text that is not ASCII', (t) => delivered(t, { raw: TEXT })],
  ['deliver a megabyte', (t) => delivered(t, { raw: 'x'.repeat(LARGE_CHARACTERS) })],
  ['stimulate', stimulates],
  ['query', queries],
  ['the same twice', deterministic],
  ['restart', restarts],
  ['clock', clock],
];

async function startAndStop(t: Trial): Promise<string | undefined> {
  await t.start();
  await t.call('stop', { at: T0, reason: 'selftest' });
  await t.start();
  return undefined;
}

async function observes(t: Trial): Promise<string | undefined> {
  const want = [...t.readings];
  const { readings: told } = (await t.start()).result;
  const look = async (at: number) => (await t.call('observe', { at, want })).result.readings;
  const first = await look(T0);
  if (!t.live) await look(T0 + 3_600_000);
  const again = await look(T0);
  if (!t.live && !isDeepStrictEqual(first, again))
    return `observe changes what it looks at: ${JSON.stringify(first)} became ${JSON.stringify(again)} after a look an hour ahead`;
  const stray = Object.keys(first).find((name) => !want.some((w) => w === name));
  if (stray !== undefined) return `observe gives ${stray}, which was not asked for`;
  return told === undefined || t.live ? undefined : toldOtherwise(told, first);
}

/** Readings in an answer take the place of `observe`, so they are the same. */
function toldOtherwise(told: Readings, seen: Readings): string | undefined {
  const names = Object.keys({ ...told, ...seen }) as (keyof Readings)[];
  const name = names.find((n) => n !== 'wallTime' && !isDeepStrictEqual(told[n], seen[n]));
  return name === undefined
    ? undefined
    : `the answer to start shows ${name} ${JSON.stringify(told[name]) ?? 'not at all'}, and observe at that instant ${JSON.stringify(seen[name]) ?? 'not at all'}; give in answers what observe gives, or no readings`;
}

/** Wake-ups that are followed: a device that wants more of them in an instant is caught in a run. */
const MOST_WAKE_UPS = 20;

async function advances(t: Trial): Promise<string | undefined> {
  let { next } = (await t.start()).result;
  for (let i = 0; i < MOST_WAKE_UPS && typeof next === 'number' && next < T0 + 60_000; i += 1)
    ({ next } = (await t.call('advance', { at: next })).result);
  if (typeof next === 'number' && next <= T0)
    return `advance to ${next} is answered with the same next again and again; do what is due, and give a later one`;
  if (t.live) return undefined; // it is read when it is asked, and not in between
  const sample = { everyMs: 1_000, want: [...t.readings] };
  const at = T0 + 70_000;
  await t.call('advance', { at });
  const { samples = [] } = (await t.call('advance', { at: at + 5_000, sample })).result;
  if (samples.length === 0 && (t.readings.length === 0 || t.readings.includes('slopeWps'))) return undefined;
  const given = samples.map((one) => one.at - at);
  const grid = [1_000, 2_000, 3_000, 4_000, 5_000];
  // Whether a sample stands at the end too is left to the device: the kit observes there.
  return isDeepStrictEqual(given, grid) || isDeepStrictEqual(given, grid.slice(0, -1))
    ? undefined
    : `advance by 5 s with a sample each second gives samples after ${given.join(', ') || 'no'} ms; give one at each step of the grid`;
}

async function delivered(t: Trial, content: object): Promise<string | undefined> {
  await t.start();
  const { emits } = await t.deliver(T0 + 10, content);
  for (const emit of emits) {
    if (!('message' in emit)) return 'the answer on the wire is raw text, and no message';
    const [problem] = checkMessage(emit.message, 'open').problems;
    if (problem !== undefined)
      return `the message that it sends back breaks its schema (${problem.text}): ${JSON.stringify(emit.message).slice(0, 300)}`;
  }
  return undefined;
}

async function stimulates(t: Trial): Promise<string | undefined> {
  if (t.hello.stimuli.includes('disk-full')) return undefined;
  await t.start();
  try {
    await t.call('stimulate', { at: T0, name: 'disk-full', params: {} });
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === 'no-such-hook') return undefined;
    throw error;
  }
  return 'stimulate disk-full is answered as done, and hello does not name it; answer with the error -32001';
}

async function queries(t: Trial): Promise<string | undefined> {
  await t.start();
  for (const what of t.hello.queries) await t.call('query', { at: T0, what });
  return undefined;
}

async function deterministic(t: Trial): Promise<string | undefined> {
  const once = async (): Promise<string[]> => {
    const answers: Answer[] = [await t.start()];
    answers.push(await t.deliver(T0 + 10, { message: t.message(1) }));
    answers.push(await t.deliver(T0 + 20, { raw: 'none' }));
    answers.push(await t.call('advance', { at: T0 + 1_000 }));
    return answers.map((a) => JSON.stringify({ result: a.result, emits: a.emits }));
  };
  if (t.hello.clock.kind !== 'virtual') return undefined;
  const first = await once();
  const second = await once();
  const i = first.findIndex((answer, n) => answer !== second[n]);
  return i < 0
    ? undefined
    : `the same calls with the same seed are answered otherwise the second time: ${first[i]?.slice(0, 300)} and then ${second[i]?.slice(0, 300)}; take ids and chance from the seed, and time from at`;
}

async function restarts(t: Trial): Promise<string | undefined> {
  if (t.hello.restart === 'none') return undefined;
  await t.start();
  await t.connector.kill();
  await t.connector.reopen();
  await t.start({ resume: true, at: T0 + 1_000 });
  return undefined;
}

async function clock(t: Trial): Promise<Pick<Finding, 'wrong' | 'seen'>> {
  const found = await clockSeen(t.connector, t.role, t.hello, t.wall);
  return 'wrong' in found ? found : { wrong: undefined, seen: found.seen };
}
