/** Whole run logs as the bench would write them, for one PEV and a handful of test cases. */
import { engine, fast, firstConnection, held, optOut, override, tooMuch } from './fixture-cases';
import { SEED } from './fixture-life';
import { LogBuilder, type RecordDraft } from './log-builder';
import { PEV } from './scene';
import type { Story } from './story';

const CATALOGUE = [
  [
    'PR2-G-01',
    'Every dispatch says where the energy goes: to the grid, to the home, or to a load',
    ['L5'],
    'General',
  ],
  [
    'PR2-A-05',
    'The customer can leave an event at any time, and power stops within seconds',
    ['L19', 'L97'],
    'PR2-A',
  ],
  ['PR2-A-06', 'A PEV says what it has to give as soon as it is plugged in', ['L20', 'L81'], 'PR2-A'],
  ['PR2-A-11', 'What the customer decides, the utility learns', ['L22'], 'PR2-A'],
  ['PR2-A-15', 'A dispatch never asks for more power or energy than the PEV reported', ['L88'], 'PR2-A'],
  ['PR2-A-17', 'The PEV holds the power that was asked for, and only on a live grid', ['L92'], 'PR2-A'],
  ['PR2-A-18', 'A confirmation is sent when the power is there, and not before', ['L92'], 'PR2-A'],
  ['PR2-A-19', 'Power follows a request as fast as the declared response class promises', ['L93'], 'PR2-A'],
  [
    'PR2-B-09',
    'An engine keeps the battery charged in a long outage, if there is an engine and fresh air',
    ['L117'],
    'PR2-B',
  ],
  [
    'PR2-X-04',
    'Quantities are in W, Wh and s; commands are magnitudes; in telemetry minus is discharge',
    [],
    'Cross-cutting',
  ],
] as const;

export interface FixtureOptions {
  /** How often the cases are run, for a long log. */
  readonly rounds?: number;
  /** Adds a case that could not be judged and one that broke off. */
  readonly unverified?: boolean;
}

/** A finished log of a device that behaves as the story tells. */
export function fixtureLog(story: Story, options: FixtureOptions = {}): LogBuilder {
  const log = new LogBuilder();
  log.push(runRecord(story, options));
  for (let round = 0; round < (options.rounds ?? 1); round += 1) {
    firstConnection(log, story);
    tooMuch(log, story);
    held(log, story);
    fast(log, story);
    optOut(log, story);
    if (options.unverified === true) override(log);
    engine(log);
  }
  return log.finish();
}

function runRecord(story: Story, options: FixtureOptions): RecordDraft {
  const ics = {
    role: 'pev',
    scenarios: ['PR2-A', 'PR2-B'],
    sinks: ['GRID', 'HOME'],
    responseClasses: ['FAST', 'EMERGENCY', 'RESERVE', 'SCHEDULED'],
    phases: 1,
    hasIce: false,
    externalOptOut: false,
    channels: ['EMAIL'],
    maxMessagesPerS: 10,
  };
  const ixit = { role: 'pev', capacityWh: 60_000, efficiency: 0.92, maxDischargeW: 6_000, bootS: 2 };
  return {
    kind: 'run',
    format: 1,
    suite: { version: '1.0.0', digest: 'sha256:7d1f4c2be0a95b8c6a1b4a3d0c2f7e91' },
    roles: ['pev'],
    seed: SEED,
    profile: { name: 'default', params: {} },
    catalogue: CATALOGUE.map(([id, text, sources, group]) => ({
      id,
      keyword: 'must',
      text,
      roles: id === 'PR2-G-01' ? ['utility'] : ['pev'],
      sources: [...sources],
      ...(id === 'PR2-B-09' ? { condition: 'hasIce', notApplicable: { pev: 'ICS: hasIce is false' } } : {}),
      feature: `features/${group.toLowerCase()}/${id.toLowerCase()}.feature`,
      group,
    })).filter((r) => options.unverified === true || r.id !== 'PR2-G-01'),
    ics: { pev: ics },
    ixit: { pev: ixit },
    devices: [
      {
        urn: PEV,
        role: 'pev',
        target: 'exec:node pev.js',
        dut: true,
        hello: {
          protocol: 1,
          identity: {
            vendor: story.vendor.slice(0, 120),
            product: story.product.slice(0, 120),
            version: '2.4.1',
          },
          roles: ['pev'],
          clock: { kind: 'virtual' },
          ics,
          stimuli: ['plug-in', 'opt-out'],
          readings: ['powerW', 'slopeWps', 'soc', 'exportJ'],
          senses: [],
          queries: [],
          restart: 'kill',
        },
      },
    ],
  } as unknown as RecordDraft;
}
