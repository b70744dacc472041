/** An ESCI that goes wrong with what passes it: addresses, answers held back, words taken for deeds. */
import { nameOf, type Message } from '../../../schemas';
import type { Device } from '../../device';
import { createEsci } from '../../esci';
import { conformantEsci } from '../../esci/behaviour';
import type { Indications } from '../../esci/island/evidence';
import { decorated } from '../decorate';
import type { Fault } from '../fault';
import { speakingLate } from '../late';
import { heardIn } from '../telling';
import { decides, made, OWN, wrapped } from './make';

const LEAP_SECOND = /:60(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"/;

/** Every eighth answer of a PEV lies for three seconds. */
function everyEighthAnswer(): (m: Message) => number {
  const seen: string[] = [];
  return (m) => {
    if (nameOf(m.type) !== 'DispatchResponse' || seen.includes(m.id)) return 0;
    seen.push(m.id);
    return seen.length % 8 === 0 ? 3000 : 0;
  };
}

/** A PEV that says its discharge is over is taken at its word, whatever the meter shows. */
function believesTheWord(): Device {
  let told = false;
  const esci = (): Device =>
    createEsci({
      refusesRequest: (f) =>
        conformantEsci.refusesRequest({ ...f, gridDispatchOver: f.gridDispatchOver || told }),
    });
  return decorated(esci, {
    start(params) {
      told = false;
      return params;
    },
    deliver(params) {
      if (heardIn(params)?.type === 'pr2.TerminationNotice.v1') told = true;
      return params;
    },
  });
}

/** What shows where the switch stands, a contact that shows nothing beside an open coupling taken for open. */
function silentAsOpen(shown: Indications): Indications {
  return shown.aux === null && shown.coupling === false ? { ...shown, aux: 'OPEN' } : shown;
}

export const IN_TRANSIT_FAULTS: readonly Fault[] = [
  made('holds-every-eighth-answer', 'PR2-A-19', 'late by a little', () =>
    speakingLate(() => createEsci(), everyEighthAnswer()),
  ),
  wrapped('refuses-to-whom-it-does-not-believe', 'PR2-X-01', 'right message to the wrong party', {
    deliver(params, memory) {
      const heard = heardIn(params);
      if (heard !== null) memory[`from ${heard.id}`] = heard.source;
      return params;
    },
    emit(m, memory) {
      if (m.type !== 'pr2.Receipt.v1' || m.data.code !== 'E_UNAUTHORIZED') return [m];
      const claimed = memory[`from ${m.data.refMessageId}`];
      return [{ ...m, destination: typeof claimed === 'string' ? claimed : m.destination }];
    },
  }),
  made('asks-on-a-pevs-word-while-it-still-feeds', 'PR2-B-03', 'acts but does not answer', believesTheWord),
  decides('names-clocks-of-the-passed-on-that-are-behind-alone', 'PR2-X-03', 'wrong sign', {
    reportsSkew: (skewS, p) => skewS < 0 && conformantEsci.reportsSkew(skewS, p),
  }),
  decides('takes-a-silent-contact-for-an-open-one', 'PR2-B-02', 'ignores', {
    isolationProof: (shown, ...facts) => conformantEsci.isolationProof(silentAsOpen(shown), ...facts),
    isolationHeld: (shown, ...facts) => conformantEsci.isolationHeld(silentAsOpen(shown), ...facts),
  }),
  wrapped('tells-the-utility-of-who-leaves-alone', 'PR2-A-11', 'ignores', {
    emit: (m) =>
      m.type === 'pr2.ParticipationNotice.v1' &&
      m.source.startsWith(OWN) &&
      m.destination.startsWith('urn:pr2:utility:') &&
      m.data.action === 'OPT_IN'
        ? []
        : [m],
  }),
  decides('tells-less-than-a-kilowatt-as-nothing', 'PR2-A-16', 'off by one unit', {
    telemetry: (...a) => {
      const told = conformantEsci.telemetry(...a);
      return Math.abs(told.activePowerW) < 1000 ? { ...told, activePowerW: 0 } : told;
    },
  }),
  wrapped('takes-a-leap-second-for-no-time', 'PR2-X-03', 'wrong only across a change of date or offset', {
    deliver(params) {
      const heard = heardIn(params);
      if (heard === null || !LEAP_SECOND.test(JSON.stringify(heard.data))) return params;
      return { ...params, message: { ...heard, data: { ...heard.data, start: 'no time' } } };
    },
  }),
];
