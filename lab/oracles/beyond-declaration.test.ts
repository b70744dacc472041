import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ics, LogRecord } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { beyondDeclaration } from './beyond-declaration';

const PEV = 'urn:pr2:pev:p1';
const UTILITY = 'urn:pr2:utility:u1';
const T0 = Date.UTC(2031, 0, 1);
const ICS = {
  role: 'pev',
  scenarios: ['PR2-A'],
  responseClasses: ['SCHEDULED'],
  phases: 1,
  hasIce: false,
} as unknown as Ics;

/** What the oracle says, `finding` or `fail` before each: the records are of a case that begins with those classes. */
function said(
  records: readonly object[],
  ics: Ics | undefined = ICS,
  classes?: string[],
  dut = PEV,
): string[] {
  const view = new CaseView();
  const state = classes === undefined ? {} : { classes };
  const head = { kind: 'case', at: T0, case: 'c', devices: [{ urn: dut, state }], points: [], params: {} };
  for (const [n, r] of [head, ...records].entries())
    view.add({ n, prev: '', at: T0, ...r } as unknown as LogRecord);
  return beyondDeclaration.judge(view, dut, ics).map(({ requirement, judgement, finding }) => {
    assert.equal(judgement.verdict, 'fail');
    return `${finding === true ? 'finding' : 'fail'} ${requirement} ${judgement.expected}: ${judgement.observed}`;
  });
}

function sends(type: string, data: object, by = PEV, correlationid?: string): object {
  const message = {
    id: `m-${type}`,
    type: `pr2.${type}.v1`,
    source: by,
    destination: UTILITY,
    data,
    correlationid,
  };
  return { kind: 'emit', device: by, message };
}

const reads = (values: object): object => ({
  kind: 'reading',
  device: PEV,
  witness: 'self-reported',
  readings: values,
});
const report = (data: object): object =>
  sends('AvailabilityReport', { classes: ['SCHEDULED'], exportPhases: 1, ...data });

test('a device that keeps to its declaration, and one that declares nothing, are not spoken of', () => {
  const more = [report({ classes: ['FAST'], exportPhases: 3 }), reads({ powerPhaseW: [-900, -900, -900] })];
  assert.deepEqual(said([report({}), reads({ powerPhaseW: [-900, 0, 20], iceRunning: false })]), []);
  assert.deepEqual(said(more, { role: 'pev', scenarios: ['PR2-A'] } as unknown as Ics), []);
});

test('classes and phases that it reports, phases that it uses, its engine: each a finding that names the item', () => {
  assert.match(
    said([report({ classes: ['SCHEDULED', 'FAST'] })])[0] ?? '',
    /^finding PR2-A-06 .*says responseClasses SCHEDULED: the device reports FAST too/,
  );
  assert.match(
    said([report({ exportPhases: 3 })])[0] ?? '',
    /^finding PR2-A-06 .*says phases 1: the device reports 3 to export on/,
  );
  assert.match(
    said([reads({ powerPhaseW: [-900, -900, -900] })])[0] ?? '',
    /^finding PR2-A-13 .*phases 1: the device exports on 3/,
  );
  assert.match(
    said([reads({ iceRunning: true })])[0] ?? '',
    /^finding PR2-B-09 .*hasIce false: the device runs an engine/,
  );
  const status = sends('EmergencyGenerationStatus', { ice: { present: true, running: false } });
  assert.match(said([status])[0] ?? '', /^finding PR2-B-09 .*hasIce false: the device tells of its engine/);
});

test('a class that the case itself gives the device is no more than declared', () => {
  assert.deepEqual(said([report({ classes: ['FAST'] })], ICS, ['FAST']), []);
});

test('an alert by a channel that is not declared', () => {
  const ics = { role: 'utility', scenarios: ['PR2-A'], channels: ['EMAIL'] } as unknown as Ics;
  const alert = (channel: string): object => sends('CustomerAlert', { channel }, UTILITY);
  assert.deepEqual(said([alert('EMAIL')], ics, undefined, UTILITY), []);
  assert.match(
    said([alert('SMS')], ics, undefined, UTILITY)[0] ?? '',
    /^finding PR2-A-04 .*channels EMAIL: the device alerts by SMS/,
  );
});

test('a request of a class that is not declared is refused: accepting it fails', () => {
  const asked = (responseClass: string, status: string): string[] =>
    said([
      sends('DispatchRequest', { responseClass }, UTILITY),
      {
        kind: 'deliver',
        ref: 1,
        to: PEV,
        outcome: 'delivered',
        link: { principal: UTILITY, credential: 'valid' },
      },
      sends('DispatchResponse', { status }, PEV, 'm-DispatchRequest'),
    ]);
  assert.match(
    asked('FAST', 'ACCEPTED')[0] ?? '',
    /^fail PR2-A-19 E_CLASS: .*: the device accepts a request of class FAST/,
  );
  assert.match(asked('FAST', 'PARTIAL')[0] ?? '', /^fail PR2-A-19/);
  assert.deepEqual(asked('FAST', 'REJECTED'), []);
  assert.deepEqual(asked('SCHEDULED', 'ACCEPTED'), []);
});
