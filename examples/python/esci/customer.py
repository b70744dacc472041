"""The customer at the panel of the EVSE: out of an event, in with less, or in again (PR2-A-05, A-11)."""

from link.clock import format_time
from link.outbox import send, to_utility
from link.refusal import Refusal

from . import connection, events


def act(esci, action, params):
    """Takes effect at the vehicle, and is told to the utility until it has heard; nobody's leave is asked for."""
    mine = [event for event in esci.state.events.values() if event.eventId == params.eventId]
    if not mine:
        raise Refusal("E_UNKNOWN_EVENT", "no such event here")
    until = {"OPT_IN": "startMs"}.get(action, "endMs")  # what was left during its time stays left
    open_ones = [event for event in mine if event[until] > esci.now and event.cancelMs is None]
    if not open_ones:
        raise Refusal("E_STATE", "it is too late for that in this event")
    for event in open_ones:
        data = {
            **{"pevId": event.pevId, "eventId": event.eventId, "action": action},
            **{"source": params.get("source", "EVSE"), "sourceTime": format_time(esci.wall)},
            **({"limits": params.limits} if action == "OVERRIDE" else {}),
        }
        events.acted(esci, event.eventId, event.pevId, action, esci.wall)
        response_class = event.message.data.responseClass
        send(
            *(esci, "ParticipationNotice", data, connection.urn_of(event.pevId), event.eventId),
            response_class=response_class,
        )
        to_utility(esci, "ParticipationNotice", data, event.eventId, response_class=response_class)
