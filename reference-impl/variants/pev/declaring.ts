/** PEVs that declare less than the reference or something else, or keep a clock of their own within what is tolerated. */
import type { HelloResult } from '../../../schemas';
import type { Variant } from '../../faults/fault';
import { createPev } from '../../pev';
import type { PevBehaviour } from '../../pev/behaviour';
import type { Device } from '../../device';
import { decorated } from '../../faults/decorate';
import { made } from './make';

export const DECLARING_VARIANTS: readonly Variant[] = [
  declaring('knows-one-class-and-no-island', {
    scenarios: ['PR2-A'],
    sinks: ['GRID'],
    responseClasses: ['SCHEDULED'],
    hasIce: false,
    externalOptOut: false,
  }),
  declaring('has-no-engine', { hasIce: false }),
  declaring(
    'spreads-its-start-to-either-side',
    { randomisation: 'two-sided' },
    { startOffsetS: ({ randomizeStartS = 0 }, unit) => Math.round(randomizeStartS * (2 * unit - 1)) },
  ),
  deniesItsEngine(),
  skewed('has-a-clock-nine-tenths-ahead', 900),
  skewed('has-a-clock-nine-tenths-behind', -900),
];

function declaring(
  name: string,
  ics: Partial<NonNullable<HelloResult['ics']>>,
  behaviour: Partial<PevBehaviour> = {},
): Variant {
  return made(name, () => {
    const inner = decorated(() => createPev(behaviour), {});
    const hello = inner.hello();
    return {
      ...inner,
      hello: () => ({ ...hello, ics: { ...hello.ics, ...ics } as NonNullable<HelloResult['ics']> }),
    };
  });
}

/** It tells of an engine, without fuel, that its ICS denies: that is told of it, and fails nothing. */
function deniesItsEngine(): Variant {
  return made('denies-its-engine', () => {
    const inner = decorated(() => createPev(), {});
    const hello = inner.hello();
    return {
      ...inner,
      hello: () => ({ ...hello, ics: { ...hello.ics, hasIce: false } as NonNullable<HelloResult['ics']> }),
      start: (params, restored) => {
        if (params.role !== 'pev') return inner.start(params, restored);
        const state = { ...params.state, hasIce: true, fuelPct: 0 };
        return inner.start({ ...params, state }, restored);
      },
    };
  });
}

/** Within P_CLK_SKEW. */
function skewed(name: string, offMs: number): Variant {
  return made(name, () => {
    const inner: Device = decorated(() => createPev(), {});
    return {
      ...inner,
      start: (params, restored) =>
        inner.start(
          { ...params, clock: { ...params.clock, offsetMs: params.clock.offsetMs + offMs } },
          restored,
        ),
    };
  });
}
