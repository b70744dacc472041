"""Dispatches as they pass: what was asked, what was accepted, and how long each is under way.

The vehicle decides; the ESCI keeps account, because it meters what follows and reports what came of it.
"""

from link.clock import parse_time
from link.refusal import Refusal

from . import connection, enrollment, events, island, meter

_GRACE_MS = 3000  # for an ENDED that does not come


def find(esci, dispatch_id, pev_id):
    """The dispatch of this vehicle, or None."""
    return esci.state.dispatches.get(f"{dispatch_id}|{pev_id}")


def of_event(esci, event):
    """The dispatches that carried out an event, in the order in which they were asked for."""
    mine = esci.state.dispatches.values()
    return [one for one in mine if one.eventId == event.eventId and one.pevId == event.pevId]


def live(esci, pev_id):
    """The dispatches of a vehicle that were accepted and are not over."""
    return [one for one in esci.state.dispatches.values() if one.pevId == pev_id and one.phase == "live"]


def _session(esci, message):
    session = connection.session_of(esci, message.destination.split(":", 3)[3])
    if session is None or not session.known:
        raise Refusal("E_NOT_READY", "the vehicle is not connected here")
    return session


def on_request(esci, message):
    """M11: passed on where the place allows it at all."""
    data, session = message.data, _session(esci, message)
    if data.sink == "LOAD":
        raise Refusal("E_UNSUPPORTED", "there is no profile for a load")
    if island.apart(esci):
        raise Refusal("E_ISLANDED", "the home is apart from the grid")
    if not session.cable.bidirectional:
        raise Refusal("E_NOT_CAPABLE", "power flows one way here")
    if not connection.able(session.cable):
        raise Refusal("E_NOT_READY", "the inverter is not authorised, or the cordset is unknown")
    event = events.find(esci, data.eventId, session.pevId)
    if data.sink == "GRID":
        program = event.message.data.programId if event else None
        enrollment.must_cover(esci, session.pevId, data.start, program)
    start_ms = esci.bench_ms(parse_time(data.start))
    one = find(esci, data.dispatchId, session.pevId)
    if one is None:
        one = esci.record(
            {
                **{"dispatchId": data.dispatchId, "pevId": session.pevId, "eventId": data.eventId, "phase": "asked"},
                **{"revision": data.revision, "plan": [], "deviations": [], "registers": [], "estimated": False},
            }
        )
        esci.state.dispatches[f"{data.dispatchId}|{session.pevId}"] = one
    if one.phase != "live":
        one.update({"responseClass": data.responseClass, "startMs": start_ms, "askedMs": esci.now})
        one.update({"endMs": start_ms + data.durationS * 1000, "point": session.point})
        one.update({"sessionId": session.sessionId, "meteringPointId": session.meteringPointId})
    _note_command(esci, message, one, max(start_ms, esci.now))


def on_update(esci, message):
    """M14."""
    data, session = message.data, _session(esci, message)
    if island.apart(esci) and data.dischargePowerW > 0:
        raise Refusal("E_ISLANDED", "the home is apart from the grid")
    one = find(esci, data.dispatchId, session.pevId)
    if one:
        from_ms = esci.bench_ms(parse_time(data.effectiveAt)) if data.effectiveAt else esci.now
        _note_command(esci, message, one, max(from_ms, esci.now))


def _note_command(esci, message, one, from_ms):
    data = message.data
    esci.state.commands[message.id] = esci.record(
        {
            **{"key": f"{one.dispatchId}|{one.pevId}", "revision": data.revision, "fromMs": from_ms},
            **{"W": data.dischargePowerW, "untilMs": max(esci.now, one.startMs) + data.validForS * 1000},
        }
    )


def _accept(esci, command):
    one = esci.state.dispatches[command.key]
    one.revision, one.untilMs = command.revision, command.untilMs
    one.told = one.told and one.reason != "WATCHDOG"  # a fresh command brings such a discharge back
    one.plan = [step for step in one.plan if step.fromMs < command.fromMs]
    one.plan.append(esci.record({"fromMs": command.fromMs, "W": command.W}))
    if one.phase != "live":
        one.update({"phase": "live", "told": False, "overByMs": None, "beginMs": max(one.startMs, esci.now)})


def on_response(esci, message):
    """M12."""
    command = esci.state.commands.pop(message.correlationid, None)
    if command and message.data.status != "REJECTED":
        _accept(esci, command)


def on_receipt(esci, message):
    """M28 of a vehicle: the refusal of a command or of a cancel, where it is one."""
    esci.state.commands.pop(message.correlationid, None)
    if message.data.status == "REJECTED":
        events.refused(esci, message.correlationid)


def on_confirmation(esci, message):
    """M13; gives the response class, by which an answer to it is due."""
    data = message.data
    one = find(esci, data.dispatchId, data.pevId)
    if one is None:
        return None
    key = f"{data.dispatchId}|{data.pevId}"
    for message_id, command in list(esci.state.commands.items()):
        if command.key == key and command.revision <= data.revision and data.state != "ENDED":
            _accept(esci, esci.state.commands.pop(message_id))  # its answer was lost
    one.state = data.state
    one.claims = [(one.claims or [data.registerWh])[0], data.registerWh]
    meter.claimed(esci, one.point, data.activePowerW, data.at)
    if data.state == "ENDED":
        over(esci, one)
    return one.responseClass


def over(esci, one):
    """Nothing more comes of this dispatch, unless it is asked for anew."""
    if one.phase == "live":
        one.phase, one.overMs = "over", esci.now


def planned_w(one, at_ms):
    """The power planned at an instant."""
    watts = 0
    for step in one.plan:
        if step.fromMs <= at_ms:
            watts = step.W
    return watts if one.startMs <= at_ms < one.endMs else 0


def planned_j(one, from_ms, to_ms):
    """The energy planned in a stretch of time."""
    edges = sorted({from_ms, to_ms, *(s.fromMs for s in one.plan), one.startMs, one.endMs})
    edges = [at for at in edges if from_ms <= at <= to_ms]
    return sum(planned_w(one, at) * (then - at) / 1000 for at, then in zip(edges, edges[1:]))


def _given_up_ms(esci, one):
    event = events.find(esci, one.eventId, one.pevId)
    ends = [one.endMs] + ([event.cancelMs] if event and event.cancelMs else [])
    by = min(ends) + esci.parameter_ms("P_T_STOP") + _GRACE_MS
    return min(by, one.overByMs) if one.overByMs else by


def wakes(esci):
    """When a dispatch is over although nobody said so."""
    return [_given_up_ms(esci, one) for one in esci.state.dispatches.values() if one.phase == "live"]


def wake(esci):
    """Ends it."""
    for one in esci.state.dispatches.values():
        if one.phase == "live" and _given_up_ms(esci, one) <= esci.now:
            over(esci, one)
