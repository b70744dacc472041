/** A later edition talks to this one (PR2-X-08). */
import type { DeviceRole } from '../../lab/bench/bench-device';
import { CaseStop } from '../../lab/bench/case-stop';
import type { Message, MessageName } from '../../schemas';
import { announce } from '../base/event';
import { ask } from '../base/request';
import { soundMessage } from '../customer/sound-messages';
import { When } from '../world';
import { bring } from './credentials';
import { NEW_MEMBERS, NOVELTIES, type NoveltyName } from './novelties';

/** How long an event and the decision on it may be under way: the answer's time of the slowest class, each way. */
const DECIDED_MS = 20_000;

When(
  'a sound {message} comes to the {role} in/with {novelty}',
  async function (name: MessageName, role: DeviceRole, novelty: NoveltyName) {
    const { from, message } = soundMessage(this.run, role, name);
    await bring(this.run, role, { from, message: { ...message, ...NOVELTIES[novelty](message) } });
  },
);

When(
  'the utility requests {power} for {duration}, with members that nobody knows',
  async function (powerW: number, lengthMs: number) {
    await ask(this.run, powerW, lengthMs, NEW_MEMBERS);
  },
);

When(
  'the utility announces an event of {power} in {duration}, for {duration}, with members that nobody knows',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await announce(this.run, {
      startMs: this.bench.nowMs + leadMs,
      lengthMs,
      powerW,
      members: NEW_MEMBERS,
    });
    await this.bench.runFor(50);
  },
);

When("the PEV's decision on the next event arrives as a word that nobody knows", function () {
  const { run, bench } = this;
  const rule = { by: run.esci, to: run.utility, name: 'EventResponse', count: 1000 };
  bench.setup.network.addRule({ ...rule, action: { kind: 'lose' } });
});

When('the changed decision has arrived', async function () {
  const { run, bench } = this;
  const decided = () => run.view.messages('EventResponse', { by: run.esci, source: run.pev });
  await bench.waitFor(() => decided().length > 0, bench.nowMs + DECIDED_MS);
  await bench.runFor(1000);
  const sent = decided().pop();
  if (sent?.message === undefined)
    throw new CaseStop('precondition', 'the PEV did not answer the event', run.esci);
  // Over a link of its own, as a PEV with a direct path would say it: on the ESCI's way every decision is lost.
  const { via: _via, viatime: _viatime, ...direct } = sent.message;
  const message = { ...direct, data: { ...direct.data, decision: 'PERHAPS' } } as unknown as Message;
  await bring(run, 'utility', { from: run.pev, message });
});
