"""A cable that comes loose, and is in again a moment later: a connection of its own (PR2-A-12)."""

from . import connection


def bounce(esci, params):
    """Every cable is out for this long."""
    at = esci.now + params.ms
    for session in connection.sessions(esci):
        cable = session.cable
        plug = {"pevId": session.pevId, "evseId": session.evseId, "evseMaxW": cable.maxW}
        esci.state.loose.append(esci.record({"atMs": at, "plug": {**cable, **plug}}))
        connection.unplug(esci, session)


def wakes(esci):
    """When a cable is in again."""
    return [one.atMs for one in esci.state.loose]


def wake(esci):
    """Plugs in what was loose."""
    back = [one for one in esci.state.loose if one.atMs <= esci.now]
    esci.state.loose = [one for one in esci.state.loose if one.atMs > esci.now]
    for one in back:
        connection.plug_in(esci, one.plug)
