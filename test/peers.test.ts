/** Two devices plugged in: what the other one does wrong is never the failure of the one a case judges, nor its pass. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execFaulty, newFolder, pr2, reportOf } from './run-pr2';

/** A peer, a case that rests on what it does wrong, and how the case says so. */
const PEERS: readonly { role: 'pev' | 'esci'; peer: string; only: string; says: RegExp }[] = [
  { role: 'pev', peer: 'esci/passes-on-late', only: 'PR2-A-15.exact', says: /PR2-A-01.* was not$/ },
  { role: 'pev', peer: 'esci/changes-what-it-passes-on', only: 'PR2-A-05.during', says: /was changed/ },
  { role: 'pev', peer: 'esci/swallows-reports', only: 'PR2-A-15.exact', says: /AvailabilityReport/ },
  { role: 'pev', peer: 'esci/never-asks', only: 'PR2-B-03.then-forms', says: /PR2-B-05.*none came/ },
  { role: 'pev', peer: 'esci/never-drives-its-switch', only: 'PR2-B-10.ends-a', says: /PR2-B-06.*was not/ },
  { role: 'pev', peer: 'esci/never-goes-back', only: 'PR2-B-04.whole-return', says: /PR2-B-04.*to close/ },
  {
    role: 'esci',
    peer: 'pev/forms-after-more-than-half-a-minute',
    only: 'PR2-B-02.proven',
    says: /as agreed/,
  },
  {
    role: 'esci',
    peer: 'pev/goes-on-after-the-order-to-stop',
    only: 'PR2-B-04.break',
    says: /order to stop/,
  },
  { role: 'esci', peer: 'pev/never-discharges', only: 'PR2-A-20.esci-in-again', says: /PR2-A-17.*0 W/ },
  { role: 'esci', peer: 'pev/never-answers-an-event', only: 'PR2-A-21.passed-on', says: /PR2-X-09/ },
  { role: 'esci', peer: 'pev/gives-no-notice', only: 'PR2-A-21.passed-on', says: /PR2-A-21.*user-stop/ },
  { role: 'esci', peer: 'pev/writes-times-without-offset', only: 'PR2-A-21.passed-on', says: /PR2-X-03/ },
];

/** Each device plugged in is judged in its turn, so each has a case. */
const EACH = ['--only', 'PR2-A-15.exact', '--only', 'PR2-A-21.passed-on'];

function judge(out: string, duts: readonly string[], only: string): void {
  const { code, stderr } = pr2(['run', ...duts, ...EACH, '--only', only, '--out', out]);
  assert.ok(code === 1 || code === 3, stderr);
}

for (const { role, peer, only, says } of PEERS) {
  test(`${peer} beside the ${role} that ${only} judges: inconclusive, and the peer is named`, () => {
    const out = newFolder();
    judge(out, ['--dut', `${role}=reference`, '--dut', execFaulty(peer)], only);
    const judged = reportOf(out, role).cases.find((c) => c.id === only);
    assert.equal(judged?.verdict, 'inconclusive');
    assert.match(judged?.cause ?? '', /^peer: the (PEV|ESCI) plugged in beside the device under test/);
    assert.match(judged?.cause ?? '', says);
  });
}

test('beside a peer that does what it owes the device is judged as ever, and so is what it does wrong', () => {
  const out = newFolder();
  const dut = ['--dut', execFaulty('pev/never-discharges'), '--dut', 'esci=reference'];
  judge(out, dut, 'PR2-A-17.step');
  assert.equal(reportOf(out, 'pev').cases.find((c) => c.id === 'PR2-A-17.step')?.verdict, 'fail');
});
