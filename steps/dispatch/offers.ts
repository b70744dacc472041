/** What the PEV offers in place of what it refuses, and the request for it (PR2-A-15). */
import { CaseStop } from '../../lab/bench/case-stop';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import type { CaseRun } from '../../lab/session/case-run';
import type { MessageBodies } from '../../schemas';
import { Given, When } from '../world';
import { theEvent } from '../base/event';
import { theRequest } from '../base/outcome-power';
import { ask } from '../base/request';

Given(
  'the utility has requested {power} for {duration} and got an offer instead',
  async function (powerW: number, lengthMs: number) {
    const { run, bench } = this;
    await ask(run, powerW, lengthMs);
    const { responseClass } = theRequest(run);
    await bench.waitFor(
      () => offered(run) !== undefined,
      bench.nowMs + RESPONSE_CLASSES[responseClass].ackMs,
    );
    const offer = offered(run);
    if (offer === undefined || offer.W === 0 || offer.s === 0)
      throw new CaseStop('precondition', 'the PEV offered nothing that could be asked for', run.pev);
  },
);

When('the utility requests what was offered', async function () {
  const { run } = this;
  const offer = offered(run);
  if (offer === undefined) throw new CaseStop('kit', 'no step before got an offer');
  const dispatchId = run.dispatchId(theEvent(run).eventId, 2);
  await ask(run, offer.W, offer.s * 1000, { dispatchId });
});

/** The offer in the last answer to the case's request; undefined where none has come. */
function offered(run: CaseRun): MessageBodies['DispatchResponse']['counterOffer'] {
  const { dispatchId } = theRequest(run);
  return run.view
    .messages('DispatchResponse', { by: run.pev, where: (d) => d['dispatchId'] === dispatchId })
    .pop()?.message?.data.counterOffer;
}
