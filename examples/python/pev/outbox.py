"""What the vehicle sends: envelopes, their numbers, and repeats until there is an answer (PR2-X-02, X-09)."""

from .clock import format_time
from .ids import new_uuid
from .parameters import ack_s

# What asks for an answer (PR2-X-09). An M08 that answers an M10 has a correlationid and asks for none.
_ASKS = {
    *("AvailabilityReport", "DispatchConfirmation", "ParticipationNotice", "TerminationNotice"),
    *("IsolationAttestation", "GenerationStop"),
}
_REPEATS = 3


def reaches(pev):
    """Whether there is a way to the ESCI: by the cable, or always where the path is direct."""
    return pev.state.plugged or pev.state.links.V == "up"


def send(pev, name, data, to, subject, answers=None, response_class="SCHEDULED"):
    """Sends a message and returns it; `answers` is the id of the message that it answers.

    Without a way out only what must never be lost waits for one: the customer's own word (PR2-A-11).
    """
    state = pev.state
    state.seq[to] = state.seq.get(to, -1) + 1
    message = {
        "specversion": "1.0",
        "id": new_uuid(pev),
        "type": f"pr2.{name}.v1",
        "source": pev.urn,
        "subject": subject[:64] or state.id,
        "time": format_time(pev.wall),
        "datacontenttype": "application/json",
        "destination": to,
        "seq": state.seq[to],
        "data": data,
    }
    if answers is not None:
        message["correlationid"] = answers
    if name in _ASKS and answers is None:
        every_ms = int(ack_s(pev, response_class) * 1000)
        state.unanswered[message["id"]] = {
            "message": message,
            "everyMs": every_ms,
            "dueMs": pev.now + every_ms,
            "left": None if name == "ParticipationNotice" else _REPEATS,
        }
    if reaches(pev):
        pev.emits.append(message)
    elif name == "ParticipationNotice":
        state.unanswered[message["id"]]["dueMs"] = None  # goes out with the next connection
    else:
        state.unanswered.pop(message["id"], None)
    return message


def to_utility(pev, name, data, subject, **options):
    """Sends to the utility; the ESCI passes it on."""
    return send(pev, name, data, pev.peer("utility"), subject, **options)


def to_esci(pev, name, data, subject, **options):
    """Sends to the ESCI itself."""
    return send(pev, name, data, pev.peer("esci"), subject, **options)


def answered(pev, message_id):
    """Somebody answered: the message is not repeated any more."""
    pev.state.unanswered.pop(message_id, None)


def cable_out(pev):
    """What is under way is lost with the cable, but the customer's word is kept."""
    if reaches(pev):
        return
    for message_id, entry in list(pev.state.unanswered.items()):
        if entry["left"] is None:
            entry["dueMs"] = None
        else:
            del pev.state.unanswered[message_id]


def cable_in(pev):
    """What waited for a connection goes out."""
    for entry in pev.state.unanswered.values():
        if entry["dueMs"] is None:
            entry["dueMs"] = pev.now


def wakes(pev):
    """Instants at which something is to be repeated."""
    return [entry["dueMs"] for entry in pev.state.unanswered.values() if entry["dueMs"] is not None]


def wake(pev):
    """Repeats what is due, under the same id and number; gives up after three repeats, but never on the customer."""
    for message_id, entry in list(pev.state.unanswered.items()):
        if entry["dueMs"] is None or entry["dueMs"] > pev.now:
            continue
        if entry["left"] == 0:
            del pev.state.unanswered[message_id]
            continue
        if entry["left"] is not None:
            entry["left"] -= 1
        entry["dueMs"] = pev.now + entry["everyMs"]
        pev.emits.append(entry["message"])
