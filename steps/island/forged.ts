/** What only the ESCI may say to a PEV, said by the utility and left to the ESCI to pass on. */
import type { MessageName } from '../../schemas';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { lastOf } from '../base/outcome-power';
import { say } from '../base/tester';
import { Then, When } from '../world';
import { NEVER_GIVEN } from './tester';

When('a report of an open switch arrives from the utility for the PEV', async function () {
  const at = timeText(this.bench.nowMs);
  say(this.run, 'IsolationStatus', 'session', {
    switchId: this.run.ids.of('switch'),
    type: 'AUTO',
    position: 'OPEN',
    evidence: [
      { kind: 'AUX_CONTACT', indicates: 'OPEN', at },
      { kind: 'GRID_COUPLING', indicates: 'OPEN', at },
    ],
    asOf: at,
    gridPresent: false,
    premisesV: 0,
  });
  await this.bench.runFor(50);
});

When('a request for backup arrives from the utility for the PEV', async function () {
  const { nominalV, nominalHz } = this.run.setup;
  const requestId = this.run.ids.of('backup request');
  say(this.run, 'EmergencyGenerationRequest', requestId, {
    requestId,
    sink: 'HOME',
    nominalV,
    nominalHz,
    maxW: 6000,
    socFloor: 25,
    isolationRef: NEVER_GIVEN,
  });
  await this.bench.runFor(50);
});

Then(
  "no {message} of the utility's reaches the PEV in {duration}",
  async function (name: MessageName, ms: number) {
    const from = lastOf(this.run);
    await this.run.judge('does-not-send', {
      by: this.run.esci,
      name,
      to: this.run.pev,
      source: this.run.utility,
      relayed: true,
      afterN: from.n,
      untilMs: from.atMs + ms,
    });
  },
);
