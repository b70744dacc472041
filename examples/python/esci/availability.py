"""The utility asks what a vehicle could give; only the vehicle knows (PR2-A-07)."""

from link.inbox import receipt
from link.refusal import Refusal

from . import connection

_MARGIN_MS = 500


def on_request(esci, message):
    """M10: passed on; a vehicle that does not answer in time is said to be silent."""
    pev_id = message.destination.split(":", 3)[3]
    session = connection.session_of(esci, pev_id)
    if session is None or not session.known or message.data.pevId != pev_id:
        raise Refusal("E_UNKNOWN_PEV", "it is not connected here")
    due_ms = esci.now + max(esci.parameter_ms("P_T_AVREQ") - _MARGIN_MS, 500)
    esci.state.questions[message.id] = esci.record({"message": message, "pevId": pev_id, "dueMs": due_ms})


def on_report(esci, message):
    """M08: nothing is kept of it, so that nothing old can be told."""


def too_late(esci, message):
    """Whether a report answers a question to which the ESCI has said that nobody answered: one question, one answer."""
    known = esci.answers.find(esci, message.destination, message.correlationid) if message.correlationid else None
    return known is not None and known["answer"] is not None


def answered(esci, message_id):
    """The vehicle has answered."""
    esci.state.questions.pop(message_id, None)


def _answer(esci, question, code, detail):
    message = question.message
    answer = receipt(esci, message, message.source, "REJECTED", code=code, detail=detail)
    known = esci.answers.find(esci, message.source, message.id)
    esci.answers.keep(esci, message.source, message.id, known["digest"], answer)
    answered(esci, message.id)


def gone(esci, pev_id):
    """The vehicle has left with a question open."""
    for question in list(esci.state.questions.values()):
        if question.pevId == pev_id:
            _answer(esci, question, "E_UNKNOWN_PEV", "it is not connected here any more")


def wakes(esci):
    """When a vehicle should have answered."""
    return [one.dueMs for one in esci.state.questions.values()]


def wake(esci):
    """Says that it did not."""
    for question in list(esci.state.questions.values()):
        if question.dueMs <= esci.now:
            _answer(esci, question, "E_TIMEOUT", "the vehicle does not answer")
