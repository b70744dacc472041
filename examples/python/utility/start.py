"""The state with which a test case begins, and what is left of it after a restart."""

from link.device import begun
from link.record import record

from . import dispatch, enrollment, events, preferences, states

_REFRESH_S = 20


def fresh(params):
    """The initial state, from the `start` call."""
    given = params["state"]
    at_wall_ms = params["at"] + params["clock"]["offsetMs"]
    return record(
        {
            **begun(params),
            "enrollments": enrollment.known(given.get("enrollments", [])),
            "preferences": preferences.known(given.get("notificationPreferences", []), at_wall_ms),
            "refreshS": given.get("refreshS", _REFRESH_S),
            **{"published": False, "places": {}, "events": {}, "alerts": {}, "waiting": []},
        }
    )


def come_back(utility, at):
    """What is announced goes on; where the commands ran out meanwhile nothing more is asked (PR2-X-12)."""
    gone_ms = utility.state.reckonedMs
    utility.now = utility.state.reckonedMs = at
    for event in utility.state.events.values():
        if event.phase in states.FINAL or at < events.start_ms(utility, event):
            continue
        holds_ms = dispatch.valid_for_s(utility) * 1000
        last_ms = max([one.dispatch.commandMs for one in states.live(event)] or [gone_ms])
        if at > max(last_ms, events.start_ms(utility, event)) + holds_ms:
            event.silent = True
            for target in states.live(event):
                states.leave(target)
                dispatch.say_no_more(utility, event, target.pevId)
