/** What every connector must carry alike, a restart included. */
import { rawAt, startAt, T0 } from '../../rpc/testing/calls';
import type { Connector } from '../connector';

/** All answers of a toy, from hello to its end. */
export async function story(connector: Connector): Promise<unknown[]> {
  const answers: unknown[] = [await connector.open()];
  answers.push(await connector.call('start', startAt(T0)));
  answers.push(await connector.call('deliver', rawAt(T0, 'grüße')));
  answers.push(await connector.call('stimulate', { at: T0, name: 'unlock', params: {} }));
  answers.push(
    await connector.call('advance', { at: T0 + 2500, sample: { everyMs: 500, want: ['powerW'] } }),
  );
  await connector.kill();
  answers.push(await connector.reopen());
  answers.push(await connector.call('start', startAt(T0 + 9000, { resume: true })));
  await connector.close();
  return answers;
}
