/** A cable that comes loose for a moment, at both of its ends, and what the ESCI makes of it (PR2-A-12). */
import { CaseStop } from '../../lab/bench/case-stop';
import { act } from '../base/connection';
import { Then, When } from '../world';

When('the cable comes loose for {duration}', async function (ms: number) {
  const { run } = this;
  await act(run, run.pev, 'bounce', { ms });
  await act(run, run.esci, 'bounce', { ms });
});

/** That its session is a new one is watched in every case (connections-told-as-they-are). */
Then('the utility is told of the connection anew within {duration}', async function (limitMs: number) {
  const { run } = this;
  const loose = run.view.stimuliAt(run.esci).findLast((s) => s.name === 'bounce');
  if (loose === undefined) throw new CaseStop('kit', 'no step before loosened a cable at the ESCI');
  await run.judge('sends', {
    by: run.esci,
    name: 'ConnectionNotice',
    to: run.utility,
    afterN: loose.n,
    fromMs: loose.at,
    byMs: loose.at + limitMs,
    fields: { pevId: { eq: run.setup.pevs[0]?.id } },
  });
});
