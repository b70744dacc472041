/**
 * The classes that a PEV's reports name are what it declares to those who ask it for power (M08): it accepts no request of
 * a class that none of them has named (PR2-A-19). Who reports one class and takes all of them is asked for less than it
 * can do, or for what it cannot.
 */
import { fail } from '../checks/check';
import { authored } from '../checks/dispatches';
import { instantText } from '../checks/texts';
import type { Oracle } from './oracle';

export const acceptsReportedClasses: Oracle = {
  name: 'accepts-classes-that-it-reported',
  alone: true,
  onlyOnFailure: true,
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:pev:')) return [];
    const requests = view.received(dut, 'DispatchRequest').map(({ sent }) => sent);
    const reports = authored(view.messages('AvailabilityReport', { by: dut }));
    for (const answer of authored(view.messages('DispatchResponse', { by: dut }))) {
      const status = answer.message?.data.status;
      const request = requests.find((r) => r.message?.id === answer.message?.correlationid);
      const asked = request?.message?.data.responseClass;
      const before = reports.filter((r) => r.n < answer.n);
      const last = before.at(-1);
      const named = new Set(before.flatMap((r) => r.message?.data.classes ?? []));
      if (status !== 'ACCEPTED' && status !== 'PARTIAL') continue;
      if (request === undefined || asked === undefined || last === undefined || named.has(asked)) continue;
      const judgement = fail(
        `E_CLASS: the reports name ${[...named].join(', ') || 'no class'}`,
        `a request of class ${asked} is accepted at ${instantText(answer.atMs)}`,
        [last.n, request.n, answer.n],
      );
      return [{ requirement: 'PR2-A-19', judgement }];
    }
    return [];
  },
};
