"""The grid at the terminals: whether a generator may be in service on it (PR2-A-17, PR2-B-03).

An excursion that lasts longer than P_RIDE, or a grid that is gone, takes the PEV out of service; P_ES_DELAY after the
grid is back in range it may enter service again. Without a cable the terminals tell nothing.
"""

from link.parameters import parameter


def fresh():
    """A grid in range, and in service."""
    return {"inputs": {}, "outSinceMs": None, "tripped": None, "serviceMs": None}


def sensed(pev, electrical):
    """Takes in what is sensed at the point where the vehicle is plugged in."""
    inputs = electrical.get(pev.state.point) if pev.state.point else None
    if inputs is None and len(electrical) == 1:
        inputs = next(iter(electrical.values()))
    if inputs:
        pev.state.grid.inputs.update(inputs)


def absent(pev):
    """Whether the terminals are seen to be without a grid."""
    return pev.state.grid.inputs.get("gridPresent") is False


def in_range(pev):
    """Whether voltage and frequency are inside the window of P_ES; what is not sensed is not doubted."""
    state, inputs = pev.state, pev.state.grid.inputs
    voltage_v, frequency_hz = inputs.get("voltageV"), inputs.get("frequencyHz")
    if absent(pev):
        return False
    if voltage_v is not None:
        per_unit = voltage_v / state.nominalV
        if not parameter(pev, "P_ES_V_MIN") <= per_unit <= parameter(pev, "P_ES_V_MAX"):
            return False
    if frequency_hz is None:
        return True
    return parameter(pev, "P_ES_F_MIN") <= frequency_hz <= parameter(pev, "P_ES_F_MAX")


def ready_ms(pev):
    """The instant from which it is in service: 0 where it is, None where nobody can know."""
    grid = pev.state.grid
    if not in_range(pev):
        return None
    return grid.serviceMs if grid.serviceMs and grid.serviceMs > pev.now else 0


def in_service(pev):
    """Whether power may flow now: excursions shorter than P_RIDE are ridden through."""
    grid = pev.state.grid
    return grid.tripped is None and not (grid.serviceMs and grid.serviceMs > pev.now)


def power_up(pev):
    """After a loss of its own power the PEV waits like after an excursion."""
    pev.state.grid.serviceMs = pev.now + int(parameter(pev, "P_ES_DELAY") * 1000)


def _ride_ms(pev):
    return int(parameter(pev, "P_RIDE") * 1000)


def wakes(pev):
    """The end of what is ridden through, and the entry into service."""
    grid = pev.state.grid
    times = [grid.serviceMs] if grid.serviceMs and grid.serviceMs > pev.now else []
    if grid.outSinceMs is not None and grid.tripped is None:
        times.append(grid.outSinceMs + _ride_ms(pev) + 1)
    return times


def wake(pev):
    """Follows the grid out of its window and back."""
    grid = pev.state.grid
    if not pev.state.plugged:
        grid.outSinceMs = grid.tripped = None
        return
    if in_range(pev):
        if grid.tripped is not None:
            grid.serviceMs = pev.now + int(parameter(pev, "P_ES_DELAY") * 1000)
        grid.outSinceMs = grid.tripped = None
        return
    if grid.outSinceMs is None:
        grid.outSinceMs = pev.now
    if grid.tripped is None and (absent(pev) or pev.now - grid.outSinceMs > _ride_ms(pev)):
        grid.tripped = pev.now
