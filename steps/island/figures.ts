/** Figures of the profile rather than of the scenario: the delay before re-entry, the window of service, the nominal grid. */
import type { CaseRun } from '../../lab/session/case-run';
import { mustSend } from '../base/outcome-messages';
import { Then, When } from '../world';
import { setGrid, show } from './outage';
import { stays } from './outcome';

When('{percent} of the delay before re-entry pass', async function (percent: number) {
  await this.bench.runFor(Math.round((delayMs(this.run) * percent) / 100));
});

When('all but {duration} of the delay before re-entry pass', async function (ms: number) {
  await this.bench.runFor(Math.max(0, delayMs(this.run) - ms));
});

Then('the switch stays open until {duration} before the delay is over', async function (ms: number) {
  await stays(this.run, 'OPEN', delayMs(this.run) - ms);
});

Then('the switch stays open for {percent} of the delay before re-entry', async function (percent: number) {
  await stays(this.run, 'OPEN', Math.round((delayMs(this.run) * percent) / 100));
});

When('the grid returns {hertz} below its window', async function (hz: number) {
  await setGrid(this.run, { present: true, frequencyHz: this.run.param('P_ES_F_MIN') - hz });
});

When('the grid returns {hertz} above its window', async function (hz: number) {
  await setGrid(this.run, { present: true, frequencyHz: this.run.param('P_ES_F_MAX') + hz });
});

When('the grid returns at the lowest frequency of its window', async function () {
  await setGrid(this.run, { present: true, frequencyHz: this.run.param('P_ES_F_MIN') });
});

When('the grid returns at the highest frequency of its window', async function () {
  await setGrid(this.run, { present: true, frequencyHz: this.run.param('P_ES_F_MAX') });
});

When('the grid returns with {percent} of its voltage too little', async function (percent: number) {
  await setGrid(this.run, { present: true, voltagePu: this.run.param('P_ES_V_MIN') - percent / 100 });
});

When('the grid returns with {percent} of its voltage too much', async function (percent: number) {
  await setGrid(this.run, { present: true, voltagePu: this.run.param('P_ES_V_MAX') + percent / 100 });
});

When('the grid returns {percent} above the lowest voltage of its window', async function (percent: number) {
  await setGrid(this.run, { present: true, voltagePu: this.run.param('P_ES_V_MIN') + percent / 100 });
});

When('the grid returns {percent} below the highest voltage of its window', async function (percent: number) {
  await setGrid(this.run, { present: true, voltagePu: this.run.param('P_ES_V_MAX') - percent / 100 });
});

When(
  'the grid dips to {percent} of its voltage for {duration} less than is to be ridden through',
  async function (percent: number, ms: number) {
    await setGrid(this.run, { present: true, voltagePu: percent / 100 });
    await this.bench.runFor(this.run.param('P_RIDE') * 1000 - ms);
    await setGrid(this.run, { present: true });
  },
);

When('the bus sensor shows {percent} of the nominal voltage', async function (percent: number) {
  await show(this.run, { busV: (this.run.setup.nominalV * percent) / 100 });
});

Then(
  'the ESCI asks for the voltage and frequency of the grid within {duration}',
  async function (ms: number) {
    const { nominalV, nominalHz } = this.run.setup;
    const fields = { nominalV: { eq: nominalV }, nominalHz: { eq: nominalHz } };
    await mustSend(this.run, 'esci', 'EmergencyGenerationRequest', ms, fields);
  },
);

/** How long the grid must have been in range (P_ES_DELAY). */
function delayMs(run: CaseRun): number {
  return run.param('P_ES_DELAY') * 1000;
}
