/** What gateways say of alerts besides that they arrived or failed (PR2-A-04). */
import { CaseStop } from '../../lab/bench/case-stop';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { theEvent } from '../base/event';
import { note } from '../base/network';
import { When } from '../world';
import { channelUrn } from './alerts';

When('the {channels} gateway hands every alert on and hears no more of it', function ([type = '']: string[]) {
  const { bench } = this.run;
  bench.puppet(channelUrn(this.run, type)).outcomes.push({ outcome: 'SENT', count: 1000 });
  note(this.run, { kind: 'channel', channel: type, outcome: 'SENT', count: 1000 });
});

/** A word that is in nobody's power but the other gateway's: it was not given the alert. */
When(
  'the {channels} gateway says that the alert by {channels} was delivered',
  async function ([by = '']: string[], [type = '']: string[]) {
    const { run } = this;
    const { eventId } = theEvent(run);
    const alert = run.view
      .messages('CustomerAlert', { by: run.utility, where: (d) => d['eventId'] === eventId })
      .findLast((s) => s.message?.destination === channelUrn(run, type))?.message;
    if (alert === undefined) throw new CaseStop('precondition', `no alert went out by ${type}`, run.utility);
    const { alertId, customerId, channel } = alert.data;
    const at = timeText(run.bench.nowMs);
    const body = { alertId, customerId, eventId, channel, status: 'DELIVERED', attempts: 1, at } as const;
    const source = channelUrn(run, by);
    const message = run.bench
      .puppet(source)
      .compose(run.bench.nowMs, 'AlertReceipt', run.utility, eventId, body, { correlationid: alert.id });
    run.bench.inject(source, run.utility, { message });
    await run.bench.runFor(50);
  },
);
