"""M18: what the meter shows at the begin of a dispatch, every P_MET_INT of it and at its end (PR2-A-16)."""

from link.clock import format_time
from link.outbox import to_utility

from . import connection, dispatches, meter

_LEAST_J = 3600  # what a deviation must come to
_LEAST_PART = 0.05


def on_telemetry(esci, message):
    """M18 of a vehicle: its own word on what flows."""
    pev_id = message.source.split(":", 3)[3]
    session = connection.session_of(esci, pev_id)
    if session and message.data.sessionId == session.sessionId:
        meter.claimed(esci, session.point, message.data.activePowerW, message.data.at)


def _interval_ms(esci, one):
    return esci.parameter_ms("P_MET_INT_REGULATION" if one.responseClass == "REGULATION" else "P_MET_INT")


def report(esci, one):
    """Reads the meter, says what it shows, and notes where that differs from what was planned."""
    figures = meter.now(esci, one.point)
    sensed = esci.state.inputs[one.point]
    data = {
        **{"sessionId": one.sessionId, "meteringPointId": one.meteringPointId, "at": format_time(esci.wall)},
        **{"activePowerW": round(figures["powerW"]), "exportRegisterWh": int(figures["exportJ"] // 3600)},
        "importRegisterWh": int(figures["importJ"] // 3600),
        **({"voltageV": sensed.voltageV} if sensed.voltageV is not None else {}),
        **({"frequencyHz": sensed.frequencyHz} if sensed.frequencyHz is not None else {}),
        "quality": "MEASURED" if figures["measured"] else "ESTIMATED",
    }
    to_utility(esci, "EnergyTelemetry", data, one.sessionId)
    one.estimated = one.estimated or figures["missed"]
    if one.lastMs is not None:
        _note_deviation(esci, one, figures["exportJ"])
    one.lastMs, one.lastJ = esci.now, figures["exportJ"]


def _note_deviation(esci, one, export_j):
    planned = dispatches.planned_j(one, one.lastMs, esci.now)
    difference = export_j - one.lastJ - planned
    if abs(difference) < max(_LEAST_PART * planned, _LEAST_J):
        return
    kind, last = "SHORTFALL" if difference < 0 else "EXCESS", one.deviations[-1] if one.deviations else None
    if last and last.kind == kind and last.toMs == one.lastMs:
        last.toMs, last.J = esci.now, last.J + difference
    else:
        one.deviations.append(esci.record({"kind": kind, "fromMs": one.lastMs, "toMs": esci.now, "J": difference}))


def begin(esci, one):
    """The first reading of a dispatch, or of its resumption."""
    one.metering, one.lastMs = True, None
    report(esci, one)
    one.registers.append(esci.record({"fromJ": one.lastJ, "toJ": None}))
    one.nextMs = esci.now + _interval_ms(esci, one)


def end(esci, one):
    """The last one."""
    report(esci, one)
    one.estimated = one.estimated or not meter.measures(esci, one.point)
    one.registers[-1].toJ = one.lastJ
    one.metering, one.beginMs, one.nextMs = False, None, None


def wakes(esci):
    """The next reading of each dispatch."""
    live = [one for one in esci.state.dispatches.values() if one.phase == "live"]
    return [one.nextMs if one.metering else one.beginMs for one in live]


def wake(esci):
    """Takes the readings that are due."""
    for one in esci.state.dispatches.values():
        if one.phase == "live" and not one.metering and one.beginMs is not None and one.beginMs <= esci.now:
            begin(esci, one)
        elif one.phase == "live" and one.metering and one.nextMs <= esci.now:
            report(esci, one)
            one.nextMs = esci.now + _interval_ms(esci, one)
        elif one.phase == "over" and one.metering:
            end(esci, one)
