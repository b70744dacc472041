"""What can be read off the vehicle at an instant, by the names of the lab protocol."""

from link.clock import format_time

from . import battery, engine, island


def at_instant(pev, at):
    """All readings; nothing is changed by looking."""
    state = pev.state
    export_j, import_j, battery_j = battery.integrated(pev, at)
    power_w = battery.power_w(pev, at)
    forming = island.supplies(pev)
    live = forming or power_w != 0 or state.line.toW != 0 or pev.running() is not None
    return {
        "powerW": power_w,
        "slopeWps": battery.slope_wps(pev, at),
        "exportJ": int(export_j),
        "importJ": int(import_j),
        "batteryJ": battery_j,
        "soc": battery.soc_of(pev, battery_j),
        "contactor": "CLOSED" if live else "OPEN",
        "plug": "IN" if state.plugged else "OUT",
        "mode": "forming" if forming else "following" if live else "idle",
        "islandVoltageV": state.island.nominalV if forming else 0,
        "islandFrequencyHz": state.island.nominalHz if forming else 0,
        "iceRunning": engine.runs(pev),
        "fuelPct": engine.fuel_pct(pev, at),
        "state": state_name(pev),
        "wallTime": format_time(at + state.offsetMs),
    }


def state_name(pev):
    """For people who read a log."""
    running = pev.running()
    if pev.state.fault:
        return "FAULT"
    if pev.state.island:
        return pev.state.island.phase
    if running:
        return running.phase
    if pev.state.line.toW > 0:
        return "CHARGING"
    return "CONNECTED" if pev.state.session else "IDLE"
