/** What happens to messages between the actors. */
import type { CaseRun } from '../../lab/session/case-run';
import { When } from '../world';

When('the link between {role} and {role} is cut', function (a: string, b: string) {
  setLink(this.run, a, b, false);
});

When('the link between {role} and {role} is mended', function (a: string, b: string) {
  setLink(this.run, a, b, true);
});

When(
  'nothing that the {role} sends the {role} gets through any more',
  function (fromRole: string, toRole: string) {
    const [from, to] = [urnOfRole(this.run, fromRole), urnOfRole(this.run, toRole)];
    this.bench.setup.network.setLink(from, to, false);
    note(this.run, { kind: 'link', state: 'half-open', from, to });
  },
);

When('the next {message} from the {role} is lost', function (name: string, role: string) {
  disturb(this.run, role, name, { kind: 'lose' });
});

When('the next {message} from the {role} is delivered twice', function (name: string, role: string) {
  disturb(this.run, role, name, { kind: 'double', afterMs: 500 });
});

When(
  'the next {message} from the {role} takes {duration}',
  function (name: string, role: string, ms: number) {
    disturb(this.run, role, name, { kind: 'delay', delayMs: ms });
  },
);

When(
  'the link between {role} and {role} delays each message by {duration} to {duration}',
  function (a: string, b: string, leastMs: number, mostMs: number) {
    const [x, y] = [urnOfRole(this.run, a), urnOfRole(this.run, b)];
    for (const [from, to] of [
      [x, y],
      [y, x],
    ] as const)
      this.bench.setup.network.setDelay(from, to, jitter(this.run, `${from} to ${to}`, leastMs, mostMs));
    note(this.run, { kind: 'delay', between: [x, y], delayMs: leastMs, jitterMs: mostMs - leastMs });
  },
);

/** A delay drawn anew for each message; like on a TCP connection none overtakes the one before it. */
function jitter(run: CaseRun, hop: string, leastMs: number, mostMs: number): () => number {
  let count = 0;
  let lastMs = 0;
  return () => {
    const { nowMs } = run.bench;
    count += 1;
    const drawnMs = leastMs + Math.round(run.draw(`delay ${count} from ${hop}`) * (mostMs - leastMs));
    lastMs = Math.max(nowMs + drawnMs, lastMs);
    return lastMs - nowMs;
  };
}

/** Urn of the first actor of a role in this case. */
export function urnOfRole(run: CaseRun, role: string): string {
  return role === 'pev' ? run.pev : role === 'esci' ? run.esci : run.utility;
}

function setLink(run: CaseRun, a: string, b: string, up: boolean): void {
  const { bench } = run;
  const [x, y] = [urnOfRole(run, a), urnOfRole(run, b)];
  bench.setup.network.setLink(x, y, up);
  bench.setup.network.setLink(y, x, up);
  note(run, { kind: 'link', state: up ? 'up' : 'down', between: [x, y] });
}

function disturb(
  run: CaseRun,
  role: string,
  name: string,
  action: { kind: 'lose' } | { kind: 'delay'; delayMs: number } | { kind: 'double'; afterMs: number },
): void {
  const by = urnOfRole(run, role);
  run.bench.setup.network.addRule({ by, name, count: 1, action });
  note(run, { by, name, ...action });
}

/** So many messages of a name are lost, which stands in the log. */
export function loses(
  run: CaseRun,
  rule: { readonly by: string; readonly to?: string; readonly name: string; readonly count: number },
): void {
  run.bench.setup.network.addRule({ ...rule, action: { kind: 'lose' } });
  note(run, { ...rule, kind: 'lose' });
}

/** The disturbance stands in the log, and is the last thing that happened. */
export function note(run: CaseRun, action: { kind: string } & Record<string, unknown>): void {
  const record = run.bench.record({ kind: 'network', at: run.bench.nowMs, action });
  run.memory.last = { n: record.n, atMs: run.bench.nowMs };
}
