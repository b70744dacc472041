"""The one place that sets the power, from what holds at this instant. Safety comes first, then islands, requests, charging."""

from link.parameters import parameter

from . import battery, charging, dispatch as commands, ending, island, limits

_TRIP_MS = 100


def ramp_wps(pev):
    """The agreed steepness of a change of request: P_RAMP of the most power, and no more than the vehicle can."""
    agreed = parameter(pev, "P_RAMP") / 100 * max(1, limits.max_discharge_w(pev))
    return min(agreed, pev.state.rampWps) if pev.state.rampWps else agreed


def _within(pev, span_ms):
    """The steepness that brings the present power to zero in a time."""
    return max(1.0, abs(battery.power_w(pev, pev.now)) * 1000 / span_ms)


def wake(pev):
    """Sets the power."""
    if not pev.state.plugged or pev.state.fault:
        battery.move(pev, 0, None, "off")
        return
    if island.supplies(pev):
        battery.move(pev, -island.load_w(pev), None, "island")
        return
    if pev.state.grid.tripped is not None:
        battery.move(pev, 0, _within(pev, _TRIP_MS), "trip")
        return
    dispatch = pev.running()
    if dispatch is None:
        charge_w = charging.power_w(pev)
        if charge_w:
            battery.move(pev, charge_w, ramp_wps(pev), "charge")
        else:
            battery.move(pev, 0, _within(pev, ending.stop_ms(pev)), "rest")
    elif dispatch.phase == "RUNNING":
        setpoint_w = commands.setpoint_w(pev, dispatch)
        held_back = setpoint_w < dispatch.powerW and setpoint_w < -battery.power_w(pev, pev.now)
        if held_back:  # less than asked for: within P_T_OPT and P_T_DERATE, whatever the ramp
            battery.move(pev, -setpoint_w, _within(pev, ending.stop_ms(pev)), "limit")
        elif pev.state.line.toW != -setpoint_w:
            battery.move(pev, -setpoint_w, ramp_wps(pev), "ramp")
    else:
        battery.move(pev, 0, _within(pev, ending.stop_ms(pev)), "stop")


def wakes(pev):
    """It follows the others; no instant of its own."""
    return []
