"""Backup of the home: who is asked, what is answered, and how it ends (M24 to M27; PR2-B-05)."""

from link.ids import new_uuid
from link.outbox import send

from . import connection, dispatches, isolation, meter, preferences

_FLOWS_W = 50
_AGAIN_MS = 10_000
_TRIES = 3
_PASSING = ("E_ISOLATION_NOT_PROVEN", "E_NOT_READY", "E_STATE", "E_GRID_PRESENT", "E_BUSY", "UNHEARD")


def _request_of(esci, request_id):
    request = esci.state.island.request
    return request if request is not None and request.requestId == request_id else None


def _active(esci):
    """The request that is not over, or None."""
    request = esci.state.island.request
    return None if request is None or request.off else request


def _wanted(esci, session):
    """Whether the customer wants backup, by what the ESCI knows."""
    wishes = preferences.wishes_of(esci, session.pevId)
    return wishes.get("enabled", True) and wishes.get("backupEnabled") is True


def _capable(session):
    return session.cable.v2h and connection.able(session.cable)


def _feeds_grid(esci, session):
    """Whether a discharge to the grid is not over yet."""
    flows = abs(meter.power_w(esci, session.point, esci.now) or 0) >= _FLOWS_W
    return flows or any(not one.told for one in dispatches.live(esci, session.pevId))


def _may_be_asked(esci, session):
    declined = esci.state.island.declined.get(session.pevId)
    return declined is None or (declined.againMs is not None and declined.againMs <= esci.now)


def wakes(esci):
    """When a vehicle that declined for the moment may be asked again, and when the proof is told anew."""
    island = esci.state.island
    if island.phase != "ISOLATED":
        return []
    if _active(esci):
        return [island.freshMs]
    return [one.againMs for one in island.declined.values() if one.againMs is not None and one.againMs > esci.now]


def wake(esci):
    """Asks one vehicle at a time, behind a proven open switch; keeps the proof fresh while one supplies."""
    island = esci.state.island
    if island.phase != "ISOLATED":
        return
    if _active(esci):
        if island.freshMs <= esci.now:
            isolation.tell_all(esci)
            island.freshMs = esci.now + esci.parameter_ms("P_PROOF_AGE") // 2
        return
    if esci.state.grid.state == "IN_RANGE":
        return
    for session in connection.known_sessions(esci):
        if not _wanted(esci, session) or not _may_be_asked(esci, session):
            continue
        if not _capable(session):
            _refuse(esci, session, "E_NOT_CAPABLE")
        elif not _feeds_grid(esci, session):
            _ask(esci, session)
            return


def _most_w(esci, session):
    cable, wishes = session.cable, preferences.wishes_of(esci, session.pevId)
    limits = [cable.cordsetA * esci.state.nominalV * cable.phases, cable.maxW, wishes.get("maxDischargeW")]
    limits += esci.state.derated.values()
    return int(min(limit for limit in limits if limit is not None))


def _ask(esci, session):
    island = esci.state.island
    request_id = f"backup-{new_uuid(esci)}"
    data = {
        **{"requestId": request_id, "sink": "HOME", "nominalV": esci.state.nominalV},
        **{"nominalHz": esci.state.nominalHz, "maxW": _most_w(esci, session)},
        "socFloor": preferences.floor_of(esci, session.pevId),
        "isolationRef": isolation.tell(esci, session),
    }
    island.request = esci.record({"requestId": request_id, "pevId": session.pevId, "state": "ASKED", "off": False})
    island.freshMs = esci.now + esci.parameter_ms("P_PROOF_AGE") // 2
    urn = connection.urn_of(session.pevId)
    island.request.messageId = send(
        esci, "EmergencyGenerationRequest", data, urn, request_id, response_class="EMERGENCY"
    )["id"]


def _decline(esci, request, code):
    """A vehicle does not supply, for now or for this outage; one that was told to stop has not declined."""
    island = esci.state.island
    request.off = True
    if request.stopId is not None:
        return
    before = island.declined.get(request.pevId)
    tries = (before.tries if before else 0) + 1
    again_ms = esci.now + _AGAIN_MS if code in _PASSING and tries < _TRIES else None
    island.declined[request.pevId] = esci.record({"tries": tries, "againMs": again_ms})


def on_response(esci, message):
    """M25."""
    request = _request_of(esci, message.data.requestId)
    if request and message.data.status == "REJECTED":
        _decline(esci, request, message.data.code)
    elif request and request.state == "ASKED":
        request.state = "ACCEPTED"


def on_receipt(esci, message):
    """M28 to a request or to a stop."""
    request = esci.state.island.request
    if request is None:
        return
    if message.correlationid == request.stopId:
        request.off = True
    elif message.correlationid == request.messageId and message.data.status == "REJECTED":
        _decline(esci, request, message.data.code)


def on_status(esci, message):
    """M26."""
    request = _request_of(esci, message.data.requestId)
    if request is None:
        return
    request.state = message.data.state
    if message.data.state == "ISLAND_STOP":
        _decline(esci, request, "ISLAND_STOP")


def on_stop(esci, message):
    """M27 of a vehicle: it supplies no more."""
    request = _request_of(esci, message.data.requestId)
    if request:
        _decline(esci, request, message.data.reason)
    return "TAKEN"


def unheard(esci, request_id):
    """Nobody answered a request."""
    request = _request_of(esci, request_id)
    if request:
        _decline(esci, request, "UNHEARD")


def gone(esci, session):
    """The vehicle is unplugged: it can energise nothing any more."""
    island, request = esci.state.island, esci.state.island.request
    island.declined.pop(session.pevId, None)
    island.told.pop(session.pevId, None)
    if request is not None and request.pevId == session.pevId:
        request.off = True
        for message_id in (request.messageId, request.stopId):
            esci.state.unanswered.pop(message_id, None)


def stop(esci, reason):
    """M27 to whoever was asked; gives whether there was anybody."""
    request = _active(esci)
    if request is None:
        return False
    if request.stopId is None:
        esci.state.unanswered.pop(request.messageId, None)
        request.stopId = _say_stop(esci, request.pevId, request.requestId, reason)
    return True


def is_off(esci):
    """Whether nobody supplies, as far as has been confirmed."""
    return _active(esci) is None


def _say_stop(esci, pev_id, request_id, reason):
    data = {"requestId": request_id, "reason": reason}
    return send(esci, "GenerationStop", data, connection.urn_of(pev_id), request_id, response_class="EMERGENCY")["id"]


def _refuse(esci, session, code):
    """Tells a vehicle once why nobody will ask it."""
    if esci.state.island.told.get(session.pevId) != code:
        esci.state.island.told[session.pevId] = code
        _say_stop(esci, session.pevId, f"backup-{new_uuid(esci)}", code)


def refuse_all(esci, code):
    """Tells it to every vehicle that would be asked."""
    for session in connection.known_sessions(esci):
        if _wanted(esci, session):
            _refuse(esci, session, code)


def wishes_changed(esci, pev_id):
    """The customer decided anew: who declined may be asked again, who supplies may have to stop."""
    island, session = esci.state.island, connection.session_of(esci, pev_id)
    island.declined.pop(pev_id, None)
    request = island.request
    if request is not None and session is not None and request.pevId == pev_id and not _wanted(esci, session):
        stop(esci, "PREFERENCE")
