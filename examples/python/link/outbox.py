"""What a device sends: envelopes, their numbers, and repeats until there is an answer (PR2-X-02, X-09)."""

import math

from .clock import format_time
from .ids import new_uuid
from .parameters import ack_s

# What asks for an answer (PR2-X-09). An M08 that answers an M10 has a correlationid and asks for none.
_ASKS = {
    *("EnrollmentRecord", "EnergySupplyEvent", "CustomerAlert", "AvailabilityRequest", "DispatchRequest"),
    *("DispatchUpdate", "EventCancel", "SettlementStatement", "AvailabilityReport", "DispatchConfirmation"),
    *("ParticipationNotice", "TerminationNotice", "ConnectionNotice", "EventReport", "DischargePreference"),
    *("EmergencyGenerationRequest", "IsolationAttestation", "GenerationStop"),
}
_REPEATS = 3


def send(device, name, data, to, subject, answers=None, response_class="SCHEDULED"):
    """Sends a message and returns it; `answers` is the id of the message that it answers.

    Without a way out only what is repeated without end waits for one. It is numbered when it first goes out.
    """
    state = device.state
    message = {
        "specversion": "1.0",
        "id": new_uuid(device),
        "type": f"pr2.{name}.v1",
        "source": device.urn,
        "subject": subject[:64] or state.id,
        "time": format_time(device.wall),
        "datacontenttype": "application/json",
        "destination": to,
        "seq": _next_number(state, to) if device.reaches(to) else None,
        "data": data,
    }
    if answers is not None:
        message["correlationid"] = answers
    if name in _ASKS and answers is None:
        every_ms = int(ack_s(device, response_class) * 1000)
        state.unanswered[message["id"]] = {
            "message": message,
            "everyMs": every_ms,
            "dueMs": device.now + every_ms,
            "left": None if name in device.endless else _REPEATS,
        }
    if device.reaches(to):
        device.emits.append(message)
    elif name in device.endless:
        state.unanswered[message["id"]]["dueMs"] = None  # goes out when there is a way again
    else:
        state.unanswered.pop(message["id"], None)
    return message


def _next_number(state, to):
    """The next sequence number to this destination."""
    state.seq[to] = state.seq.get(to, -1) + 1
    return state.seq[to]


def to_utility(device, name, data, subject, **options):
    """Sends to the utility; the ESCI passes it on."""
    return send(device, name, data, device.peer("utility"), subject, **options)


def to_esci(device, name, data, subject, **options):
    """Sends to the ESCI itself."""
    return send(device, name, data, device.peer("esci"), subject, **options)


def answered(device, message):
    """Somebody answered: what was asked is not repeated any more, or later where the other side is busy (PR2-X-10)."""
    asked, data = device.state.unanswered.get(message.correlationid), message.data
    if asked is None or not may_answer(message.source, asked["message"]["destination"]):
        return
    if message.type == "pr2.Receipt.v1" and data.code == "E_BUSY" and isinstance(data.retryAfterS, (int, float)):
        asked["dueMs"] = device.now + math.ceil(data.retryAfterS * 1000)
    else:
        del device.state.unanswered[message.correlationid]


def may_answer(source, asked):
    """A channel answers for itself; for a PEV its ESCI may."""
    return source == asked or not asked.startswith("urn:pr2:channel:")


def way_lost(device):
    """What was under way on a link that is gone is lost, but for what is repeated without end."""
    for message_id, entry in list(device.state.unanswered.items()):
        if device.reaches(entry["message"]["destination"]):
            continue
        if entry["left"] is None:
            entry["dueMs"] = None
        else:
            del device.state.unanswered[message_id]


def way_found(device):
    """What waited for a link goes out."""
    for entry in device.state.unanswered.values():
        if entry["dueMs"] is None and device.reaches(entry["message"]["destination"]):
            entry["dueMs"] = device.now


def wakes(device):
    """Instants at which something is to be repeated."""
    return [entry["dueMs"] for entry in device.state.unanswered.values() if entry["dueMs"] is not None]


def wake(device):
    """Repeats what is due, under the same id and number; gives up after three repeats, but for what has no end."""
    for message_id, entry in list(device.state.unanswered.items()):
        if entry["dueMs"] is None or entry["dueMs"] > device.now:
            continue
        if entry["left"] == 0:
            del device.state.unanswered[message_id]
            device.gave_up(entry["message"])
            continue
        if entry["left"] is not None:
            entry["left"] -= 1
        entry["dueMs"] = device.now + entry["everyMs"]
        message = entry["message"]
        if message["seq"] is None:
            message["seq"] = _next_number(device.state, message["destination"])
        device.emits.append({**message, "viatime": format_time(device.wall)})
