"""Whether the premises are cut off: signs, proof, and the report of both (M21; PR2-B-02).

The auxiliary contact is one sign. The second is that the coupling is seen open, or that the bus has been dead for
P_DEAD_T. What is unknown counts as not isolated, and one sign against outweighs all others.
"""

from link.clock import format_time
from link.outbox import send
from link.parameters import parameter

from . import attestation, connection, grid

_REST_MS = 300  # for how long the contact has to be open without a bounce


def signs(esci):
    """The indications as they are now: {aux, coupling, busV}; None is unknown."""
    sensed = esci.state.inputs.values()
    return next((one.switch for one in sensed if one.switch), esci.record({"aux": None, "coupling": None}))


def bus_dead(esci):
    """True, False, or None where the bus is not sensed."""
    volts = signs(esci).busV
    return None if volts is None else volts < parameter(esci, "P_DEADBUS") / 100 * esci.state.nominalV


def looks_open(esci):
    """Whether the contact shows open and nothing shows the contrary."""
    now = signs(esci)
    return now.aux == "OPEN" and now.coupling is not True


def watch(esci):
    """Notes since when the signs have stood as they stand."""
    watched = esci.state.island
    dead = looks_open(esci) and bus_dead(esci) is True
    watched.openMs = (watched.openMs or esci.now) if looks_open(esci) else None
    watched.deadMs = (watched.deadMs or esci.now) if dead else None


def proof(esci):
    """By which second sign the premises are proven isolated before anything is energised: or None."""
    watched, now = esci.state.island, signs(esci)
    if watched.openMs is None or esci.now < watched.openMs + _REST_MS or bus_dead(esci) is False:
        return None
    if esci.state.switch.type == "MANUAL" and not attestation.valid(esci):
        return None
    if now.coupling is False:
        return "coupling"
    if watched.deadMs is not None and esci.now >= watched.deadMs + esci.parameter_ms("P_DEAD_T"):
        return "bus"
    return None


def still_holds(esci):
    """Whether the signs on which a supply began are still there; its own voltage on the bus is none against it."""
    return looks_open(esci) and (esci.state.island.proof == "bus" or signs(esci).coupling is False)


def wakes(esci):
    """When a sign has stood for long enough."""
    watched = esci.state.island
    rest = watched.openMs + _REST_MS if watched.openMs is not None else None
    dead = watched.deadMs + esci.parameter_ms("P_DEAD_T") if watched.deadMs is not None else None
    return [at for at in (rest, dead) if at is not None and at > esci.now]


def position(esci):
    """OPEN only while it is proven."""
    phase = esci.state.island.phase
    if phase in ("ISOLATED", "RETURNING") and esci.state.island.proof and still_holds(esci):
        return "OPEN"
    now = signs(esci)
    return "CLOSED" if now.aux == "CLOSED" and now.coupling is not False else "UNKNOWN"


def _evidence(esci):
    now, at = signs(esci), format_time(esci.wall)
    couples = {True: "CLOSED", False: "OPEN"}.get(now.coupling, "UNKNOWN")
    evidence = [
        {"kind": "AUX_CONTACT", "indicates": now.aux or "UNKNOWN", "at": at},
        {"kind": "GRID_COUPLING", "indicates": couples, "at": at},
    ]
    if esci.state.island.proof == "bus":
        evidence.append({"kind": "DEAD_BUS", "indicates": "OPEN", "at": at})
    if esci.state.switch.type == "MANUAL" and esci.state.word:
        evidence.append({"kind": "ATTESTATION", "indicates": "OPEN", "at": format_time(esci.state.word.wallMs)})
    return evidence


def tell(esci, session):
    """M21 to one vehicle; gives the id of the message, or None where there is no switch."""
    switch = esci.state.switch
    if not switch:
        return None
    data = {
        **{"switchId": switch.switchId, "type": switch.type, "position": position(esci)},
        **{"evidence": _evidence(esci), "asOf": format_time(esci.wall)},
        **{"gridPresent": esci.state.grid.state != "ABSENT", "premisesV": signs(esci).busV},
    }
    return send(esci, "IsolationStatus", data, connection.urn_of(session.pevId), session.sessionId)["id"]


def tell_all(esci):
    """M21 to every vehicle."""
    esci.state.island.position = position(esci)
    for session in connection.known_sessions(esci):
        tell(esci, session)
