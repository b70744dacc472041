/** An ESCI that takes the customer's word on a manual switch where it is worth nothing (PR2-B-07). */
import { conformantEsci } from '../../esci/behaviour';
import type { StimulateParams } from '../../../schemas';
import type { Fault } from '../fault';
import { decides, wrapped } from './make';

const YEAR_MS = 31_536_000_000;

export const ATTESTATION_FAULTS: readonly Fault[] = [
  decides('takes-an-expired-word', 'PR2-B-07', 'ignores', {
    refusesAttestation: (f) => conformantEsci.refusesAttestation({ ...f, validMs: YEAR_MS }),
    isAttested: (given, atMs) => conformantEsci.isAttested(given, atMs, YEAR_MS),
  }),
  decides('counts-the-age-from-the-arrival', 'PR2-B-07', 'stale data', {
    refusesAttestation: (f) => conformantEsci.refusesAttestation({ ...f, ageMs: 0 }),
    isAttested: (given, atMs, validMs) => conformantEsci.isAttested(given, atMs, validMs + YEAR_MS),
  }),
  decides('takes-a-word-a-second-too-old', 'PR2-B-07', 'off by one unit', {
    refusesAttestation: (f) => conformantEsci.refusesAttestation({ ...f, validMs: f.validMs + 1000 }),
    isAttested: (given, atMs, validMs) => conformantEsci.isAttested(given, atMs, validMs + 1000),
  }),
  decides('lets-a-word-live-for-ever', 'PR2-B-07', 'stale data', {
    isAttested: (given) => given !== null,
  }),
  decides('lets-a-word-die-after-a-minute', 'PR2-B-07', 'hard-coded constant', {
    refusesAttestation: (f) => conformantEsci.refusesAttestation({ ...f, validMs: 60_000 }),
  }),
  decides('takes-a-word-on-another-switch', 'PR2-B-07', 'ignores', {
    refusesAttestation: (f) =>
      conformantEsci.refusesAttestation({ ...f, switchId: f.fitted?.switchId ?? f.switchId }),
  }),
  decides('takes-the-same-token-twice', 'PR2-B-07', 'doubles', {
    refusesAttestation: (f) => conformantEsci.refusesAttestation({ ...f, tokenUsed: false }),
  }),
  decides('lets-the-word-outweigh-the-sensors', 'PR2-B-07', 'ignores', {
    refusesAttestation: (f) => conformantEsci.refusesAttestation({ ...f, contradicted: false }),
  }),
  decides('takes-the-word-for-a-proof', 'PR2-B-07', 'ignores', {
    isolationProof: (shown, bus, limits) =>
      shown.aux === null && shown.coupling === null && shown.busV === null
        ? 'PROVEN'
        : conformantEsci.isolationProof(shown, bus, limits),
    isolationHeld: () => true,
  }),
  wrapped('is-content-with-one-step', 'PR2-B-07', 'ignores', {
    stimulate: (p) => (p.name === 'attest' && p.params.step === 1 ? whole(p, 'one-step') : p),
  }),
  wrapped('takes-the-second-step-alone', 'PR2-B-07', 'ignores', {
    stimulate: (p) => (p.name === 'attest' && p.params.step === 2 ? whole(p) : p),
  }),
  wrapped(
    'takes-the-second-step-for-whatever-switch',
    'PR2-B-07',
    'right for one and wrong for two at once',
    {
      stimulate: (p, memory) => {
        if (p.name !== 'attest') return p;
        if (p.params.step === 1) memory['first'] = p.params.switchId;
        const switchId = (memory['first'] as string | undefined) ?? p.params.switchId;
        return { ...p, params: { ...p.params, switchId } };
      },
    },
  ),
  wrapped('does-not-hear-the-word-given-at-the-pev', 'PR2-B-07', 'ignores', {
    deliver: (p) => {
      const { type, source } = ((p as { message?: unknown }).message ?? {}) as Record<string, string>;
      return type === 'pr2.IsolationAttestation.v1' && source?.startsWith('urn:pr2:pev:') === true ? null : p;
    },
  }),
];

/** The whole attestation in one go. */
function whole(stimulus: StimulateParams, token?: string): StimulateParams {
  const { step: _step, ...params } = stimulus.params as Record<string, unknown>;
  return {
    ...stimulus,
    params: { ...params, ...(token === undefined ? {} : { confirmToken: token }) },
  } as StimulateParams;
}
