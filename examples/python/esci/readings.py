"""What can be read off the ESCI at an instant, by the names of the lab protocol."""

from link.clock import format_time

from . import connection, grid, isolation, meter


def _point(esci):
    """The socket that is looked at: the first with a cable in, else the first."""
    plugged = [session.point for session in connection.sessions(esci)]
    return (plugged or list(esci.state.inputs))[0]


def at_instant(esci, at):
    """All readings; nothing is changed by looking."""
    sensed, switch = grid.inputs(esci), esci.state.switch
    known = {
        **meter.at_instant(esci, _point(esci), at),
        "plug": "IN" if connection.sessions(esci) else "OUT",
        **{name: sensed[name] for name in ("voltageV", "frequencyHz", "gridPresent") if name in sensed},
        "state": state_name(esci),
        "wallTime": format_time(at + esci.state.offsetMs),
    }
    if switch:
        signs = isolation.signs(esci)
        known.update({"switchPosition": isolation.position(esci), "switchAux": signs.aux, "busV": signs.busV})
        if switch.type == "AUTO":
            known["switchCommand"] = esci.state.island.command
    return known


def state_name(esci):
    """For people who read a log."""
    if esci.state.island.phase != "GRID":
        return esci.state.island.phase
    if any(one.phase == "live" for one in esci.state.dispatches.values()):
        return "MONITORING"
    return "CONNECTED" if connection.sessions(esci) else "DISCONNECTED"
