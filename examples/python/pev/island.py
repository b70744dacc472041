"""Supply of the home as an island (PR2-B): request, forming, supply, and all that ends it.

The voltage is there or it is not: what ends the supply takes it away at once. The mode is FORMING until the voltage is
up, then SUPPLY; afterwards there is no island.
"""

import math

from link.inbox import reply
from link.outbox import to_esci
from link.parameters import parameter
from link.refusal import Refusal

from . import battery, engine, isolation, limits, preferences, run

_READY_S = 2
# Part of the rated power above which a load is carried only for so long (PR2-B-08), in ms; a fifth is kept spare.
_OVERLOADS = ((1.0, 8000), (1.1, 1600), (1.25, 400))
_SHORT = 1.5
_WARN_ABOVE = (10, 5)


def supplies(pev):
    """Whether the vehicle holds the voltage of the home."""
    return bool(pev.state.island and pev.state.island.phase == "SUPPLY")


def rated_w(pev):
    """The most that may be drawn for long: the least of all limits but that of the export, and what was asked for."""
    known = [watts for element, watts in limits.power_limits(pev).items() if element != "site"]
    return min([*known, pev.state.island.maxW])


def floor(pev, asked):
    """The floor that holds: the customer's, or a higher one that was asked for."""
    return max(preferences.floor(pev), asked)


def load_w(pev):
    """What the home draws in all."""
    return sum(pev.state.phasesW)


def set_load(pev, watts, phase=None):
    """The home draws something else: on one phase, or evenly on all."""
    count = pev.state.exportPhases
    if phase is None:
        pev.state.phasesW = [watts / count] * count
    else:
        pev.state.phasesW = [watts if index == (phase - 1) % count else 0 for index in range(count)]


def on_request(pev, message):
    """M24: answered by M25; the voltage follows when everything still holds then."""
    data = message.data
    body = {"requestId": data.requestId}
    try:
        _check(pev, data)
    except Refusal as refusal:
        return reply(pev, message, "EmergencyGenerationResponse", {**body, "status": "REJECTED", "code": refusal.code})
    if not pev.state.island:
        pev.then(_begin, data)
    return reply(
        pev, message, "EmergencyGenerationResponse", {**body, "status": "ACCEPTED", "readyInS": _READY_S}
    )


def _check(pev, data):
    state, island = pev.state, pev.state.island
    if island and island.requestId != data.requestId:
        raise Refusal("E_STATE", "another request is carried out")
    if not state.session or state.fault:
        raise Refusal("E_NOT_READY", "not connected, or faulty")
    if not state.cable.v2h:
        raise Refusal("E_NOT_CAPABLE", "this EVSE cannot supply a home")
    if isolation.grid_is_there(pev):
        raise Refusal("E_GRID_PRESENT", "the grid is there")
    if not isolation.is_fresh(pev, data.isolationRef) or not isolation.is_open(pev):
        raise Refusal("E_ISOLATION_NOT_PROVEN", "no fresh proof of an open switch")
    if not preferences.backup_enabled(pev):
        raise Refusal("E_PREFERENCE", "the customer does not want it")
    if abs(data.nominalV / state.nominalV - 1) > 0.02 or abs(data.nominalHz - state.nominalHz) > 0.5:
        raise Refusal("E_UNSUPPORTED", "another voltage or frequency than the vehicle's")
    if battery.soc(pev) <= floor(pev, data.socFloor):
        raise Refusal("E_ENERGY_EXCEEDS_AVAILABLE", "nothing above the floor")


def _begin(pev, data):
    for dispatch in pev.state.dispatches.values():
        run.stop(pev, dispatch, "GRID", predicted=False)
    formed_ms = pev.now + _READY_S * 1000
    pev.state.island = pev.record(
        {
            **{key: data[key] for key in ("requestId", "nominalV", "nominalHz", "maxW", "socFloor")},
            **{"phase": "FORMING", "formedMs": formed_ms, "tellMs": pev.now, "over": {}},
            "endMs": formed_ms + data.maxDurationS * 1000 if data.maxDurationS else None,
            "warned": [],
        }
    )


