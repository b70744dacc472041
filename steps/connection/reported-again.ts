/** A report of the PEV that reaches the Utility once more, with other times or figures (PR2-X-03, PR2-X-04). */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { offsetText } from '../base/offset';
import { When } from '../world';
import { idLike } from './availability';

/** Figures that no honest PEV reports. */
const REPORTED: Readonly<Record<string, object>> = {
  'a negative energy': { availableEnergyWh: -1 },
  'an energy in quotes': { availableEnergyWh: '9000' },
  'a power in quotes': { maxDischargeW: '5000' },
  'a power of null': { maxDischargeW: null },
  'a fraction of a watt-hour': { availableEnergyWh: 8999.5 },
  'a negative power': { maxDischargeW: -5000 },
};

When(
  'a report whose times are written with offset {word} reaches the utility',
  async function (offset: string) {
    const now = offsetText(this.bench.nowMs, offset);
    reportAgain(this.run, { time: now, viatime: now }, { asOf: now });
    this.run.memory.skewMs = 0;
  },
);

When('a report with {} reaches the utility', async function (what: string) {
  const figure = REPORTED[what];
  if (figure === undefined) throw new CaseStop('kit', `no figure is known as "${what}"`);
  reportAgain(this.run, {}, figure);
});

/** The PEV's last report once more under a new id, with some of it written otherwise, on the ESCI's link. */
export function reportAgain(run: CaseRun, envelope: object, body: object = {}): void {
  const last = run.view.messages('AvailabilityReport', { source: run.pev }).pop()?.message;
  if (last === undefined) throw new CaseStop('precondition', 'the PEV has not reported yet', run.pev);
  const { correlationid: _answered, ...rest } = last;
  const relayed = { via: run.esci, viatime: timeText(run.bench.nowMs), ...envelope };
  const data = { ...last.data, ...body };
  const message = { ...rest, id: idLike(run), seq: last.seq + 1000, ...relayed, data };
  const n = run.bench.inject(run.esci, run.utility, { message });
  run.memory.lastSaidN = n;
  run.memory.last = { n, atMs: run.bench.nowMs };
}
