import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerAll,
  atPower,
  confirm,
  dispatched,
  enrollment,
  event,
  request,
  termination,
} from '../testing-bodies';
import { HOUR } from '../testing';
import { Home, OPEN, PEV } from './testing-home';

test('a running dispatch ends first: nothing is asked before it is over and its power gone (PR2-B-03, PR2-B-10)', () => {
  const home = new Home();
  dispatched(home, { validForS: 3600 });
  atPower(home);
  answerAll(home);
  home.forget();
  const sagging = (busV: number): void =>
    home.site({ voltageV: 0, frequencyHz: 0, gridPresent: false, switch: { ...OPEN, busV } });
  sagging(0);
  home.wait(500);
  assert.deepEqual(home.of('EmergencyGenerationRequest'), []);
  home.pev('p1', 'TerminationNotice', termination(home, { reason: 'GRID', predicted: false }));
  home.wait(500);
  assert.deepEqual(home.of('EmergencyGenerationRequest'), [], 'power still flows');
  home.power(0);
  sagging(0);
  home.one('EmergencyGenerationRequest');
  confirm(home, 'ENDED');
});

test('dispatches are refused while islanded, events only if they begin in the island (PR2-B-10)', () => {
  const home = new Home();
  home.utility('EnrollmentRecord', enrollment(home, { validFrom: home.time(-HOUR) }));
  home.isolated();
  const to = { to: PEV };
  const refused = home.utility('DispatchRequest', request(home, { start: home.time() }), to);
  assert.equal(home.code(refused), 'E_ISLANDED');
  const soonest = 300_000 + 100;
  const at = (ms: number, eventId: string): string | undefined => {
    const start = home.time(home.atMs + ms);
    const sent = home.utility(
      'EnergySupplyEvent',
      event(home, { eventId, start, noticeClass: 'EMERGENCY', reason: 'RELIABILITY' }),
      to,
    );
    return home.answers(sent).map((a) => (a as { code?: string }).code)[0];
  };
  assert.equal(at(soonest - 1, 'a'), 'E_ISLANDED');
  assert.equal(at(soonest, 'b'), undefined);
  assert.equal(home.of('EnergySupplyEvent', PEV).length, 1);
});

test('nobody but this ESCI speaks to a PEV of switch, grid and backup (PR2-B-02)', () => {
  const home = new Home();
  const to = { to: PEV };
  const asked = home.utility(
    'EmergencyGenerationRequest',
    {
      requestId: 'r1',
      sink: 'HOME',
      nominalV: 240,
      nominalHz: 60,
      maxW: 1000,
      socFloor: 30,
      isolationRef: 'x',
    },
    to,
  );
  assert.equal(home.code(asked), 'E_UNAUTHORIZED');
  home.utility('GridStatus', { state: 'ABSENT', sinceS: 0 }, to);
  assert.deepEqual(home.of('GridStatus'), []);
  const stop = home.utility('GenerationStop', { requestId: 'r1', reason: 'X1' }, { to: 'urn:pr2:esci:e1' });
  assert.equal(home.code(stop), 'E_UNAUTHORIZED');
});
