"""What passes: to a vehicle or to the utility, unchanged but for the mark of the relay.

Each message is checked before it passes, noted by the parts that keep account of events and dispatches, and passed on
at once. The answer on the way back is remembered, so that a repeat of the question gets it again (PR2-X-02).
"""

from link.bodies import BODIES
from link.inbox import asks_nothing, digest_of, name_of, receipt, skew_s_of
from link.outbox import answered
from link.refusal import Refusal

from . import availability, dispatches, events, notices, telemetry
from .passing import keep_trying, pass_on

_DOWN = {
    "EnergySupplyEvent": events.on_event,
    "EventCancel": events.on_cancel,
    "AvailabilityRequest": availability.on_request,
    "DispatchRequest": dispatches.on_request,
    "DispatchUpdate": dispatches.on_update,
    "Receipt": lambda esci, message: None,
}
_UP = {
    "EventResponse": events.on_response,
    "AvailabilityReport": availability.on_report,
    "DispatchResponse": dispatches.on_response,
    "DispatchConfirmation": dispatches.on_confirmation,
    "ParticipationNotice": events.on_participation,
    "TerminationNotice": notices.on_termination,
    "EnergyTelemetry": telemetry.on_telemetry,
    "Receipt": dispatches.on_receipt,
}
_AGAIN_MS = 1000  # copies within a second are one message on its way


def elsewhere(esci, message):
    """A sound envelope for another party."""
    name, role = name_of(message), message.destination.split(":")[2]
    silent = asks_nothing(name, message)
    if _came_before(esci, message, silent):
        return
    skew_s, answer = skew_s_of(esci, message), None
    try:
        if role not in ("pev", "utility") or (role == "utility" and message.destination != esci.peer("utility")):
            raise Refusal("E_UNKNOWN_PEV", "no such party here")
        if name not in (_DOWN if role == "pev" else _UP):
            raise Refusal("E_UNSUPPORTED", "nothing that is passed on here")
        BODIES[name](message.data, "")
        answer = _down(esci, name, message) if role == "pev" else _up(esci, name, message, silent)
        if not silent and skew_s is not None and answer is None:
            receipt(esci, message, message.source, skewS=skew_s)
    except Refusal as refusal:
        if not silent:
            fields = {"code": refusal.code, "detail": refusal.detail, "skewS": skew_s}
            answer = receipt(esci, message, message.source, "REJECTED", **fields)
    esci.answers.keep(esci, message.source, message.id, digest_of(message), answer)


def _down(esci, name, message):
    """To a vehicle; gives the ESCI's own answer where it answers in the vehicle's place."""
    answer = _DOWN[name](esci, message)
    if answer is None:
        copy = pass_on(esci, message)
        _answer_passed(esci, message, copy)
    return answer


def _up(esci, name, message, silent):
    """To the utility."""
    pev_id = message.source.split(":", 3)[3]
    if message.source.split(":")[2] != "pev" or message.data.pevId not in (None, pev_id):
        raise Refusal("E_UNAUTHORIZED", "a vehicle speaks for itself only")
    if name == "AvailabilityReport" and availability.too_late(esci, message):
        return
    response_class = _UP[name](esci, message) or "SCHEDULED"
    copy = pass_on(esci, message)
    _answer_passed(esci, message, copy)
    if not silent:
        keep_trying(esci, copy, esci.ack_ms(response_class), None if name in esci.endless else 3)


def _answer_passed(esci, message, copy):
    """An answer goes by: nothing more is to be repeated, and a repeat of the question gets it again."""
    if not message.correlationid:
        return
    answered(esci, message)
    availability.answered(esci, message.correlationid)
    known = esci.answers.find(esci, message.destination, message.correlationid)
    if known:
        esci.answers.keep(esci, message.destination, message.correlationid, known["digest"], copy)


def _came_before(esci, message, silent):
    known = esci.answers.find(esci, message.source, message.id)
    if known is None:
        return False
    if known["digest"] != digest_of(message):
        if not silent:
            detail = "another message had this id"
            receipt(esci, message, message.source, "REJECTED", code="E_DUPLICATE", detail=detail)
    elif known["answer"] is not None:
        esci.emits.append(known["answer"])
    elif not silent and message.destination.split(":")[2] == "pev" and esci.now - known["atMs"] >= _AGAIN_MS:
        if esci.reaches(message.destination):
            pass_on(esci, message)
            esci.answers.keep(esci, message.source, message.id, known["digest"], None)
    return True


def sign_of_life(esci):
    """The utility is heard: what waited for it goes out again."""
    for message in esci.state.waiting:
        keep_trying(esci, message, esci.ack_ms(), 3)
        esci.state.unanswered[message["id"]]["dueMs"] = esci.now
    esci.state.waiting = []
