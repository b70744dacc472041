"""The customer's word on an event: out, in with less, or in again (step 8).

What counts is when the customer acted, wherever that was; of two actions at the same time the more restrictive one
(PR2-A-20). A stop holds for the rest of the event.
"""

from link.clock import format_time, parse_time
from link.outbox import to_utility
from link.refusal import Refusal

from . import battery, events, preferences, run

_STRICT = {"OPT_IN": 0, "OVERRIDE": 1, "OPT_OUT": 2}


def on_notice(pev, message):
    """M15: what the customer did elsewhere; news that came late changes nothing."""
    data = message.data
    if data.pevId != pev.state.id:
        raise Refusal("E_UNKNOWN_PEV", "this notice is for another PEV")
    if data.action == "OVERRIDE" and not data.limits:
        raise Refusal("E_SCHEMA", "limits is missing")
    event = _open_event(pev, data.eventId, data.action)
    _apply(pev, event, data.action, parse_time(data.sourceTime), data.limits)
    return "TAKEN"


def act(pev, event_id, action, source, limits=None):
    """The customer acts at the vehicle: it is done first, and the utility is told (PR2-A-11)."""
    event = _open_event(pev, event_id, action)
    notice = {"pevId": pev.state.id, "eventId": event_id, "action": action, "source": source}
    notice["sourceTime"] = format_time(pev.wall)
    if limits is not None:
        notice["limits"] = limits
    to_utility(pev, "ParticipationNotice", notice, event_id, response_class="SCHEDULED")
    undecided = event.decision == "UNDECIDED"
    _apply(pev, event, action, pev.wall, limits)
    if undecided:
        events.tell_decision(pev, event)


def _open_event(pev, event_id, action):
    event = events.find(pev, event_id)
    if events.is_over(pev, event):
        raise Refusal("E_STATE", "the event has ended")
    if action == "OPT_IN" and event.out and pev.now >= events.start_ms(pev, event):
        raise Refusal("E_STATE", "who left during an event does not come back into it")
    return event


def _apply(pev, event, action, wall_ms, limits):
    last = event.lastAction
    if last and wall_ms < last.wallMs:
        return
    same = last and wall_ms == last.wallMs
    if same and _STRICT[action] < _STRICT[last.action]:
        return
    event.lastAction = pev.record({"action": action, "wallMs": wall_ms})
    if action == "OPT_OUT":
        event.out, event.customerIn = True, False
        pev.then(run.stop_event, event.eventId, "USER_STOP")
    elif action == "OPT_IN":
        event.out, event.customerIn, event.limits = False, True, None
        if event.decision == "OPT_OUT":
            event.decision = events.decide(pev, event)[0]
    else:
        event.limits = _limits(pev, event.limits if same else None, limits, wall_ms)
        if event.limits.socFloor is not None and battery.soc(pev) <= event.limits.socFloor:
            pev.then(run.stop_event, event.eventId, "PREFERENCE")


def _limits(pev, held, limits, wall_ms):
    """The limits of an override; those of another one at the same instant make it stricter still."""
    fresh = dict(limits)
    if "durationS" in fresh:
        fresh["untilMs"] = wall_ms - pev.state.offsetMs + fresh.pop("durationS") * 1000
    for name, strictest in (("W", min), ("socFloor", max), ("untilMs", max)):
        if held and held.get(name) is not None and name in fresh:
            fresh[name] = strictest(held[name], fresh[name])
        elif held and held.get(name) is not None and name != "untilMs":
            fresh[name] = held[name]
    return pev.record(fresh)


def power_limit_w(pev, event):
    """The most power that an override leaves, or None."""
    limits = event.limits
    if not limits or limits.W is None or (limits.untilMs is not None and pev.now >= limits.untilMs):
        return None
    return limits.W


def floor(pev, event):
    """The floor that holds for an event."""
    own = event.limits.socFloor if event.limits and event.limits.socFloor is not None else 0
    return max(preferences.floor(pev), own)


def wakes(pev):
    """The ends of overrides."""
    limited = [event.limits.untilMs for event in pev.state.events.values() if event.limits]
    return [until for until in limited if until is not None and until > pev.now]


def stop(pev):
    """The stop button: out of the event that runs, and told so."""
    dispatch = pev.running()
    if not dispatch:
        raise Refusal("E_STATE", "nothing runs that could be stopped")
    act(pev, dispatch.eventId, "OPT_OUT", "HMI")
