"""Whether the home is parted from the grid for certain, as far as the vehicle can judge it (PR2-B-02, B-07).

The ESCI reports the switch (M21) and the grid (M23); the customer may give his word on a manual switch, here or there
(M22). What is unknown is not isolated, and one sign against it outweighs all others.
"""

from link.clock import format_time, parse_time
from link.ids import new_uuid
from link.outbox import to_esci
from link.parameters import parameter
from link.refusal import Refusal

from . import grid


def on_isolation(pev, message):
    """M21: only the latest report counts; one that no longer proves an open switch ends an island."""
    data = message.data
    pev.state.isolation = pev.record(
        {
            "messageId": message.id,
            "switchId": data.switchId,
            "type": data.type,
            "position": data.position,
            "evidence": data.evidence,
            "asOfWallMs": parse_time(data.asOf),
        }
    )


def on_grid(pev, message):
    """M23: the grid as the ESCI measures it."""
    pev.state.gridReport = message.data.state


def is_open(pev):
    """Whether the latest report proves the switch open: its contact and one more sign, and none against it."""
    report = pev.state.isolation
    if not report or report.position != "OPEN":
        return False
    signs = {(one.kind, one.indicates) for one in report.evidence}
    if any(indicates == "CLOSED" for _, indicates in signs) or ("AUX_CONTACT", "OPEN") not in signs:
        return False
    if not signs & {("GRID_COUPLING", "OPEN"), ("DEAD_BUS", "OPEN")}:
        return False
    return report.type == "AUTO" or ("ATTESTATION", "OPEN") in signs or _word_holds(pev, report.switchId)


def is_fresh(pev, message_id):
    """Whether a request may rest on that report: the latest, and no older than P_PROOF_AGE."""
    report = pev.state.isolation
    if not report or report.messageId != message_id:
        return False
    return pev.wall - report.asOfWallMs <= parameter(pev, "P_PROOF_AGE") * 1000


def grid_is_there(pev):
    """Whether the terminals or the ESCI show a grid."""
    sensed = pev.state.grid.inputs.get("gridPresent")
    return sensed is True or pev.state.gridReport in ("IN_RANGE", "OUT")


def _word_holds(pev, switch_id):
    word = pev.state.word
    return bool(word and word.switchId == switch_id and pev.wall - word.wallMs <= parameter(pev, "P_ATTEST") * 1000)


def _check_word(pev, switch_id):
    report = pev.state.isolation
    if report and report.switchId != switch_id:
        raise Refusal("E_ISOLATION_CONFLICT", "another switch was reported")
    if not grid.absent(pev):
        raise Refusal("E_ISOLATION_CONFLICT", "the grid is at the terminals")


def on_attestation(pev, message):
    """M22: the customer's word, given elsewhere; good once, and for P_ATTEST."""
    data, state = message.data, pev.state
    given_ms = parse_time(data.at)
    if pev.wall - given_ms > parameter(pev, "P_ATTEST") * 1000:
        raise Refusal("E_EXPIRED", "the word was given too long ago")
    if data.confirmToken in state.tokens:
        raise Refusal("E_DUPLICATE", "this token was used before")
    _check_word(pev, data.switchId)
    state.tokens.append(data.confirmToken)
    state.word = pev.record({"switchId": data.switchId, "wallMs": given_ms})
    return "TAKEN"


def attest(pev, params):
    """The panel's two steps, one at a time or both at once; the second sends the word to the ESCI."""
    if params.statement != "OPEN":
        raise Refusal("E_SCHEMA", "only an open switch is attested")
    _check_word(pev, params.switchId)
    if params.step == 1:
        pev.state.firstStep = params.switchId
        return
    if params.step == 2 and pev.state.firstStep != params.switchId:
        raise Refusal("E_STATE", "the first step is missing")
    token = params.confirmToken or new_uuid(pev)
    if token in pev.state.tokens:
        raise Refusal("E_DUPLICATE", "this token was used before")
    pev.state.firstStep = None
    pev.state.tokens.append(token)
    pev.state.word = pev.record({"switchId": params.switchId, "wallMs": pev.wall})
    word = {"switchId": params.switchId, "statement": "OPEN", "at": format_time(pev.wall), "confirmToken": token}
    to_esci(pev, "IsolationAttestation", word, params.switchId)
