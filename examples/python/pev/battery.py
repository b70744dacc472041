"""Power at the terminals, the registers and the battery.

Power is piecewise linear in time: it moves from `fromW` at `fromMs` to `toW` at `toMs` and stays there. Both instants are
whole milliseconds, so that the vehicle can be woken at each kink. Energy is integrated exactly, discharge and charge each
into a register of its own; minus is discharge.
"""

import math


def power_w(pev, at):
    """Power at an instant of the present stretch."""
    line = pev.state.line
    if at >= line.toMs:
        return line.toW
    return line.fromW + (line.toW - line.fromW) * (at - line.fromMs) / (line.toMs - line.fromMs)


def slope_wps(pev, at):
    """How fast the power changes just after an instant."""
    line = pev.state.line
    return 0 if at >= line.toMs else (line.toW - line.fromW) * 1000 / (line.toMs - line.fromMs)


def _halves_j(w0, w1, span_ms):
    """(discharged, charged) joules along a straight line of power; they are kept apart where it crosses zero."""
    if w0 * w1 >= 0:
        energy_j = (w0 + w1) / 2 * span_ms / 1000
        return (-energy_j, 0) if energy_j < 0 else (0, energy_j)
    crossing_ms = span_ms * w0 / (w0 - w1)
    first = _halves_j(w0, 0, crossing_ms)
    second = _halves_j(0, w1, span_ms - crossing_ms)
    return first[0] + second[0], first[1] + second[1]


def integrated(pev, at):
    """(exportJ, importJ, batteryJ) at an instant, counted on from the last whole reckoning; changes nothing."""
    state, now = pev.state, pev.state.reckonedMs
    export_j, import_j, battery_j = state.exportJ, state.importJ, state.batteryJ
    kink = min(max(state.line.toMs, now), at)
    for begin, end in ((now, kink), (kink, at)):
        if end > begin:
            out_j, in_j = _halves_j(power_w(pev, begin), power_w(pev, end), end - begin)
            export_j += out_j
            import_j += in_j
            battery_j += in_j * state.efficiency - out_j / state.efficiency
            battery_j += (state.engineW or 0) * (end - begin) / 1000
    return export_j, import_j, min(max(battery_j, 0.0), capacity_j(pev))


def reckon(pev, at):
    """Brings registers and battery to an instant."""
    state = pev.state
    if at > state.reckonedMs:
        state.exportJ, state.importJ, state.batteryJ = integrated(pev, at)
        state.reckonedMs = at


def move(pev, to_w, wps, kind):
    """Begins to change the power, at `wps` watts a second (None: at once). The same move, once begun, goes on."""
    line = pev.state.line
    if line.toW == to_w and line.kind == kind:
        return
    from_w = power_w(pev, pev.now)
    span_ms = 0 if wps is None else math.ceil(abs(to_w - from_w) * 1000 / wps)
    pev.state.line = pev.record(
        {"fromMs": pev.now, "fromW": from_w, "toMs": pev.now + span_ms, "toW": to_w, "kind": kind}
    )


def capacity_j(pev):
    """Usable capacity."""
    return pev.state.capacityWh * 3600.0


def soc(pev):
    """State of charge in percent."""
    return soc_of(pev, pev.state.batteryJ)


def soc_exact(pev):
    """The same without rounding, for what happens at a level."""
    return pev.state.batteryJ / capacity_j(pev) * 100


def soc_of(pev, battery_j):
    """The state of charge that an energy comes to, with three decimals."""
    return round(battery_j / capacity_j(pev) * 100, 3)


def above_j(pev, floor):
    """Energy above a state of charge as it comes out at the AC terminals; negative below it."""
    return (pev.state.batteryJ - floor / 100 * capacity_j(pev)) * pev.state.efficiency


def export_wh(pev):
    """The register of delivered energy, in whole watt-hours."""
    return int(pev.state.exportJ // 3600)


def import_wh(pev):
    """The register of energy taken, in whole watt-hours."""
    return int(pev.state.importJ // 3600)


def is_dead(pev):
    """Whether no power flows and none is about to."""
    return pev.state.line.toW == 0 and pev.now >= pev.state.line.toMs


def wakes(pev):
    """The next kink."""
    return [pev.state.line.toMs] if pev.state.line.toMs > pev.now else []
