"""Off a dead grid and back onto a living one (schemas/state-machines/esci-island.yaml; PR2-B-02 to B-06, B-10).

GRID, GRID_LOST, ISOLATING, ISOLATED, RETURNING (the supply is being ended and the home is dead), CLOSING, TRIPPED. Who
supplies, and whether, is `backup.py`'s.
"""

from link.parameters import parameter

from . import backup, commissioning, grid, isolation, meter

_XFER_MS = 50  # on top of the gap that is owed
_NOTHING_W = 10


def fresh():
    """On the grid."""
    return {
        **{"phase": "GRID", "command": "CLOSED", "position": "CLOSED", "proof": None},
        **{"request": None, "declined": {}, "told": {}},
    }


def come_back(esci):
    """After a loss of power the switch stays as ordered, but for one that was about to close; all is proven anew."""
    island = esci.state.island
    island.openMs = island.deadMs = island.offMs = island.proof = None
    backup.stop(esci, "RESTART")
    if island.phase in ("ISOLATING", "ISOLATED", "RETURNING", "CLOSING"):
        _isolate(esci, esci.now)


def apart(esci):
    """Whether the home is, or is about to be, apart from the grid."""
    return esci.state.island.phase not in ("GRID", "GRID_LOST")


def end_ms(esci):
    """The earliest instant at which an island may be over; 0 where there is none."""
    if not apart(esci):
        return 0
    since = grid.good_since_ms(esci)
    return (esci.now if since is None else since) + esci.parameter_ms("P_ES_DELAY")


def _automatic(esci):
    return esci.state.switch.type == "AUTO"


def _confirm_ms(esci):
    """For how long a loss is waited out: dips are ridden through, and the switch needs its time."""
    return min(esci.parameter_ms("P_RIDE") + 50, esci.parameter_ms("P_T_ISO") // 2)


def _isolate(esci, from_ms):
    island = esci.state.island
    island.told, island.declined = {}, {}
    island.phase, island.command, island.proof = "ISOLATING", "OPEN", None
    island.deadlineMs = from_ms + esci.parameter_ms("P_T_ISO") if _automatic(esci) else None
    island.openMs = island.deadMs = island.offMs = None
    isolation.watch(esci)


def _trip(esci, reason):
    """Latched: nothing is supplied until somebody resets it by hand."""
    island = esci.state.island
    island.phase, island.command, island.proof = "TRIPPED", "OPEN", None
    esci.state.word = None
    isolation.tell_all(esci)
    if not backup.stop(esci, reason):
        backup.refuse_all(esci, reason)


def reset(esci):
    """A hand at the panel."""
    if esci.state.island.phase == "TRIPPED":
        _isolate(esci, esci.now)


def wakes(esci):
    """The next instant at which the island may go on."""
    island, since = esci.state.island, grid.good_since_ms(esci)
    times = list(isolation.wakes(esci))
    if island.phase == "GRID_LOST":
        times.append(island.lostMs + _confirm_ms(esci))
    if island.phase in ("ISOLATING", "CLOSING"):
        times.append(island.deadlineMs)
    if island.phase in ("ISOLATING", "ISOLATED") and since is not None:
        times.append(since + esci.parameter_ms("P_ES_DELAY"))
    if island.phase == "RETURNING" and island.offMs is not None:
        times.append(island.offMs + _gap_ms(esci))
    return [at for at in times if at is not None and at > esci.now]


def _gap_ms(esci):
    return int(parameter(esci, "P_XFER")) + _XFER_MS


def wake(esci):
    """Goes on as far as it can now."""
    if not esci.state.switch:
        return
    isolation.watch(esci)
    for _ in range(8):
        before = esci.state.island.phase
        _STEPS[before](esci)
        if esci.state.island.phase == before:
            break
    if isolation.position(esci) != esci.state.island.position:
        isolation.tell_all(esci)


def _on_grid(esci):
    island = esci.state.island
    if esci.state.grid.state == "ABSENT":
        island.phase, island.lostMs, island.told, island.declined = "GRID_LOST", esci.state.grid.sinceMs, {}, {}


def _grid_lost(esci):
    island = esci.state.island
    if esci.state.grid.state != "ABSENT":
        island.phase = "GRID"
    elif esci.now >= island.lostMs + _confirm_ms(esci):
        if commissioning.valid(esci):
            _isolate(esci, island.lostMs)
        else:
            backup.refuse_all(esci, "E_NOT_COMMISSIONED")


def _isolating(esci):
    island = esci.state.island
    closed = isolation.signs(esci).aux == "CLOSED"
    if not _automatic(esci) and closed and esci.state.grid.state != "ABSENT":
        _home(esci)
    elif _automatic(esci) and esci.now >= island.deadlineMs and not isolation.looks_open(esci):
        _trip(esci, "E_ISOLATION_NOT_PROVEN")
    elif isolation.proof(esci):
        island.proof, island.phase = isolation.proof(esci), "ISOLATED"
    else:
        _return_if_due(esci)


def _isolated(esci):
    island = esci.state.island
    if not backup.is_off(esci):
        if not isolation.still_holds(esci):
            _trip(esci, "ISOLATION_LOST")
            return
    elif not isolation.still_holds(esci) or isolation.bus_dead(esci) is False:
        deadline, manual_home = island.deadlineMs, not _automatic(esci) and esci.state.grid.state != "ABSENT"
        if manual_home and isolation.signs(esci).aux == "CLOSED":
            _home(esci)
            return
        island.phase, island.proof, island.deadlineMs = "ISOLATING", None, deadline
        return
    _return_if_due(esci)


def _return_if_due(esci):
    since = grid.good_since_ms(esci)
    if since is not None and esci.now >= since + esci.parameter_ms("P_ES_DELAY") and isolation.looks_open(esci):
        esci.state.island.phase, esci.state.island.offMs = "RETURNING", None
        backup.stop(esci, "GRID_RETURNED")


def _dead(esci):
    """Whether the vehicle has let go, nothing flows, and the bus is seen dead."""
    flows = [meter.power_w(esci, point, esci.now) or 0 for point in esci.state.meters]
    return backup.is_off(esci) and isolation.bus_dead(esci) is True and all(abs(w) < _NOTHING_W for w in flows)


def _returning(esci):
    island = esci.state.island
    if grid.good_since_ms(esci) is None:
        island.phase = "ISOLATED" if island.proof and isolation.still_holds(esci) else "ISOLATING"
    elif not _automatic(esci):
        if isolation.signs(esci).aux == "CLOSED":
            _home(esci)
    elif not _dead(esci):
        island.offMs = None
    elif island.offMs is None:
        island.offMs = esci.now
    elif esci.now >= island.offMs + _gap_ms(esci):
        island.phase, island.command = "CLOSING", "CLOSED"
        island.deadlineMs = esci.now + esci.parameter_ms("P_T_ISO")


def _closing(esci):
    island, now = esci.state.island, isolation.signs(esci)
    if now.aux == "CLOSED" and now.coupling is not False:
        _home(esci)
    elif grid.good_since_ms(esci) is None:
        _isolate(esci, esci.now)
    elif esci.now >= island.deadlineMs:
        _trip(esci, "SWITCH_FAULT")


def _home(esci):
    island = esci.state.island
    island.phase, island.command, island.proof, island.request = "GRID", "CLOSED", None, None
    esci.state.word = None


_STEPS = {
    **{"GRID": _on_grid, "GRID_LOST": _grid_lost, "ISOLATING": _isolating, "ISOLATED": _isolated},
    **{"RETURNING": _returning, "CLOSING": _closing, "TRIPPED": lambda esci: None},
}
