"""The words for the state of an event and of each PEV in it (specification, section 6)."""

FINAL = ("COMPLETED", "CANCELLED", "OPTED_OUT", "SUPERSEDED", "EXPIRED", "FAILED")
RUNNING = ("ACTIVE", "UPDATING")
TARGET_FINAL = ("DONE", "TERMINATED", "UNREACHABLE")
TARGET_OUT = (*TARGET_FINAL, "OPTED_OUT")


def leave(target):
    """A PEV that is taken out of an event, or whose event ends before its time."""
    if target.dispatch:
        target.dispatch.over = True
    if target.phase not in TARGET_OUT:
        target.phase = "TERMINATED"


def live(event):
    """The PEVs that are asked for something now."""
    return [one for one in event.targets.values() if one.dispatch and not one.dispatch.over]
