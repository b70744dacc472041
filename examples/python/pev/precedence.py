"""Which of two events goes first where they meet (PR2-X-06)."""

from link.refusal import Refusal

from . import run


def _rank(event):
    """Emergency before reliability before economy."""
    if event.noticeClass == "EMERGENCY" or event.serviceType == "EMERGENCY":
        return 2
    return 1 if event.reason == "RELIABILITY" else 0


def outranks(event, other, running):
    """Whether an event goes before another: by class, by stated priority; before it has begun by age and by id too."""
    if _rank(event) != _rank(other):
        return _rank(event) > _rank(other)
    priorities = (event.priority or 0, other.priority or 0)
    if priorities[0] != priorities[1]:
        return priorities[0] > priorities[1]
    if running:
        return False
    if event.announcedWallMs != other.announcedWallMs:
        return event.announcedWallMs < other.announcedWallMs
    return event.eventId < other.eventId


def _in_the_way(pev, event, begin_ms, end_ms):
    """Dispatches of other events that meet this stretch of time."""
    for dispatch in pev.state.dispatches.values():
        if dispatch.phase == "ENDED" or dispatch.eventId == event.eventId and dispatch.phase == "PENDING":
            continue
        if dispatch.startMs < end_ms and begin_ms < dispatch.endMs:
            yield dispatch


def check(pev, event, begin_ms, end_ms):
    """Refuses a request that meets one that goes first."""
    for dispatch in _in_the_way(pev, event, begin_ms, end_ms):
        other = pev.state.events[dispatch.eventId]
        if other is event or not outranks(event, other, dispatch.phase != "PENDING"):
            raise Refusal("E_STATE", "another dispatch goes first")


def supersede(pev, dispatch_id):
    """Ends what the request that was just accepted goes before."""
    mine = pev.state.dispatches[dispatch_id]
    event = pev.state.events[mine.eventId]
    for dispatch in list(_in_the_way(pev, event, mine.startMs, mine.endMs)):
        if dispatch is not mine:
            run.stop(pev, dispatch, "PREFERENCE", predicted=True)
