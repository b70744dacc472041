/** The customer attests an open switch, at the panel in two steps or by a message of an app (PR2-B-07). */
import type { ErrorCode, Message, Stimuli } from '../../../schemas';
import { hasRole } from '../../endpoint/inspection';
import { timeMs } from '../../endpoint/identifiers';
import { wallNow, type Core } from '../core';
import type { AttestationQuestion } from './decide-attestation';
import { sendAttestation } from './outbox';
import { speaksAgainst } from './isolation';
import { gridSensed, newestIsolation } from './view';

/** One step at the panel, or both at once. The ESCI is told when both are done. */
export function attest(core: Core, p: Stimuli['attest']): ErrorCode | null {
  const { state } = core;
  const step = p.step === undefined ? 'both' : p.step === 1 ? 'first' : 'second';
  const token = p.confirmToken ?? (step === 'first' ? null : core.endpoint.draw());
  const code = core.behaviour.refusesAttestation(questionOf(core, p.switchId, p.statement, token, step, 0));
  if (code !== null) return code;
  if (step === 'first' || token === null) {
    state.island.firstStep = { switchId: p.switchId, atMs: state.atMs };
    return null;
  }
  return adopt(core, p.switchId, token, state.atMs);
}

/** M22 from the customer: the token says that both steps were taken. */
export function takeAttestation(core: Core, message: Message<'IsolationAttestation'>): void {
  const { state, endpoint, behaviour } = core;
  const { switchId, statement, confirmToken, at } = message.data;
  if (!hasRole(message.source, 'customer')) {
    endpoint.reject(state.atMs, message, 'E_UNAUTHORIZED', 'only the customer attests');
    return;
  }
  const ageMs = wallNow(core) - timeMs(at);
  const code =
    behaviour.refusesAttestation(questionOf(core, switchId, statement, confirmToken, 'both', ageMs)) ??
    adopt(core, switchId, confirmToken, state.atMs - Math.max(0, ageMs));
  if (code === null) endpoint.acknowledge(state.atMs, message);
  else endpoint.reject(state.atMs, message, code);
}

/** The ESCI knows better: what was attested here is void. */
export function withdrawAttestation({ state }: Core): void {
  state.island.attestation = null;
}

function adopt(core: Core, switchId: string, token: string, atMs: number): ErrorCode | null {
  const { island } = core.state;
  if (!sendAttestation(core, switchId, token)) return 'E_STATE';
  island.attestation = { switchId, atMs };
  island.firstStep = null;
  island.usedTokens.push(token);
  return null;
}

function questionOf(
  core: Core,
  switchId: string,
  statement: string,
  token: string | null,
  step: AttestationQuestion['step'],
  ageMs: number,
): AttestationQuestion {
  const { state, parameters } = core;
  const { firstStep, usedTokens } = state.island;
  const newest = newestIsolation(state);
  const isFresh = newest !== null && state.atMs - newest.receivedMs <= parameters.proofAgeS * 1000;
  const shownClosed = isFresh && newest.status.position !== 'UNKNOWN' && speaksAgainst(newest.status);
  return {
    statement,
    switchId,
    knownSwitchId: newest?.status.switchId ?? null,
    tokenUsed: token !== null && usedTokens.includes(token),
    contradicted: gridSensed(core) || shownClosed,
    step,
    firstStepAgeMs: firstStep?.switchId === switchId ? state.atMs - firstStep.atMs : null,
    ageMs,
    validMs: parameters.attestationS * 1000,
  };
}
