/** A PEV that does not know who goes first (PR2-X-06). */
import type { DeliverParams, Message } from '../../../schemas';
import { compareRank, supersedes } from '../../pev/precedence';
import type { Fault } from '../fault';
import { otherId } from '../telling';
import { conformant, decides, wrapped } from './make';

export const PRECEDENCE_FAULTS: readonly Fault[] = [
  decides('lets-the-newest-request-in', 'PR2-X-06', 'ignores', { supersedes: () => true }),
  decides('keeps-whatever-runs', 'PR2-X-06', 'ignores', {
    supersedes: (event, rival, running) => !running && supersedes(event, rival, running),
  }),
  decides('reads-priorities-the-wrong-way', 'PR2-X-06', 'wrong sign', {
    supersedes: (event, rival, running) => {
      const [p, q] = [event.message.data.priority, rival.message.data.priority];
      return p === undefined || q === undefined ? supersedes(event, rival, running) : p < q;
    },
  }),
  decides('puts-priority-above-class', 'PR2-X-06', 'reorders', {
    supersedes: (event, rival, running) => {
      const [p, q] = [event.message.data.priority ?? 0, rival.message.data.priority ?? 0];
      return p === q ? supersedes(event, rival, running) : p > q;
    },
  }),
  decides('lets-the-younger-event-in', 'PR2-X-06', 'reorders', {
    supersedes: (event, rival, running) =>
      compareRank(event, rival) === 0 && !running
        ? event.firstWallMs > rival.firstWallMs
        : supersedes(event, rival, running),
  }),
  decides('ignores-the-lower-id', 'PR2-X-06', 'ignores', {
    supersedes: (event, rival, running) =>
      event.firstWallMs !== rival.firstWallMs && supersedes(event, rival, running),
  }),
  decides('gives-way-without-a-word', 'PR2-X-06', 'acts but does not answer', {
    announces: (reason) => reason !== 'CANCEL' && conformant.announces(reason),
  }),
  wrapped('resumes-what-it-had-superseded', 'PR2-X-06', 'stale data', {
    deliver: (params, memory) => {
      const { message } = params as { message?: Message };
      if (message?.type !== 'pr2.DispatchRequest.v1') return params;
      memory['before'] = memory['newest'];
      memory['newest'] = params;
      return params;
    },
    // It waits until the power is gone; the first message after that reminds it.
    imagines: (params, memory) => {
      const { message } = params as { message?: Message };
      if (message?.type === 'pr2.EventCancel.v1') memory['freeMs'] = params.at + 1000;
      const before = memory['before'] as DeliverParams | undefined;
      const { freeMs } = memory;
      if (before === undefined || typeof freeMs !== 'number' || params.at < freeMs) return [];
      delete memory['before'];
      const old = (before as { message: Message<'DispatchRequest'> }).message;
      const data = { ...old.data, dispatchId: `${old.data.dispatchId.slice(0, 56)}-again` };
      return [{ ...before, at: params.at, message: { ...old, id: otherId(old.id), data } }];
    },
  }),
];
