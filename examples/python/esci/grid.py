"""The grid as it is seen from the premises, and what the vehicles are told of it (M23)."""

from link.outbox import send
from link.parameters import parameter

from . import connection


def inputs(esci):
    """The sensors of the premises: all sockets hang on one grid, so that the first that senses it speaks for all."""
    sensed = esci.state.inputs.values()
    return next((one for one in sensed if one.gridPresent is not None or one.voltageV is not None), esci.record({}))


def _seen(esci):
    now, nominal_v = inputs(esci), esci.state.nominalV
    if now.gridPresent is False:
        return "ABSENT"
    if now.voltageV is not None:
        lowest, highest = parameter(esci, "P_ES_V_MIN"), parameter(esci, "P_ES_V_MAX")
        if not lowest <= now.voltageV / nominal_v <= highest:
            return "OUT"
    if now.frequencyHz is not None:
        if not parameter(esci, "P_ES_F_MIN") <= now.frequencyHz <= parameter(esci, "P_ES_F_MAX"):
            return "OUT"
    return "IN_RANGE"


def sensed(esci):
    """Notes a change of the grid; who is plugged in is told."""
    seen, grid = _seen(esci), esci.state.grid
    if seen == grid.state:
        return
    grid.state, grid.sinceMs = seen, esci.now
    for session in connection.known_sessions(esci):
        tell(esci, session)


def tell(esci, session):
    """M23 to one vehicle, where the premises have a switch at all."""
    if not esci.state.switch:
        return
    now, grid = inputs(esci), esci.state.grid
    data = {
        "state": grid.state,
        **({"V": now.voltageV} if now.voltageV is not None else {}),
        **({"f": now.frequencyHz} if now.frequencyHz is not None else {}),
        "sinceS": (esci.now - grid.sinceMs) / 1000,
    }
    send(esci, "GridStatus", data, connection.urn_of(session.pevId), session.sessionId)


def good_since_ms(esci):
    """Since when the grid has been inside its window, or None."""
    return esci.state.grid.sinceMs if esci.state.grid.state == "IN_RANGE" else None


def wakes(esci):
    """It changes only when the sensors do."""
    return []


def wake(esci):
    """Nothing is due."""
