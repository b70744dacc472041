"""What the vehicle tells of what it measures: M08 availability, M13 confirmations, M18 telemetry."""

import math

from link.clock import format_time
from link.outbox import to_utility
from link.parameters import SAMPLE_S, parameter, tolerance_w

from . import battery, events, grid, limits, preferences


def readiness(pev):
    """Whether a discharge could begin now, and from when where that is known."""
    state = pev.state
    if state.fault or not state.cable or not state.cable.inverterAuthorised or not state.cable.bidirectional:
        return {"state": "NOT_READY"}
    ready_ms = grid.ready_ms(pev)
    if ready_ms is None:
        return {"state": "NO_GRID"}
    if ready_ms:
        return {"state": "NOT_READY", "notReadyUntil": format_time(ready_ms + state.offsetMs)}
    return {"state": "READY"}


def availability(pev):
    """The body of an M08, sampled now (PR2-A-06): duration is energy over power."""
    state, floor = pev.state, preferences.floor(pev)
    most_w = limits.max_discharge_w(pev)
    energy_wh = max(0, int(battery.above_j(pev, floor) / 3600 + 1e-6))
    report = {
        "sessionId": state.session.sessionId,
        "pevId": state.id,
        "asOf": format_time(pev.wall),
        "maxDischargeW": most_w,
        "minDischargeW": state.minDischargeW,
        "availableEnergyWh": energy_wh if most_w else 0,
        "availableDurationS": energy_wh * 3600 // most_w if most_w else 0,
        "soc": battery.soc(pev),
        "socFloor": floor,
        "limits": limits.power_limits(pev),
        "classes": events.classes(pev),
        "readiness": readiness(pev),
        "exportPhases": state.exportPhases,
    }
    if state.departure and state.departure.at > pev.now:
        report["departure"] = format_time(state.departure.at + state.offsetMs)
    return report


def remember_report(pev, report):
    """What was last said counts for the question whether something has changed."""
    pev.state.reported = pev.record(
        {
            **{"powerW": report["maxDischargeW"], "energyWh": report["availableEnergyWh"]},
            **{"floor": report["socFloor"], "readiness": report["readiness"]["state"]},
        }
    )


def report_availability(pev):
    """M08 of its own accord."""
    report = availability(pev)
    remember_report(pev, report)
    to_utility(pev, "AvailabilityReport", report, report["sessionId"])


def _energy_step_wh(pev):
    share = parameter(pev, "P_AVAIL_DELTA") / 100 * pev.state.reported.energyWh
    return max(100, min(500, share))


def wake_availability(pev):
    """A great change is told unasked (PR2-A-07)."""
    state = pev.state
    if not state.session or not state.reported or not pev.reaches(pev.peer("utility")):
        return
    told, now = state.reported, availability(pev)
    power_step = max(100, min(500, parameter(pev, "P_AVAIL_DELTA") / 100 * told.powerW))
    if (
        abs(now["maxDischargeW"] - told.powerW) >= power_step
        or abs(now["availableEnergyWh"] - told.energyWh) >= _energy_step_wh(pev)
        or now["socFloor"] != told.floor
        or now["readiness"]["state"] != told.readiness
    ):
        report_availability(pev)


def availability_wakes(pev):
    """The instant at which so much energy has flowed that it is told."""
    state = pev.state
    watts = abs(state.line.toW)
    if not state.session or not state.reported or not watts:
        return []
    now_wh = max(0.0, battery.above_j(pev, preferences.floor(pev))) / 3600
    left_wh = _energy_step_wh(pev) - abs(now_wh - state.reported.energyWh)
    if now_wh <= 0 or not limits.max_discharge_w(pev):
        return []
    return [pev.now + max(1000, math.ceil(left_wh / watts * 3_600_000))]


def confirm(pev, dispatch, name, **more):
    """M13 with what is measured now."""
    body = {
        "pevId": pev.state.id,
        "dispatchId": dispatch.dispatchId,
        "revision": dispatch.revision,
        "state": name,
        "activePowerW": round(battery.power_w(pev, pev.now)),
        "at": format_time(pev.wall),
        "registerWh": battery.export_wh(pev),
        **more,
    }
    to_utility(pev, "DispatchConfirmation", body, dispatch.eventId, response_class=dispatch.responseClass)


def confirmation_due(pev, dispatch, setpoint_w):
    """(instant, state, mark) of the next M13: three samples after the power entered the band; None if it was told."""
    name = "AT_POWER"
    if dispatch.phase == "STANDBY" or dispatch.powerW == 0:
        name = "STANDBY"
    elif setpoint_w < dispatch.powerW:
        name = "CURTAILED"
    mark = f"{name} {setpoint_w} {dispatch.powerRevision}"
    line = pev.state.line
    if dispatch.confirmed == mark or line.toW != -setpoint_w:
        return None
    entered_ms, tolerance = line.fromMs, tolerance_w(pev, setpoint_w)
    if abs(line.fromW - line.toW) > tolerance:
        share = 1 - tolerance / abs(line.fromW - line.toW)
        entered_ms += math.ceil((line.toMs - line.fromMs) * share)
    hold_ms = int(SAMPLE_S[dispatch.responseClass] * 2000)
    return entered_ms + hold_ms, name, mark


def meter(pev, dispatch):
    """M18: power and registers, at the beginning, in between and at the end (PR2-A-16)."""
    inputs, session = pev.state.grid.inputs, pev.state.session
    if not session:
        return
    body = {
        "sessionId": session.sessionId,
        "meteringPointId": dispatch.meteringPointId,
        "at": format_time(pev.wall),
        "activePowerW": round(battery.power_w(pev, pev.now)),
        "exportRegisterWh": battery.export_wh(pev),
        "importRegisterWh": battery.import_wh(pev),
        "soc": battery.soc(pev),
        "quality": "MEASURED",
    }
    for name in ("voltageV", "frequencyHz"):
        if inputs.get(name) is not None:
            body[name] = inputs[name]
    to_utility(pev, "EnergyTelemetry", body, session.sessionId)


def meter_interval_ms(pev, dispatch):
    """Time between two M18."""
    name = "P_MET_INT_REGULATION" if dispatch.responseClass == "REGULATION" else "P_MET_INT"
    return int(parameter(pev, name) * 1000)
