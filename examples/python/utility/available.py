"""What may be asked of a PEV: never more than it reported, nor than it agreed to (PR2-A-15)."""

from . import enrollment, events, places, plan, share, states


def may_ask(utility, event, target):
    """Whether a PEV can be asked now: it agreed, is enrolled still, is where it may be, is ready, and that is known freshly."""
    place = places.of(utility, target.pevId)
    return (
        not event.silent
        and target.phase in ("OPTED_IN", "PARTIAL")
        and not target.asked
        and enrollment.holds(utility, target.pevId, event)
        and places.permits(utility, target.pevId, event.programId) is True
        and bool(place.capable)
        and places.is_fresh(utility, target.pevId)
        and place.report.readiness.state == "READY"
        and event.responseClass in place.report.classes
    )


def energy_left(utility, event, target):
    """Watt-milliseconds that a PEV still has for this event: what it reported, less what was asked of it since."""
    report = places.of(utility, target.pevId).report
    left = report.availableEnergyWh * plan.WH
    for other in utility.state.events.values():
        theirs = other.targets.get(target.pevId)
        if theirs is None or not theirs.dispatch or theirs.dispatch.over:
            continue
        start = events.start_ms(utility, other)
        until_ms = utility.now - start if other is event else other.durationS * 1000
        left -= plan.energy(theirs.steps, max(0, report.asOfMs - start), max(0, until_ms))
    if target.acceptedWh is not None:
        given = plan.energy(target.steps, 0, max(0, utility.now - events.start_ms(utility, event)))
        left = min(left, target.acceptedWh * plan.WH - (given if target.dispatch else 0))
    return max(0, left)


def most_w(utility, event, target):
    """The highest power that may be asked of a PEV."""
    report = places.of(utility, target.pevId).report
    limits = [report.maxDischargeW, target.acceptedW, target.heldToW, target.overrideW if event.totals else None]
    most = min(one for one in limits if one is not None)
    for other in utility.state.events.values():
        theirs = other.targets.get(target.pevId)
        if other is not event and theirs is not None and theirs.dispatch and not theirs.dispatch.over and (
            events.start_ms(utility, other) < events.end_ms(utility, event)
            and events.start_ms(utility, event) < events.end_ms(utility, other)
        ):
            most -= max(power for _, power in theirs.steps)
    return max(0, most)


def fit(utility, event, target):
    """Cuts what is still to come down to what the PEV can give."""
    from_ms = max(0, utility.now - events.start_ms(utility, event))
    report = places.of(utility, target.pevId).report
    if report is None:
        return
    steps = plan.capped(target.steps, from_ms, most_w(utility, event, target))
    level = plan.level_within(steps, from_ms, event.durationS * 1000, energy_left(utility, event, target))
    target.steps = plan.without_crumbs(plan.capped(steps, from_ms, level), from_ms, report.minDischargeW)


def divide(utility, event, also=()):
    """Divides what is left of a total among those who take part and those who are about to."""
    taking = [*states.live(event), *also]
    remaining_ms = max(1, events.end_ms(utility, event) - max(utility.now, events.start_ms(utility, event)))
    able = {}
    for target in taking:
        most = min(most_w(utility, event, target), energy_left(utility, event, target) // remaining_ms)
        able[target.pevId] = (places.of(utility, target.pevId).report.minDischargeW, most)
    shares = share.divide(event.totals[-1][1], able)
    from_ms = max(0, utility.now - events.start_ms(utility, event))
    for target in taking:
        target.steps = plan.changed(target.steps, from_ms, lambda _, watts=shares[target.pevId]: watts)
