"""Which of two events has a PEV where both want it (PR2-X-06, D34)."""

from . import events, states


def _rank(event):
    if "EMERGENCY" in (event.noticeClass, event.serviceType):
        return 2
    return 1 if event.reason == "RELIABILITY" else 0


def beats(one, other):
    """By class, then by priority where both state one; equals share the battery."""
    if _rank(one) != _rank(other):
        return _rank(one) > _rank(other)
    return one.priority is not None and other.priority is not None and one.priority > other.priority


def _overlap(utility, one, other):
    start, end = events.start_ms(utility, one), events.start_ms(utility, one) + one.durationS * 1000
    other_start = events.start_ms(utility, other)
    return start < other_start + other.durationS * 1000 and other_start < end


def settle(utility, event):
    """Takes from lower events the PEVs that this one wants, and gives up those that higher ones have."""
    for other in list(utility.state.events.values()):
        if other is event or other.phase in states.FINAL or not other.announced or not _overlap(utility, event, other):
            continue
        for pev_id in [one for one in event.targets if one in other.targets]:
            mine, theirs = event.targets[pev_id], other.targets[pev_id]
            if mine.phase in states.TARGET_OUT or theirs.phase in states.TARGET_OUT:
                continue
            if beats(event, other):
                events.withdraw(utility, other, pev_id, "SUPERSEDED")
            elif beats(other, event):
                events.withdraw(utility, event, pev_id, "SUPERSEDED")
