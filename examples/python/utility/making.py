"""What the operator orders: an event is made, or changed, and its power divided (PR2-A-09, A-14)."""

from link.clock import parse_time
from link.refusal import Refusal

from . import alerts, dispatch, enrollment, events, notice, places, plan, precedence, preferences, share, states

_RUNNING_FIXED = ("start", "durationS", "targets", "responseClass")


def create(utility, params):
    """The operator's wish becomes an event; what it leaves out is decided here."""
    if params.eventId in utility.state.events:
        raise Refusal("E_DUPLICATE", "there is such an event")
    if params.sink not in (None, "GRID"):
        raise Refusal("E_UNSUPPORTED", "events feed the grid")
    start_ms = parse_time(params.start)
    named = [one.pevId for one in params.targets or []]
    event = utility.record({name: params[name] for name in events.TOLD if name in params})
    event.programId = event.programId or enrollment.program_for(utility, named, start_ms)
    lead_s = (start_ms - utility.wall) / 1000
    event.revision, event.order, event.phase = 0, len(utility.state.events), "DRAFT"
    event.noticeClass = notice.class_of(utility, lead_s)
    event.serviceType = event.serviceType or ("EMERGENCY" if event.noticeClass == "EMERGENCY" else "ENERGY_DR")
    event.reason = event.reason or ("CAPACITY" if event.noticeClass == "PLANNED" else "RELIABILITY")
    event.responseClass = event.responseClass or notice.response_class(event.serviceType, lead_s)
    event.totals = None if params.totalPowerW is None else [[0, params.totalPowerW]]
    pev_ids = dict.fromkeys(named or enrollment.members(utility, event.programId, start_ms))
    event.targets = {pev_id: _target(utility, event, pev_id) for pev_id in pev_ids if _enrolled(utility, event, pev_id)}
    if not event.targets:
        raise Refusal("E_NOT_ENROLLED", "nobody of these is enrolled at that time")
    if notice.too_short(utility, lead_s, event.reason):
        event.targets = {key: one for key, one in event.targets.items() if _takes_short_notice(utility, one)}
    if not event.targets:
        raise Refusal("E_NOTICE_TOO_SHORT", "this needs more notice, or the grid's need")
    event.targets = utility.record(event.targets)
    _set_powers(utility, event, params.intervals)
    utility.state.events[event.eventId] = utility.record(event)
    events.wake_one(utility, utility.state.events[event.eventId])


def _target(utility, event, pev_id):
    record = enrollment.of(utility, pev_id, event.programId)
    return {"pevId": pev_id, "customerId": record.customerId if record else "", "phase": "PENDING"}


def _enrolled(utility, event, pev_id):
    """Enrolled at the start, and not asked more often this year than agreed."""
    record, start_ms = enrollment.of(utility, pev_id, event.programId), parse_time(event.start)
    if record is None or not enrollment.covers(record, start_ms):
        return False
    year = event.start[:4]
    others = [
        one
        for one in utility.state.events.values()
        if pev_id in one.targets and one.start[:4] == year and one.eventId != event.eventId and one.phase != "CANCELLED"
    ]
    return record.maxEventsPerYear is None or len(others) < record.maxEventsPerYear


def _takes_short_notice(utility, target):
    preference = preferences.current(utility, target["customerId"])
    return bool(preference and preference.acceptShortNotice)


def _set_powers(utility, event, intervals):
    """Each target's steps: those ordered, or its share of a total, or what is known to be there."""
    if intervals:
        try:
            steps = plan.from_intervals(intervals, event.durationS)
        except ValueError as error:
            raise Refusal("E_SCHEMA", str(error)) from None
        for target in event.targets.values():
            target.steps = target.ordered = steps
        return
    able = {key: _able(utility, event, key) for key, one in event.targets.items() if one.phase not in states.TARGET_OUT}
    if event.totals is None:
        powers = {pev_id: min(most, 1000) for pev_id, (_, most) in able.items()}
    else:
        powers = share.divide(event.totals[-1][1], able)
    for pev_id, target in event.targets.items():
        target.steps = target.ordered = [[0, powers.get(pev_id, 0)]]


def _able(utility, event, pev_id):
    """(least, most) watts over the whole event by the last report; no bound where there is none."""
    report = places.of(utility, pev_id).report
    if report is None:
        return 1, 1_000_000
    return report.minDischargeW, min(report.maxDischargeW, report.availableEnergyWh * 3600 // event.durationS)


def change(utility, params):
    """The operator changes an event: the next revision of it goes to everybody."""
    event = events.named(utility, params.eventId)
    patch = params.patch
    if event.phase in states.RUNNING and any(name in patch for name in _RUNNING_FIXED):
        raise Refusal("E_STATE", "the event runs: only its power can be changed now")
    if "start" in patch and parse_time(patch.start) < parse_time(event.start):
        _check_notice(utility, event, patch)
    fields = {name: patch[name] for name in events.TOLD if name in patch}
    draft = utility.record({**event, **fields})
    leaving = []
    if "targets" in patch:
        leaving = _retarget(utility, draft, [one.pevId for one in patch.targets])
    _repower(utility, draft, patch)
    event.update(draft)
    if not event.announced:
        return
    for pev_id in leaving:
        events.withdraw(utility, event, pev_id, "OPERATOR")
    event.revision += 1
    precedence.settle(utility, event)
    fresh = [one for one in event.targets.values() if not one.told and one.phase not in states.TARGET_FINAL]
    again = [one for one in event.targets.values() if one.told and one.phase not in states.TARGET_FINAL]
    for target in again:
        events.send_event(utility, event, target)
    alerts.announce(utility, event, "CHANGE", [one.customerId for one in again])
    events.tell(utility, event, fresh)
    dispatch.replanned(utility, event)


def _check_notice(utility, event, patch):
    lead_s = (parse_time(patch.start) - utility.wall) / 1000
    if notice.too_short(utility, lead_s, patch.reason or event.reason):
        raise Refusal("E_NOTICE_TOO_SHORT", "the earlier start leaves too little notice")
    patch_class = notice.class_of(utility, lead_s)
    if notice.least_lead_s(utility, patch_class) < notice.least_lead_s(utility, event.noticeClass):
        event.noticeClass = patch_class


def _retarget(utility, draft, pev_ids):
    """Those who come in are added; gives those who go."""
    for pev_id in pev_ids:
        if pev_id not in draft.targets and _enrolled(utility, draft, pev_id):
            draft.targets[pev_id] = utility.record(_target(utility, draft, pev_id))
    return [pev_id for pev_id in draft.targets if pev_id not in pev_ids]


def _repower(utility, draft, patch):
    if "intervals" in patch or draft.totals is not None or any(one.steps is None for one in draft.targets.values()):
        _set_powers(utility, draft, patch.intervals)
    elif "durationS" in patch:
        for target in draft.targets.values():
            kept = [step for step in target.ordered if step[0] < draft.durationS * 1000]
            target.steps = target.ordered = kept
