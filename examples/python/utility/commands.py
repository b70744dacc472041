"""Commands to a PEV that discharges: renewals, planned changes, and those of the operator (M14; PR2-A-22, X-05)."""

from link.clock import format_time
from link.outbox import send
from link.refusal import Refusal

from . import available, dispatch, events, plan, running, states

_RENEW = 0.9  # of the interval ordered, so that two lost renewals leave the third in time
_AHEAD_MS = 5000  # how long before it holds a planned change is told


def follow(utility, event, target):
    """Tells a PEV the power of this instant, if it was told another."""
    going = target.dispatch
    offset_ms = max(utility.now, going.aheadMs) - events.start_ms(utility, event)
    power_w = plan.power_at(target.steps, offset_ms)
    if power_w != going.toldW:
        _update(utility, event, target, power_w)


def _update(utility, event, target, power_w, effective_ms=None):
    """M14 with the next revision."""
    going = target.dispatch
    going.revision += 1
    going.sent[str(going.revision)] = going.toldW
    going.toldW, going.commandMs = power_w, utility.now
    body = {"dispatchId": going.dispatchId, "revision": going.revision, "dischargePowerW": power_w}
    body["validForS"] = dispatch.valid_for_s(utility)
    if effective_ms is not None:
        body["effectiveAt"] = format_time(effective_ms + utility.state.offsetMs)
        going.aheadMs = effective_ms
    to = f"urn:pr2:pev:{target.pevId}"
    send(utility, "DispatchUpdate", body, to, event.eventId, response_class=event.responseClass)


def change_request(utility, params):
    """The operator changes the power of an event under way: of one PEV, of each, or of all together."""
    event = events.named(utility, params.eventId)
    going = [one for one in states.live(event) if params.pevId in (None, one.pevId)]
    if not going:
        raise Refusal("E_STATE", "nobody is asked for anything now")
    power_w, from_ms = params.dischargePowerW, utility.now - events.start_ms(utility, event)
    if event.totals is not None and params.pevId is None:
        event.totals = plan.set_until_next(event.totals, from_ms, power_w)
        dispatch.share_again(utility, event)
    else:
        for target in going:
            _check(utility, event, target, power_w)
        for target in going:
            target.ordered = plan.set_until_next(target.ordered, from_ms, power_w)
            target.steps = plan.set_until_next(target.steps, from_ms, power_w)
            follow(utility, event, target)
    if event.phase == "ACTIVE":
        event.phase = "UPDATING"


def _check(utility, event, target, power_w):
    """The panel refuses what the PEV cannot give (PR2-A-15)."""
    from_ms, to_ms = max(0, utility.now - events.start_ms(utility, event)), event.durationS * 1000
    if power_w > available.most_w(utility, event, target):
        raise Refusal("E_POWER_EXCEEDS", "more than the PEV can give")
    steps = plan.set_until_next(target.steps, from_ms, power_w)
    if plan.energy(steps, from_ms, to_ms) > available.energy_left(utility, event, target):
        raise Refusal("E_ENERGY_EXCEEDS_AVAILABLE", "more than the PEV has")


def _renewal_ms(utility, going):
    return going.commandMs + int(_RENEW * 1000 * min(utility.state.refreshS, dispatch.valid_for_s(utility) / 3))


def _running(utility):
    for event in list(utility.state.events.values()):
        if event.phase in ("ARMED", *states.RUNNING) and not event.silent:
            for target in states.live(event):
                yield event, target


def _step_ahead(utility, event, target):
    """(instant, watts) of the next planned change that is not told yet, or None."""
    start, going = events.start_ms(utility, event), target.dispatch
    step = plan.next_step(target.steps, max(utility.now, going.aheadMs) - start)
    return (start + step[0], step[1]) if step and start + step[0] < events.end_ms(utility, event) else None


def wakes(utility):
    """Planned changes, renewals, and ends that were foretold."""
    times = []
    for event, target in _running(utility):
        going, step = target.dispatch, _step_ahead(utility, event, target)
        times.append(going.leavesMs)
        if going.accepted:
            times.append(step[0] - _AHEAD_MS if step else None)
            renewal_ms = max(_renewal_ms(utility, going), going.aheadMs)
            times.append(renewal_ms if renewal_ms < events.end_ms(utility, event) else None)
    return times


def wake(utility):
    """Does what is due."""
    for event, target in _running(utility):
        going = target.dispatch
        if going.leavesMs is not None and going.leavesMs <= utility.now:
            running.ended(utility, event, target)
            continue
        if not going.accepted or utility.now >= events.end_ms(utility, event):
            continue
        step = _step_ahead(utility, event, target)
        if step and step[0] - _AHEAD_MS <= utility.now:
            _update(utility, event, target, step[1], max(step[0], utility.now))
        elif max(_renewal_ms(utility, going), going.aheadMs) <= utility.now:
            _update(utility, event, target, going.toldW)