def tell(pev, state_name=None):
    """M26: the island as it is."""
    island = pev.state.island
    name = state_name or ("ICE_ASSIST" if engine.runs(pev) else "ISLAND_SUPPLY")
    if island.phase == "FORMING" and not state_name:
        name = "FORMING"
    live = supplies(pev) and state_name != "ISLAND_STOP"
    body = {
        "requestId": island.requestId,
        "state": name,
        "W": round(battery.power_w(pev, pev.now)),
        "V": island.nominalV if live else 0,
        "Hz": island.nominalHz if live else 0,
        "soc": battery.soc(pev),
        "ice": engine.status(pev),
    }
    to_esci(pev, "EmergencyGenerationStatus", body, island.requestId)
    island.tellMs = pev.now + int(parameter(pev, "P_MET_INT") * 1000)


def stop(pev, reason, told=True):
    """The voltage goes at once; `told` says whether the ESCI must hear of it by M27."""
    if not pev.state.island:
        return
    request_id = pev.state.island.requestId
    engine.rest(pev)
    battery.move(pev, 0, None, "off")
    tell(pev, "ISLAND_STOP")
    pev.state.island = None
    if told:
        to_esci(pev, "GenerationStop", {"requestId": request_id, "reason": reason}, request_id)


def on_stop(pev, message):
    """M27: a stop is never refused, whatever request it names."""
    pev.then(stop, message.data.reason, False)
    return "TAKEN"


def _overload(pev):
    """Follows how long each step of overload has lasted; True when one has lasted too long."""
    island, rated = pev.state.island, rated_w(pev) / pev.state.exportPhases
    share = max(pev.state.phasesW) / rated if rated > 0 else math.inf
    if share > _SHORT + 1e-9:
        return load_w(pev) > 0
    for part, limit_ms in _OVERLOADS:
        if share <= part + 1e-9:
            island.over.pop(str(part), None)
        elif pev.now - island.over.setdefault(str(part), pev.now) >= limit_ms:
            return True
    return False


def _reason_to_stop(pev):
    """Why the island must end now, or None."""
    state, island = pev.state, pev.state.island
    if not state.plugged:
        return "UNPLUG"
    if state.fault:
        return "FAULT"
    if state.grid.inputs.get("gridPresent") is True:
        return "GRID_RETURNED"
    if not isolation.is_open(pev):
        return "ISOLATION_LOST"
    if not preferences.backup_enabled(pev):
        return "PREFERENCE"
    if battery.soc_exact(pev) <= floor(pev, island.socFloor) + 1e-9:
        return "SOC_MIN"
    if island.endMs is not None and pev.now >= island.endMs:
        return "MAX_DURATION"
    return "OVERLOAD" if island.phase == "SUPPLY" and _overload(pev) else None


def wake(pev):
    """Ends the island where it must end; else brings up the voltage, warns, and reports."""
    island = pev.state.island
    if not island:
        return
    reason = _reason_to_stop(pev)
    if reason:
        stop(pev, reason)
        return
    if island.phase == "FORMING" and pev.now >= island.formedMs and battery.is_dead(pev) and not pev.running():
        island.phase, island.tellMs = "SUPPLY", pev.now
    engine.wake(pev)
    for above in _WARN_ABOVE:
        if above not in island.warned and battery.soc_exact(pev) <= floor(pev, island.socFloor) + above + 1e-9:
            island.warned.append(above)
            island.tellMs = pev.now


def wake_report(pev):
    """After the power was set: the report that is due."""
    if pev.state.island and pev.now >= pev.state.island.tellMs:
        tell(pev)


def _crossings(pev):
    """Instants at which the state of charge comes to a level that matters, as things go now."""
    island = pev.state.island
    flow_w = (pev.state.engineW or 0) - load_w(pev) / pev.state.efficiency
    levels = [floor(pev, island.socFloor) + above for above in (*_WARN_ABOVE, 0)] + engine.levels(pev)
    for level in levels:
        lacking_j = level / 100 * battery.capacity_j(pev) - pev.state.batteryJ
        if flow_w and lacking_j / flow_w > 0:
            yield pev.now + max(1, math.ceil(lacking_j / flow_w * 1000))


def wakes(pev):
    """Instants at which the island changes, ends or is reported."""
    island = pev.state.island
    if not island:
        return []
    times = [island.formedMs, island.tellMs, island.endMs or 0, *engine.wakes(pev)]
    times += [since + dict((str(part), ms) for part, ms in _OVERLOADS)[step] for step, since in island.over.items()]
    if supplies(pev):
        times += _crossings(pev)
    return [at for at in times if at > pev.now]
