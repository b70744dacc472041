"""A dispatch from its start to its end (steps 7 to 9): what happens when its instants come."""

from link.ids import uniform
from link.parameters import parameter

from . import battery, dispatch as commands, ending, grid, reports


def wakes(pev):
    """Instants at which a dispatch begins, changes, runs out, is metered, confirmed or ends."""
    times = []
    for dispatch in pev.state.dispatches.values():
        if dispatch.phase == "PENDING":
            times.append(dispatch.startMs)
        elif dispatch.phase in commands.RUNS:
            times += [dispatch.endMs, dispatch.meterMs]
            if dispatch.later:
                times.append(dispatch.later.atMs)
            if dispatch.phase == "RUNNING":
                times += [dispatch.deadlineMs, *ending.wakes(pev, dispatch)]
            due = reports.confirmation_due(pev, dispatch, commands.setpoint_w(pev, dispatch))
            if due and dispatch.phase != "STOPPING":
                times.append(due[0])
    return [at for at in times if at > pev.now]


def wake(pev):
    """Does for each dispatch what is due."""
    for dispatch in list(pev.state.dispatches.values()):
        if dispatch.phase == "PENDING" and pev.now >= dispatch.startMs:
            _begin(pev, dispatch)
        if dispatch.phase in ("RUNNING", "STANDBY"):
            _go_on(pev, dispatch)


def _begin(pev, dispatch):
    if pev.running():
        return  # the one before is still on its way to 0 W
    if pev.state.fault or not grid.in_service(pev) or not grid.in_range(pev):
        ending.tell(pev, dispatch, "FAULT" if pev.state.fault else "GRID", False, pev.now)
        finish(pev, dispatch)
        return
    dispatch.phase, dispatch.begun = "RUNNING", True
    dispatch.meterMs = pev.now + reports.meter_interval_ms(pev, dispatch)
    reports.confirm(pev, dispatch, "STARTED")
    reports.meter(pev, dispatch)


def _go_on(pev, dispatch):
    if pev.state.grid.tripped is not None:
        stop(pev, dispatch, "GRID", predicted=False)
        return
    if dispatch.later and pev.now >= dispatch.later.atMs:
        later, dispatch.later = dispatch.later, None
        commands.apply(dispatch, later.powerW, later.revision)
    if pev.now >= dispatch.endMs:
        stop(pev, dispatch, None)
        return
    if dispatch.phase == "RUNNING" and pev.now >= dispatch.deadlineMs:
        ending.tell(pev, dispatch, "WATCHDOG", False, pev.now)
        dispatch.phase, dispatch.notice = "STANDBY", None
    if dispatch.phase == "RUNNING":
        reason = ending.foresee(pev, dispatch)
        if reason:
            dispatch.phase, dispatch.reason = "STOPPING", reason


def stop(pev, dispatch, reason, predicted=True):
    """Ends a dispatch now: told where it ends early, then down to 0 W; one that has not begun is just over."""
    if dispatch.phase in ("STOPPING", "ENDED"):
        return
    if reason:
        if dispatch.phase != "PENDING" or reason in ("RESTART", "PREFERENCE"):
            ending.tell(pev, dispatch, reason, predicted, pev.now)
    if dispatch.phase == "PENDING":
        finish(pev, dispatch)
        return
    dispatch.phase, dispatch.reason = "STOPPING", reason or "END"


def stop_event(pev, event_id, reason):
    """Ends what is done for an event."""
    for dispatch in pev.state.dispatches.values():
        if dispatch.eventId == event_id:
            stop(pev, dispatch, reason)


def finish(pev, dispatch):
    """The power is gone: M13 ENDED with the final register, and the delay before charging (PR2-A-23)."""
    state = pev.state
    dispatch.phase, dispatch.later = "ENDED", None
    more = {}
    if dispatch.begun:
        delay_s = round(uniform(pev, "rebound", parameter(pev, "P_REBOUND")), 1)
        state.reboundMs = pev.now + int(delay_s * 1000)
        more["reboundDelayS"] = delay_s
        reports.meter(pev, dispatch)
    reports.confirm(pev, dispatch, "ENDED", **more)


def wake_reports(pev):
    """After the power was set: confirmations and telemetry that are due, and the end of what has come to 0 W."""
    for dispatch in list(pev.state.dispatches.values()):
        if dispatch.phase == "STOPPING" and battery.is_dead(pev):
            finish(pev, dispatch)
        if dispatch.phase not in commands.RUNS:
            continue
        if pev.now >= dispatch.meterMs:
            dispatch.meterMs += reports.meter_interval_ms(pev, dispatch)
            reports.meter(pev, dispatch)
        if dispatch.phase == "STOPPING":
            continue
        due = reports.confirmation_due(pev, dispatch, commands.setpoint_w(pev, dispatch))
        if due and pev.now >= due[0]:
            dispatch.confirmed = due[2]
            reports.confirm(pev, dispatch, due[1])
