/** The PEV's word as it comes to the Utility late, or from elsewhere than usual (PR2-A-14, A-15, X-03). */
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { Message, MessageName } from '../../schemas';
import { offsetText } from '../base/offset';
import { bring } from '../security/credentials';
import { When } from '../world';
import { soundMessage } from './sound-messages';

When("the PEV's notice of an opt-out {duration} ago comes to the utility", async function (agoMs: number) {
  const sourceTime = timeText(this.bench.nowMs - agoMs);
  await bringToUtility(this.run, 'ParticipationNotice', { sourceTime });
});

When(
  "the PEV's notice of an opt-out {duration} ago, the time written with offset {word}, comes to the utility",
  async function (agoMs: number, offset: string) {
    const sourceTime = offsetText(this.bench.nowMs - agoMs, offset);
    await bringToUtility(this.run, 'ParticipationNotice', { sourceTime });
  },
);

When("the PEV's notice of an opt-out by {word} comes to the utility", async function (source: string) {
  await bringToUtility(this.run, 'ParticipationNotice', { source });
});

When("the PEV's report of what it had {duration} ago comes to the utility", async function (agoMs: number) {
  await bringToUtility(this.run, 'AvailabilityReport', { asOf: timeText(this.bench.nowMs - agoMs) });
});

/** A sound message, some of it written otherwise. */
async function bringToUtility(run: CaseRun, name: MessageName, otherwise: object): Promise<void> {
  const { from, message } = soundMessage(run, 'utility', name);
  const data = { ...message.data, ...otherwise };
  await bring(run, 'utility', { from, message: { ...message, data } as Message });
}
