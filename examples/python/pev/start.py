"""The state with which a test case begins, and the one with which the vehicle comes back after a restart."""

from link.device import begun
from link.parameters import DEFAULTS
from link.record import record

from . import battery, engine, grid, island, run
from .declaration import IXIT


def fresh(params):
    """The initial state, from the `start` call; what it leaves out has a plain default."""
    given, at = params["state"], params["at"]
    capacity_wh = given.get("capacityWh", IXIT["capacityWh"])
    departure = given.get("departure")
    return record(
        {
            **begun(params),
            "capacityWh": capacity_wh,
            "batteryJ": given.get("soc", 80) / 100 * capacity_wh * 3600.0,
            "efficiency": given.get("efficiency", IXIT["efficiency"]),
            "socFloor": given.get("socFloor", params["params"].get("P_FLOOR", DEFAULTS["P_FLOOR"])),
            "maxDischargeW": given.get("maxDischargeW", 11_000),
            "minDischargeW": given.get("minDischargeW", 500),
            "maxChargeW": given.get("maxChargeW", 7_000),
            "rampWps": given.get("rampWps"),
            "nominalV": given.get("nominalV", 240),
            "nominalHz": given.get("nominalHz", 60),
            "exportPhases": given.get("exportPhases", 1),
            "classes": given.get("classes"),
            "hasIce": given.get("hasIce", False),
            "engine": engine.fresh(given.get("fuelPct", 0)),
            "phasesW": [0] * given.get("exportPhases", 1),
            "tokens": [],
            "preferences": {"pev": given.get("preferences", {})},
            "departure": departure,
            **{"versions": {}, "events": {}, "dispatches": {}, "derated": {}},
            **{"plugged": False, "exportJ": 0.0, "importJ": 0.0},
            "line": {"fromMs": at, "fromW": 0, "toMs": at, "toW": 0, "kind": "rest"},
            "grid": {**grid.fresh(), "serviceMs": at + int(given.get("enterServiceS", 0) * 1000) or None},
        }
    )


def come_back(pev, seen_ms, at):
    """After a restart nothing goes on by itself (PR2-X-12): what ran or was to run is over, and that is told."""
    battery.reckon(pev, max(seen_ms, pev.state.reckonedMs))
    engine.rest(pev)
    pev.state.line = record({"fromMs": at, "fromW": 0, "toMs": at, "toW": 0, "kind": "off"})
    pev.state.reckonedMs = pev.now = at
    grid.power_up(pev)
    pev.state.isolation = pev.state.gridReport = pev.state.word = None
    island.stop(pev, "RESTART")
    for dispatch in list(pev.state.dispatches.values()):
        if dispatch.phase != "ENDED":
            run.stop(pev, dispatch, "RESTART", predicted=False)
