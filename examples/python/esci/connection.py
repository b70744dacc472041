"""Who is plugged in: from the plug to the proof of who it is, and to the cable's end (PR2-A-12).

The vehicle is told first that something is connected, without its name; its first authentic word is the proof of who
it is. Only then it is named, to the utility and to itself.
"""

from link.ids import new_uuid
from link.outbox import send, to_utility, way_found, way_lost
from link.refusal import Refusal

from . import availability, backup, events, grid, isolation, notices, preferences


def sessions(esci):
    """Everything that is plugged in."""
    return [socket.session for socket in esci.state.sockets.values() if socket.session]


def session_of(esci, pev_id):
    """The session of a vehicle, or None."""
    return next((one for one in sessions(esci) if one.pevId == pev_id), None)


def known_sessions(esci):
    """The sessions of vehicles that have proven who they are."""
    return [one for one in sessions(esci) if one.known]


def plug_in(esci, params):
    """A cable goes in."""
    socket = esci.state.sockets.get(params.evseId)
    if socket is None or socket.session or session_of(esci, params.pevId):
        raise Refusal("E_STATE", "no such socket, or it is taken")
    evse = esci.state.evse
    cable = {
        "bidirectional": params.get("bidirectional", evse.bidirectional),
        "v2h": params.get("v2h", evse.v2h),
        "cordsetA": params.get("cordsetA", evse.cordsetA),
        "maxW": params.get("evseMaxW", evse.maxW),
        "inverterAuthorised": params.get("inverterAuthorised", esci.state.inverterAuthorised),
        "phases": params.get("phases", 1),
    }
    socket.session = esci.record(
        {
            **{"sessionId": f"session-{new_uuid(esci)}", "pevId": params.pevId, "evseId": socket.evseId},
            **{"point": socket.point, "meteringPointId": socket.meteringPointId, "cable": cable},
            **{"known": False, "authDueMs": esci.now + esci.parameter_ms("P_T_AUTH"), "copied": None},
        }
    )
    send(esci, "ConnectionNotice", notice(esci, socket.session), urn_of(params.pevId), socket.session.sessionId)


def urn_of(pev_id):
    """A vehicle's address."""
    return f"urn:pr2:pev:{pev_id}"


def able(cable):
    """Whether power may flow back through this cable and the inverter behind it."""
    return cable.bidirectional and bool(cable.cordsetA) and cable.inverterAuthorised


def notice(esci, session):
    """M09; without a name until the vehicle has proven it."""
    cable = session.cable
    return {
        **{"sessionId": session.sessionId, "evseId": session.evseId},
        **({"pevId": session.pevId} if session.known else {}),
        **{"location": esci.state.location, "architecture": esci.state.architecture},
        "capabilities": {"v2g": able(cable), "v2h": able(cable) and cable.v2h},
        **{"bidirectional": cable.bidirectional, "cordsetA": cable.cordsetA},
        "inverterAuthorised": cable.inverterAuthorised,
    }


def authenticated(esci, urn):
    """A vehicle has proven who it is; the first time it is announced, and told what waits for it."""
    session = session_of(esci, urn.split(":", 3)[3])
    if session is None or session.known:
        return
    session.known, session.authDueMs = True, None
    to_utility(esci, "ConnectionNotice", notice(esci, session), session.sessionId)
    send(esci, "ConnectionNotice", notice(esci, session), urn, session.sessionId)
    preferences.copy_to_all(esci)
    grid.tell(esci, session)
    isolation.tell(esci, session)
    way_found(esci)
    events.hand_out(esci, session.pevId)


def unplug(esci, params):
    """The cable is out: the ESCI speaks for the vehicle that is gone."""
    session = session_of(esci, params.pevId)
    if session is None:
        raise Refusal("E_STATE", "it is not plugged in")
    notices.gone(esci, session)
    backup.gone(esci, session)
    esci.state.sockets[session.evseId].session = None
    way_lost(esci)
    availability.gone(esci, session.pevId)
    events.gone(esci, session.pevId)
    preferences.copy_to_all(esci)


def wakes(esci):
    """When a vehicle should have proven who it is."""
    return [one.authDueMs for one in sessions(esci)]


def wake(esci):
    """Something is plugged in that does not say who it is: the utility learns that much."""
    for session in sessions(esci):
        if session.authDueMs is not None and session.authDueMs <= esci.now:
            session.authDueMs = None
            to_utility(esci, "ConnectionNotice", notice(esci, session), session.sessionId)
