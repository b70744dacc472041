/** Two PEVs at one ESCI, of which each is spoken to, and each may refuse (PR2-A-14, PR2-B-05). */
import { theEvent } from '../base/event';
import { lastOf } from '../base/outcome-power';
import { say, VALID_FOR_S } from '../base/tester';
import { Then, When } from '../world';

When('the utility changes the request to each PEV to {power}', function (powerW: number) {
  const { run } = this;
  const { eventId } = theEvent(run);
  for (const i of [0, 1]) {
    const dispatchId = run.dispatchId(eventId, i);
    const body = { dispatchId, revision: 1, dischargePowerW: powerW, validForS: VALID_FOR_S };
    say(run, 'DispatchUpdate', eventId, body, run.pevUrn(i));
  }
});

Then('the ESCI asks the {nth} PEV for backup within {duration}', async function (index: number, ms: number) {
  const { run } = this;
  const { n, atMs } = lastOf(run);
  const request = { by: run.esci, name: 'EmergencyGenerationRequest', to: run.pevUrn(index) };
  await run.judge('sends', { ...request, afterN: n, fromMs: atMs, byMs: atMs + ms });
});
