/** An ESCI that is right up to the return of the grid, and wrong in what comes after it, or where nobody acted (PR2-B). */
import type { StimulateParams } from '../../../schemas';
import type { Device } from '../../device';
import { createEsci } from '../../esci';
import { conformantEsci, type EsciBehaviour } from '../../esci/behaviour';
import { decorated } from '../decorate';
import type { Fault } from '../fault';
import { decides, made, wrapped } from './make';

/** What an ESCI remembers of a case: whether what it waits for has happened. */
interface Mark {
  set: boolean;
}

/** An ESCI that decides otherwise once something has happened; it happens by what it decides, or by what is done to it. */
function once(
  decide: (mark: Mark) => Partial<EsciBehaviour>,
  done: (params: StimulateParams) => boolean = () => false,
): () => Device {
  return () => {
    const mark: Mark = { set: false };
    return decorated(() => createEsci(decide(mark)), {
      start: (params) => {
        if (!params.resume) mark.set = false;
        return params;
      },
      stimulate: (params) => {
        mark.set ||= done(params);
        return params;
      },
    });
  };
}

export const AFTER_THE_OUTAGE_FAULTS: readonly Fault[] = [
  decides('opens-again-after-joining-in-step', 'PR2-B-04', 'flaps', {
    nextPhase: (f) => {
      const next = conformantEsci.nextPhase(f);
      return f.phase === 'RETRANSFER' && next === 'GRID' && f.generation !== null ? 'TRIPPED' : next;
    },
  }),
  made(
    'takes-a-reset-for-the-delay',
    'PR2-B-04',
    'flaps',
    once(
      (mark) => ({ enterServiceMs: (p) => (mark.set ? 0 : conformantEsci.enterServiceMs(p)) }),
      (params) => params.name === 'clear-fault',
    ),
  ),
  made(
    'takes-a-new-cable-for-a-reset',
    'PR2-B-02',
    'flaps',
    once(
      (mark) => ({
        nextPhase: (f) => {
          const anew = mark.set && f.phase === 'TRIPPED' && f.evidence === 'PROVEN' && f.generation === null;
          return anew ? 'ISOLATING' : conformantEsci.nextPhase(f);
        },
      }),
      (params) => params.name === 'unplug',
    ),
  ),
  made(
    'meets-no-outage-after-one-in-step',
    'PR2-B-10',
    'right for one and wrong for two at once',
    once((mark) => ({
      closesAtSync: (sync, limits) => {
        const may = conformantEsci.closesAtSync(sync, limits);
        mark.set ||= may;
        return may;
      },
      refusesRequest: (f) => (mark.set ? 'E_STATE' : conformantEsci.refusesRequest(f)),
    })),
  ),
  wrapped('refuses-the-end-that-a-pev-tells', 'PR2-B-10', 'ignores', {
    deliver: (params, memory) => {
      const { message } = params as { message?: { type: string; id: string } };
      if (message?.type === 'pr2.GenerationStop.v1') memory['told'] = message.id;
      return params;
    },
    emit: (m, memory) =>
      m.type === 'pr2.Receipt.v1' && m.data.refMessageId === memory['told']
        ? [{ ...m, data: { ...m.data, status: 'REJECTED', code: 'E_STATE' } }]
        : [m],
  }),
  decides('stays-apart-behind-a-switch-that-nobody-opened', 'PR2-B-10', 'stale data', {
    nextPhase: (f) =>
      f.phase === 'ISOLATING' && f.type === 'MANUAL' && f.closed ? null : conformantEsci.nextPhase(f),
  }),
  decides('refuses-events-for-an-hour-after-the-island', 'PR2-B-10', 'off by one unit', {
    refusesEventInIsland: (startMs, endMs) => conformantEsci.refusesEventInIsland(startMs, endMs + 3_600_000),
  }),
];
