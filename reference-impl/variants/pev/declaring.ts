/** PEVs that declare less than the reference or something else, or keep a clock of their own within what is tolerated. */
import type { HelloResult } from '../../../schemas';
import type { Variant } from '../../faults/fault';
import type { PevBehaviour } from '../../pev/behaviour';
import { withClockOff } from '../clock';
import { declaring } from '../declaring';
import { around } from './make';

export const DECLARING_VARIANTS: readonly Variant[] = [
  declares('knows-one-class-and-no-island', {
    scenarios: ['PR2-A'],
    sinks: ['GRID'],
    responseClasses: ['SCHEDULED'],
    hasIce: false,
    externalOptOut: false,
  }),
  declares('has-no-engine', { hasIce: false }),
  declares(
    'spreads-its-start-to-either-side',
    { randomisation: 'two-sided' },
    { startOffsetS: ({ randomizeStartS = 0 }, unit) => Math.round(randomizeStartS * (2 * unit - 1)) },
  ),
  deniesItsEngine(),
  around('has-a-clock-nine-tenths-ahead', ['clock'], (make) => withClockOff(make, 900)),
  around('has-a-clock-nine-tenths-behind', ['clock'], (make) => withClockOff(make, -900)),
];

function declares(
  name: string,
  ics: Partial<NonNullable<HelloResult['ics']>>,
  behaviour: Partial<PevBehaviour> = {},
): Variant {
  return around(name, ['ICS'], (make) => declaring(make, ics), behaviour);
}

/** It tells of an engine, without fuel, that its ICS denies: that is told of it, and fails nothing. */
function deniesItsEngine(): Variant {
  return around('denies-its-engine', ['ICS'], (make) => {
    const inner = declaring(make, { hasIce: false });
    return {
      ...inner,
      start: (params, restored) => {
        if (params.role !== 'pev') return inner.start(params, restored);
        const state = { ...params.state, hasIce: true, fuelPct: 0 };
        return inner.start({ ...params, state }, restored);
      },
    };
  });
}
