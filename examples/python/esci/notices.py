"""M16: whatever ends a discharge early is told, by the ESCI where the vehicle cannot (PR2-A-21)."""

from link.clock import format_time
from link.outbox import to_utility

from . import dispatches, events, meter, telemetry

_FLOWS_W = 50
_MARGIN_MS = 200
_LASTS = ("WATCHDOG",)  # ends the power, and not the dispatch


def on_termination(esci, message):
    """M16 of a vehicle; gives the response class of its dispatch."""
    data, response_class = message.data, None
    for one in dispatches.live(esci, data.pevId):
        if data.dispatchId not in (None, one.dispatchId) or data.eventId != one.eventId:
            continue
        response_class = one.responseClass
        one.told, one.vanishedMs, one.reason = True, None, data.reason
        meter.explained(esci, one.point)
        if not data.predicted and data.reason not in _LASTS:
            one.overByMs = esci.now + esci.parameter_ms("P_T_STOP")
    return response_class


def _speak(esci, one, reason):
    """Tells the end of a discharge in the vehicle's place."""
    figures = meter.now(esci, one.point)
    one.told, one.vanishedMs, one.reason = True, None, reason
    data = {
        **{"pevId": one.pevId, "eventId": one.eventId, "dispatchId": one.dispatchId, "reason": reason},
        **{"predicted": False, "effectiveAt": format_time(esci.wall), "registerWh": int(figures["exportJ"] // 3600)},
        "originator": "ESCI",
    }
    to_utility(esci, "TerminationNotice", data, one.eventId, response_class=one.responseClass)


def gone(esci, session):
    """The cable is out."""
    meter.explained(esci, session.point)
    for one in dispatches.live(esci, session.pevId):
        if not one.told and esci.now < one.endMs:
            _speak(esci, one, "UNPLUG")
        dispatches.over(esci, one)
        if one.metering:
            telemetry.end(esci, one)


def _accounted_for(esci, one):
    """Whether it is known why nothing flows, or nothing should."""
    event = events.find(esci, one.eventId, one.pevId)
    ended = event is not None and (event.cancelMs is not None or events.out(event))
    return one.told or ended or one.state in ("STANDBY", "ENDED") or dispatches.planned_w(one, esci.now) < _FLOWS_W


def _cause(esci, one):
    """The likeliest reason for which power is gone without a word."""
    if esci.state.grid.state != "IN_RANGE":
        return "GRID"
    if one.untilMs <= esci.now:
        return "WATCHDOG"
    urn = f"urn:pr2:pev:{one.pevId}"
    unheard = any(entry["message"]["destination"] == urn for entry in esci.state.unanswered.values())
    return "COMMS" if unheard else "FAULT"


def wakes(esci):
    """When a vehicle has been silent about its end for long enough."""
    return [one.vanishedMs + _patience_ms(esci) for one in esci.state.dispatches.values() if one.vanishedMs is not None]


def _patience_ms(esci):
    return max(esci.parameter_ms("P_T_POSTTERM") - _MARGIN_MS, 0)


def wake(esci):
    """Watches for power that goes without a word, and has the last one about it."""
    for one in esci.state.dispatches.values():
        if one.phase != "live":
            one.vanishedMs = None
            continue
        watts = meter.power_w(esci, one.point, esci.now)
        if watts is None:
            continue
        if watts <= -_FLOWS_W:
            one.flowed, one.vanishedMs = True, None
        elif _accounted_for(esci, one):
            one.flowed, one.vanishedMs = False, None
        elif one.flowed and one.vanishedMs is None:
            one.vanishedMs = esci.now
        if one.vanishedMs is not None and one.vanishedMs + _patience_ms(esci) <= esci.now:
            _speak(esci, one, _cause(esci, one))
