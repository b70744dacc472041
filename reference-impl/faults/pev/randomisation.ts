/** A PEV that spreads its start otherwise than it may (PR2-X-07). */
import type { PevState } from '../../pev/state';
import { createPev } from '../../pev';
import { declaring } from '../../variants/declaring';
import { decorated } from '../decorate';
import type { Fault, FaultClass } from '../fault';
import { says } from '../telling';
import { conformant, decides, made, wrapped } from './make';

const { startOffsetS } = {
  startOffsetS: (...args: Parameters<typeof conformant.startOffsetS>) => conformant.startOffsetS(...args),
};

export const RANDOMISATION_FAULTS: readonly Fault[] = [
  decides('spreads-its-start-too-far', 'PR2-X-07', 'off by one unit', {
    startOffsetS: (event, unit) => startOffsetS(event, unit) * 1.2,
  }),
  decides('takes-the-window-for-minutes', 'PR2-X-07', 'wrong unit', {
    startOffsetS: (event, unit) => Math.floor(startOffsetS(event, unit) / 60) * 60 * 60,
  }),
  decides('spreads-nothing', 'PR2-X-07', 'ignores', { startOffsetS: () => 0 }),
  decides('starts-always-in-the-middle', 'PR2-X-07', 'hard-coded constant', {
    startOffsetS: (event) => startOffsetS(event, 0.5),
  }),
  decides('spreads-without-a-window', 'PR2-X-07', 'hard-coded constant', {
    startOffsetS: (event, unit) => (event.randomizeStartS === 0 ? 90 : startOffsetS(event, unit)),
  }),
  wrapped('draws-again-in-a-restart', 'PR2-X-07', 'forgets after restart', {
    restore: (state) => {
      for (const event of Object.values((state as unknown as PevState).events)) {
        const windowS = event.message.data.randomizeStartS ?? 0;
        event.offsetS = windowS - event.offsetS;
      }
    },
  }),
  wrapped(
    'reports-the-start-of-the-event-for-its-own',
    'PR2-X-07',
    'lies in its readings',
    says('DispatchConfirmation', (d) =>
      d.state === 'STARTED' ? { ...d, at: new Date(Date.parse(d.at) - 600_000).toISOString() } : d,
    ),
  ),
  twoSided('begins-long-before-its-window', 'off by one unit', (windowS, unit) => -windowS * (1 + unit / 3)),
  twoSided('begins-always-with-its-window', 'hard-coded constant', (windowS) => -windowS),
  made('spreads-its-first-event-alone', 'PR2-X-07', 'right for one and wrong for two at once', () => {
    let seen = 0;
    return decorated(
      () =>
        createPev({
          startOffsetS: (e, unit) => {
            if ((e.randomizeStartS ?? 0) > 0) seen += 1;
            return seen > 1 ? 0 : conformant.startOffsetS(e, unit);
          },
        }),
      {
        start(p) {
          if (!p.resume) seen = 0;
          return p;
        },
      },
    );
  }),
];

/** It declares that it spreads to either side of the start, `offsetS` seconds from it. */
function twoSided(
  name: string,
  faultClass: FaultClass,
  offsetS: (windowS: number, unit: number) => number,
): Fault {
  return made(name, 'PR2-X-07', faultClass, () =>
    declaring(
      () =>
        createPev({ startOffsetS: (event, unit) => Math.round(offsetS(event.randomizeStartS ?? 0, unit)) }),
      { randomisation: 'two-sided' },
    ),
  );
}
