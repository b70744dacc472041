/**
 * What a Utility tells ESCIs of its enrollments, whatever the case is about: each record says what the Utility knows of
 * that PEV in that program, its time and standing (PR2-G-02) as well as where it holds (PR2-G-03). What differs from
 * what the same ESCI was told before bears a higher version: it could not tell the newer one otherwise (PR2-G-02).
 */
import { partsOf, timeMs } from '../../reference-impl/endpoint/identifiers';
import type { EnrollmentRecord } from '../../schemas';
import type { CaseView, Sent } from '../../runlog/case-view';
import { fail, pass } from '../checks/check';
import { authored, firstCopies } from '../checks/dispatches';
import { instantText } from '../checks/texts';
import { enrolledAtStart, type Enrolled } from './enrollments';
import type { Oracle, OracleJudgement } from './oracle';

/** By which requirement each member is wrong. */
const OWED: readonly (readonly [keyof EnrollmentRecord, string])[] = [
  ['customerId', 'PR2-G-02'],
  ['status', 'PR2-G-02'],
  ['validFrom', 'PR2-G-02'],
  ['validTo', 'PR2-G-02'],
  ['architecture', 'PR2-G-03'],
  ['location', 'PR2-G-03'],
];

export const enrollmentsAsTheyAre: Oracle = {
  name: 'enrollments-told-as-they-are',
  judge(view, dut) {
    if (partsOf(dut).role !== 'utility') return [];
    const told = authored(view.messages('EnrollmentRecord', { by: dut })).filter(
      (s) => s.problems.length === 0,
    );
    const expected = 'each enrollment told as the utility knows it';
    const wrongs = new Map<string, OracleJudgement>();
    for (const { message, n, atMs } of told) {
      if (message === undefined) continue;
      const known = knownOf(view, dut, message.data, atMs);
      if (known.length === 0) continue;
      const wrong = OWED.find(([member]) => known.every((k) => !alike(member, k, message.data)));
      if (wrong === undefined || wrongs.has(wrong[1])) continue;
      const [member, requirement] = wrong;
      const observed = `${member} ${JSON.stringify(message.data[member])} at ${instantText(atMs)}, where it is ${JSON.stringify(known[0]?.[member])}`;
      wrongs.set(requirement, { requirement, judgement: fail(expected, observed, [n]) });
    }
    const news = firstCopies(told);
    const stale = news.find((s) => news.some((before) => isOvertaken(before, s)));
    if (stale !== undefined && !wrongs.has('PR2-G-02')) {
      const observed = `another content at ${instantText(stale.atMs)} under version ${stale.message?.data.version}, or a lower one`;
      wrongs.set('PR2-G-02', { requirement: 'PR2-G-02', judgement: fail(expected, observed, [stale.n]) });
    }
    const last = told.at(-1);
    if (last === undefined || wrongs.size > 0) return [...wrongs.values()];
    return [{ requirement: 'PR2-G-02', judgement: pass(expected, `${told.length} told`, [last.n]) }];
  },
};

type Told = Sent<'EnrollmentRecord'>;

/** Whether what was told later to the same ESCI differs, and bears no higher version. */
function isOvertaken(before: Told, later: Told): boolean {
  const [a, b] = [before.message, later.message];
  if (a === undefined || b === undefined || before.n >= later.n) return false;
  const isSameMatter =
    a.destination === b.destination && a.data.pevId === b.data.pevId && a.data.programId === b.data.programId;
  const differs = OWED.some(([member]) => !alike(member, a.data, b.data));
  return isSameMatter && differs && b.data.version <= a.data.version;
}

type Known = Partial<EnrollmentRecord>;

/** What the Utility was ever given of this PEV in this program, and what an operator has made of it by then. */
function knownOf(view: CaseView, utility: string, told: EnrollmentRecord, atMs: number): Known[] {
  const done = view.stimuliAt(utility).filter((s) => s.at <= atMs && s.refused === undefined);
  const given = done.filter((s) => s.name === 'enroll').map((s) => s.params as Enrolled);
  const known = [...enrolledAtStart(view, utility), ...given].filter(
    (e) => e.pevId === told.pevId && e.programId === told.programId,
  ) as Known[];
  const revoked = done.some(
    (s) => s.name === 'revoke-enrollment' && (s.params as { pevId?: string }).pevId === told.pevId,
  );
  // An enrollment that was revoked may say so by its status, and end by its time as well.
  return revoked
    ? [...known, ...known.map((k) => ({ ...k, status: told.status, validTo: told.validTo }) as Known)]
    : known;
}

function alike(member: keyof EnrollmentRecord, known: Known, told: EnrollmentRecord): boolean {
  const [a, b] = [known[member], told[member]];
  if (a === undefined || b === undefined) return a === b;
  if (member === 'validFrom' || member === 'validTo') return timeMs(String(a)) === timeMs(String(b));
  return Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((one) => b.includes(one))
    : a === b;
}
