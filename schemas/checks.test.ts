import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkBody,
  checkLab,
  checkMessage,
  checkRecord,
  isAnswerType,
  MESSAGE_NAMES,
  MESSAGE_NUMBERS,
  nameOf,
  typeOf,
  versionOf,
} from './index';

const request = {
  specversion: '1.0',
  id: '0d9a2e5c-7f0b-5c1e-9a34-2f6d8b1c4e70',
  type: 'pr2.DispatchUpdate.v1',
  source: 'urn:pr2:utility:u1',
  subject: 'ev1',
  time: '2031-03-03T18:00:00Z',
  datacontenttype: 'application/json',
  destination: 'urn:pr2:pev:p1',
  seq: 0,
  data: { dispatchId: 'd1', revision: 1, dischargePowerW: 3000, validForS: 90 },
};

function receipt(refMessageId: string): object {
  return {
    ...request,
    type: 'pr2.Receipt.v1',
    data: { refMessageId, status: 'REJECTED', code: 'E_SCHEMA' },
  };
}

function texts(value: unknown): string[] {
  return checkMessage(value, 'open').problems.map((p) => p.text);
}

test('a problem is one sentence that says what to do', () => {
  const { data } = request;
  assert.deepEqual(texts(request), []);
  assert.deepEqual(texts({ ...request, data: { ...data, dischargePowerW: -1 } }), [
    'data.dischargePowerW must be >= 0',
  ]);
  assert.deepEqual(texts({ ...request, data: { ...data, dischargePowerW: '3000' } }), [
    'data.dischargePowerW must be a whole number',
  ]);
  assert.deepEqual(texts({ ...request, data: { ...data, dischargePowerW: NaN } }), [
    'data.dischargePowerW must be a whole number',
  ]);
  assert.deepEqual(texts({ ...request, data: { ...data, effectiveAt: '2031-03-03T18:00:00' } }), [
    'data.effectiveAt must be a date-time with an offset such as 2031-03-03T18:00:00Z',
  ]);
  assert.deepEqual(texts({ ...request, destination: 'p1' }), [
    'destination must be an address such as urn:pr2:pev:p1',
  ]);
  assert.deepEqual(texts({ ...request, time: undefined }), ['time is missing']);
  assert.deepEqual(texts([]), ['the value must be an object']);
});

test('an envelope that is wrong does not hide a body that is wrong', () => {
  assert.deepEqual(texts({ ...request, seq: -1, data: { ...request.data, revision: 0.5 } }), [
    'seq must be >= 0',
    'data.revision must be a whole number',
  ]);
});

test('a type that is unknown, of another version, or no type', () => {
  assert.deepEqual(checkMessage({ ...request, type: 'pr2.Dispatch.v1' }, 'open').problems, [
    { path: 'type', text: 'type names no message of PR2', keyword: 'enum' },
  ]);
  assert.deepEqual(checkMessage({ ...request, type: 'pr2.DispatchUpdate.v2' }, 'open').problems, [
    { path: 'type', text: 'type must be of version 1', keyword: 'const' },
  ]);
  assert.deepEqual(texts({ ...request, type: 'dispatch' }), [
    'type must be a message type such as pr2.DispatchRequest.v1',
  ]);
});

test('an answer must say what it answers, but for a receipt of what could not be read', () => {
  assert.deepEqual(texts(receipt('m1')), ['correlationid is missing']);
  assert.deepEqual(texts(receipt('unknown')), []);
});

test('an unknown member is a finding of the device and a problem of the kit', () => {
  const message = { ...request, traceparent: '00', data: { ...request.data, colour: 'green' } };
  const open = checkMessage(message, 'open');
  assert.deepEqual(open.problems, []);
  assert.deepEqual(
    open.findings.map((f) => f.path),
    ['traceparent', 'data.colour'],
  );
  assert.deepEqual(
    checkMessage(message, 'closed').problems.map((p) => p.path),
    ['traceparent', 'data.colour'],
  );
});

test('of a union only the branch that fits best is told', () => {
  const preference = {
    pevId: 'p1',
    source: 'APP',
    version: 1,
    enabled: true,
    socFloor: 30,
    windows: [{ from: '17:00', to: '23:00' }],
  };
  assert.deepEqual(
    checkBody('DischargePreference', preference, 'open').problems.map((p) => p.text),
    ['data.windows[0].tz is missing'],
  );
  const link = { peer: 'urn:pr2:esci:e1', principal: 'urn:pr2:esci:e1', credential: 'valid' };
  assert.deepEqual(
    checkLab('DeliverParams', { at: 0, link }).map((p) => p.text),
    ['the value must have one of message, raw, rawBase64'],
  );
  assert.deepEqual(
    checkLab('DeliverParams', { at: 0, link, message: {}, raw: '' }).map((p) => p.text),
    ['the value must have just one of its alternatives'],
  );
  assert.deepEqual(
    checkLab('StimulateParams', { at: 0, name: 'commissioning', params: { record: 7 } }).length,
    1,
  );
});

test('what a device answers in the lab protocol may have more members; what the kit asks may not', () => {
  assert.deepEqual(checkLab('StepResult', { next: null, comment: 'extra' }), []);
  assert.deepEqual(
    checkLab('QueryParams', { at: 0, what: 'eventStates', comment: 'extra' }).map((p) => p.path),
    ['comment'],
  );
});

test('a record of the log is judged by its kind', () => {
  assert.deepEqual(checkRecord({ n: 0, prev: '', kind: 'end', count: 0 }), []);
  assert.deepEqual(
    checkRecord({ n: 0, prev: '', kind: 'end' }).map((p) => p.text),
    ['count is missing'],
  );
  assert.deepEqual(
    checkRecord({ n: 0, prev: '', kind: 'gossip' }).map((p) => p.path),
    ['kind'],
  );
});

test('names, types and numbers of the 28 messages belong together', () => {
  assert.equal(MESSAGE_NAMES.length, 28);
  MESSAGE_NAMES.forEach((name, i) => {
    assert.equal(MESSAGE_NUMBERS[name], `M${String(i + 1).padStart(2, '0')}`);
    assert.equal(nameOf(typeOf(name)), name);
    assert.equal(versionOf(typeOf(name)), 1);
  });
  assert.equal(nameOf('pr2.constructor.v1'), undefined);
  assert.equal(nameOf('pr2.Receipt.v2'), undefined);
  assert.equal(versionOf('pr2.Receipt.v2'), 2);
  assert.equal(versionOf('org.example.Receipt'), undefined);
  const answers = MESSAGE_NAMES.filter(isAnswerType);
  assert.deepEqual(
    answers.map((name) => MESSAGE_NUMBERS[name]),
    ['M04', 'M06', 'M12', 'M25', 'M28'],
  );
});
