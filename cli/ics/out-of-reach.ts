/**
 * Which cases a device's hooks do not suffice for: seen by running them on a reference device that offers the kit no more
 * than this one does. What that device cannot be brought to do or show, no device with these hooks can.
 */
import type { DeviceRole, HelloResult, Ics } from '../../schemas';
import { InProcessConnector } from '../../lab/connectors';
import { loadProfile } from '../../lab/profile/load';
import { referenceDevice } from '../../lab/session/reference';
import type { Suite } from '../../lab/session/suite';
import type { Device } from '../../reference-impl/device';
import { passing } from '../../reference-impl/variants/clock';
import { executionsOf, judgeRun, type CaseJudgement } from '../../verdicts';
import { quietRun } from '../quiet-run';
import type { Selection } from '../run-cases';
import { UsageError } from '../usage-error';

/** The cases that could be brought to no verdict, by why. */
export async function outOfReach(
  suite: Suite,
  role: DeviceRole,
  ics: Ics,
  hooks: HelloResult,
): Promise<Map<string, string[]>> {
  const { senses } = referenceDevice(role).hello();
  const judged = await played(suite, { role }, ics, hooks);
  const lost = new Map<string, string[]>();
  const lose = (why: string, id: string): unknown => lost.set(why, [...(lost.get(why) ?? []), id]);
  for (const { id, verdict, cause = '', otherwise } of judged)
    if (!otherwise && verdict === 'inconclusive') lose(cause, id);
  // What comes out otherwise, and passes as soon as the device is told of the grid, needs that.
  const unasked = senses.filter((sense) => !hooks.senses.includes(sense));
  const failed = judged.filter((c) => c.otherwise).map((c) => c.id);
  if (unasked.length === 0 || failed.length === 0) return lost;
  const told = await played(suite, { role, only: failed }, ics, { ...hooks, senses });
  for (const { id, verdict } of told)
    if (verdict === 'pass') lose(`the ${role} does not ask to be told of ${unasked.join(', ')} (senses)`, id);
  return lost;
}

async function played(suite: Suite, selection: Selection, ics: Ics, hooks: HelloResult): Promise<Played[]> {
  const profile = loadProfile('default', suite.root);
  if ('problem' in profile) throw new UsageError(profile.problem, 5);
  const connector = new InProcessConnector(() => withHooks(referenceDevice(selection.role), hooks));
  const records = await quietRun({ suite, profile, connector, selection, ics });
  const ends = executionsOf(records).map((e) => e.end?.stopped?.kind);
  return (judgeRun(records).roles[0]?.cases ?? []).map((c) => ({
    ...c,
    otherwise: c.verdict === 'fail' || (ends[c.index] ?? 'no-hook') !== 'no-hook',
  }));
}

/** `otherwise`: for no lack of a hook, but because the device did something else than the case expects. */
type Played = CaseJudgement & { readonly otherwise: boolean };

function withHooks(reference: Device, { stimuli, readings, senses, queries, restart }: HelloResult): Device {
  const own = reference.hello();
  const offered = <T>(all: readonly T[], some: readonly T[]): T[] => all.filter((one) => some.includes(one));
  const hello: HelloResult = {
    ...own,
    stimuli: offered(own.stimuli, stimuli),
    readings: offered(own.readings, readings),
    senses: offered(own.senses, senses),
    queries: offered(own.queries, queries),
    restart,
  };
  return { ...passing(reference), hello: () => hello };
}
