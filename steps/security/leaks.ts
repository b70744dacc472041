/** Messages that cannot be understood and hold a secret: what is said of them must not hold it (PR2-X-11). */
import type { DeviceRole } from '../../lab/bench/bench-device';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { MessageName } from '../../schemas';
import { urnOfRole } from '../base/network';
import { soundMessage } from '../customer/sound-messages';

interface Leak {
  readonly from: string;
  readonly message?: unknown;
  readonly raw?: string;
}

const PLAIN: Readonly<Record<DeviceRole, MessageName>> = {
  pev: 'AvailabilityRequest',
  esci: 'EnrollmentRecord',
  utility: 'AvailabilityReport',
};

/** A message of every day with some members changed. */
function changed(run: CaseRun, role: DeviceRole, members: object, data: object = {}): Leak {
  const { from, message } = soundMessage(run, role, PLAIN[role]);
  return { from, message: { ...message, ...members, data: { ...message.data, ...data } } };
}

/** Each by the words of the features. */
export const LEAKS = {
  'a text that is nothing but the secret': (run, role, secret) => ({
    from: soundMessage(run, role, PLAIN[role]).from,
    raw: secret,
  }),
  'a message that breaks off within the secret': (run, role, secret) => {
    const { from, message } = soundMessage(run, role, PLAIN[role]);
    return { from, raw: `{"note":${JSON.stringify(secret)},${JSON.stringify(message).slice(1, -20)}` };
  },
  'a message of a kind named like the secret': (run, role, secret) =>
    changed(run, role, { type: `pr2.${secret}.v1` }),
  'a message with the secret where an id belongs': (run, role, secret) =>
    changed(run, role, {}, { pevId: { secret } }),
  'a message that calls the secret a time': (run, role, secret) => changed(run, role, { time: secret }),
  'a message from a sender named like the secret': (run, role, secret) =>
    changed(run, role, {
      source: `urn:pr2:utility:${secret.replace(/[^A-Za-z0-9_.:-]/g, '-')}`,
      via: undefined,
    }),
  'an attestation whose token is the secret': (run, role, secret) => {
    const from = run.customerUrn();
    const switchId = run.ids.ofNobody('switch');
    const word = {
      switchId,
      statement: 'OPEN',
      at: timeText(run.bench.nowMs),
      confirmToken: secret.replace(/[^A-Za-z0-9_.:-]/g, '-'),
    } as const;
    const to = urnOfRole(run, role);
    const message = run.bench
      .puppet(from)
      .compose(run.bench.nowMs, 'IsolationAttestation', to, switchId, word);
    return { from, message };
  },
  'a message with a member named like the secret': (run, role, secret) =>
    changed(run, role, { [secret]: secret, destination: 7 }, { [secret]: secret }),
} satisfies Record<string, (run: CaseRun, role: DeviceRole, secret: string) => Leak>;

export type LeakName = keyof typeof LEAKS;
