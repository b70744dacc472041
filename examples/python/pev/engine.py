"""The combustion engine that keeps the charge up in an island, where its exhaust gets out (PR2-B-09)."""

from link.parameters import parameter

from . import battery, island, preferences

_POWER_W = 8000
# A full tank is worth so much energy in the battery.
_TANK_J = 40_000 * 3600.0
_CRANK_MS = 3000
_AGAIN_MS = 10_000
_ATTEMPTS = 3
# It starts so far above a floor that lies higher than P_ICE_ON, and rests again so far above it.
_ABOVE_FLOOR = 2
_REST_ABOVE_FLOOR = 10


def fresh(fuel_pct):
    """An engine at rest; ventilation is not known."""
    return {"fuelPct": fuel_pct, "fuelMs": 0, "ventilated": False, "coAlarm": False, "crankMs": None, "failed": 0}


def runs(pev):
    """Whether it runs."""
    return bool(pev.state.engineW)


def fuel_pct(pev, at):
    """Fuel left at an instant."""
    ice = pev.state.engine
    used_j = (pev.state.engineW or 0) * max(0, at - ice.fuelMs) / 1000
    return max(0.0, ice.fuelPct - used_j / _TANK_J * 100)


def _count_fuel(pev):
    ice = pev.state.engine
    ice.fuelPct, ice.fuelMs = fuel_pct(pev, pev.now), pev.now


def status(pev):
    """What an M26 says of it."""
    ice = pev.state.engine
    body = {"present": pev.state.hasIce, "running": runs(pev)}
    body.update({"ventilated": ice.ventilated, "coAlarm": ice.coAlarm})
    if pev.state.hasIce:
        body["fuelPct"] = round(fuel_pct(pev, pev.now), 3)
    return body


def change(pev, params):
    """Its surroundings change."""
    ice = pev.state.engine
    _count_fuel(pev)
    for name in ("fuelPct", "ventilated", "coAlarm", "crankFails"):
        if name in params:
            ice[name] = params[name]
    if params.coAlarm:
        ice.alarmed = True  # until it is reset by hand


def reset(pev):
    """Reset by hand."""
    pev.state.engine.update({"alarmed": False, "failed": 0})


def _floor(pev):
    return max(preferences.floor(pev), pev.state.island.socFloor)


def _on_at(pev):
    return max(parameter(pev, "P_ICE_ON"), _floor(pev) + _ABOVE_FLOOR)


def _off_at(pev):
    return max(parameter(pev, "P_ICE_OFF"), _floor(pev) + _REST_ABOVE_FLOOR)


def _may_run(pev):
    ice = pev.state.engine
    safe = ice.ventilated and not ice.coAlarm and not ice.alarmed
    return bool(pev.state.hasIce and safe and fuel_pct(pev, pev.now) > 0 and ice.failed < _ATTEMPTS)


def rest(pev):
    """Stops it."""
    _count_fuel(pev)
    pev.state.engineW, pev.state.engine.crankMs = 0, None


def wake(pev):
    """Starts it where the charge asks for it and the air allows it; stops it where either ends."""
    ice = pev.state.engine
    if runs(pev):
        if not _may_run(pev) or battery.soc_exact(pev) >= _off_at(pev) - 1e-9:
            rest(pev)
            pev.state.island.tellMs = pev.now
        return
    if not _may_run(pev) or not island.supplies(pev) or battery.soc_exact(pev) > _on_at(pev) + 1e-9:
        ice.crankMs = None
        return
    if ice.crankMs is None:
        ice.crankMs = pev.now + _CRANK_MS
    if pev.now < ice.crankMs:
        return
    if ice.crankFails:
        ice.crankFails, ice.failed = ice.crankFails - 1, ice.failed + 1
        ice.crankMs = pev.now + _AGAIN_MS
        return
    _count_fuel(pev)
    pev.state.engineW, ice.crankMs, ice.failed = _POWER_W, None, 0
    pev.state.island.tellMs = pev.now


def levels(pev):
    """States of charge at which it starts or rests."""
    return [_on_at(pev), _off_at(pev)] if pev.state.hasIce else []


def wakes(pev):
    """The end of a crank, and of the fuel."""
    ice = pev.state.engine
    times = [ice.crankMs] if ice.crankMs else []
    if runs(pev):
        times.append(pev.now + 1 + int(fuel_pct(pev, pev.now) / 100 * _TANK_J / _POWER_W * 1000))
    return times
