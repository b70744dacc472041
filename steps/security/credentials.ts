/** Who is heard: credentials on a link, marks on a message, and who may write what (PR2-X-01). */
import type { DeviceRole } from '../../lab/bench/bench-device';
import { TRANSIT_MS, type Credential } from '../../lab/bench/message-network';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import type { CaseRun } from '../../lab/session/case-run';
import type { MessageName } from '../../schemas';
import { note, urnOfRole } from '../base/network';
import { saidOf } from '../base/outcome-messages';
import { lastOf } from '../base/outcome-power';
import { soundMessage } from '../customer/sound-messages';
import { Given, Then, When } from '../world';
import {
  DISGUISES,
  writtenBy,
  WRITERS,
  type DisguiseName,
  type Disguised,
  type WriterName,
} from './disguises';

Given(
  'the {role} shows the {role} {credential} from now on',
  function (from: string, to: string, credential: Credential) {
    show(this.run, from, to, credential);
  },
);

When('the {role} authenticates anew to the {role}', function (from: string, to: string) {
  show(this.run, from, to, 'valid');
});

When(
  'a sound {message} comes to the {role} with {credential}',
  async function (name: MessageName, role: DeviceRole, credential: Credential) {
    await bring(this.run, role, soundMessage(this.run, role, name), credential);
  },
);

When(
  'a sound {message} comes to the {role} {disguise}',
  async function (name: MessageName, role: DeviceRole, disguise: DisguiseName) {
    await bring(this.run, role, DISGUISES[disguise](soundMessage(this.run, role, name), this.run));
  },
);

When(
  'a sound {message} written by {writer} comes to the {role}',
  async function (name: MessageName, writer: WriterName, role: DeviceRole) {
    const parcel = soundMessage(this.run, role, name);
    await bring(this.run, role, writtenBy(this.run, role, parcel, WRITERS[writer](this.run)));
  },
);

/** The name that the message bears is just what was not believed. */
Then('the ESCI tells the utility, over whose link it came, that it is refused', async function () {
  const { run } = this;
  const { n, atMs } = lastOf(run);
  const said = run.view.sentAt(saidOf(run))?.message?.id;
  await run.judge('sends', {
    by: run.esci,
    name: 'Receipt',
    to: run.utility,
    afterN: n,
    fromMs: atMs,
    byMs: atMs + RESPONSE_CLASSES.SCHEDULED.ackMs + TRANSIT_MS,
    select: { refMessageId: { eq: said } },
    fields: { status: { eq: 'REJECTED' }, code: { eq: 'E_UNAUTHORIZED' } },
  });
});

/** Puts a message on the last link before its receiver; it is the last thing said. */
export async function bring(
  run: CaseRun,
  role: DeviceRole,
  { from, message, principal }: Disguised,
  credential: Credential = 'valid',
): Promise<void> {
  const { bench } = run;
  const link = { credential, ...(principal === undefined ? {} : { principal }) };
  const n = bench.inject(from, urnOfRole(run, role), { message }, link);
  Object.assign(run.memory, { lastSaidN: n, last: { n, atMs: bench.nowMs } });
  await bench.runFor(50);
}

function show(run: CaseRun, from: string, to: string, credential: Credential): void {
  const [a, b] = [urnOfRole(run, from), urnOfRole(run, to)];
  run.bench.setup.network.setCredential(a, b, credential);
  note(run, { kind: 'credential', from: a, to: b, state: credential });
}
