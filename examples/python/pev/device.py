"""The vehicle: its state, the instants at which it acts unasked, and where each message goes.

Whatever happens, the same is done: bring the state to that instant, take in what is new, then let every part do what is
due, the power after the decisions and the reports after the power.
"""

from . import (
    battery,
    charging,
    control,
    customer,
    dispatch,
    events,
    grid,
    inbox,
    island,
    isolation,
    memory,
    outbox,
    preferences,
    reports,
    run,
    stimuli,
)
from .record import record
from .refusal import Refusal

PARTS = (stimuli, grid, memory, events, run, island, control)
WAKES = (
    *(battery.wakes, grid.wakes, memory.wakes, events.wakes, customer.wakes, run.wakes, charging.wakes, island.wakes),
    *(reports.availability_wakes, outbox.wakes, stimuli.wakes),
)


class Pev:
    """One vehicle at one instant, `now`, in milliseconds of bench time."""

    record = staticmethod(record)

    def __init__(self, state, storage, answers=()):
        self.state = state
        self.storage = storage
        self.answers = memory.Answers(storage, answers)
        self.rate = memory.Rate()
        self.emits = []
        self.follow_ups = []
        self.now = state.reckonedMs
        self.urn = f"urn:pr2:pev:{state.id}"
        self.handlers = {
            "EnergySupplyEvent": events.on_event,
            "DischargePreference": preferences.on_preference,
            "ConnectionNotice": on_connection,
            "AvailabilityRequest": on_availability_request,
            "DispatchRequest": dispatch.on_request,
            "DispatchUpdate": dispatch.on_update,
            "ParticipationNotice": customer.on_notice,
            "EventCancel": events.on_cancel,
            "IsolationStatus": isolation.on_isolation,
            "IsolationAttestation": isolation.on_attestation,
            "GridStatus": isolation.on_grid,
            "EmergencyGenerationRequest": island.on_request,
            "GenerationStop": island.on_stop,
            "Receipt": lambda pev, message: None,
        }

    @property
    def wall(self):
        """The vehicle's own clock, in milliseconds."""
        return self.now + self.state.offsetMs

    def peer(self, role):
        """The urn of the one utility or ESCI that this vehicle knows."""
        return (self.state.peers.get(role) or [f"urn:pr2:{role}:unknown"])[0]

    def handle(self, name, message):
        """Hands a sound message to its part; gives the answer, "TAKEN" for a plain receipt, None for none."""
        handler = self.handlers.get(name)
        if handler is None:
            raise Refusal("E_UNSUPPORTED", f"no use for {name}")
        return handler(self, message)

    # Time

    def next(self):
        """The next instant at which it acts unasked, or None."""
        times = [at for wakes in WAKES for at in wakes(self) if at is not None]
        return max(self.now, min(times)) if times else None

    def bring_to(self, at):
        """Lives through the time up to an instant; what is due at that very instant is left to `settle`."""
        while True:
            due = self.next()
            if due is None or due >= at:
                break
            self._move_to(max(due, self.now))
            self.settle()
        self._move_to(at)

    def _move_to(self, at):
        battery.reckon(self, at)
        self.now = max(self.now, at)

    def settle(self):
        """Lets every part do what is due now."""
        self._follow_up()
        for part in PARTS:
            part.wake(self)
            self._follow_up()
        run.wake_reports(self)
        run.wake(self)  # one that waited for another to end begins at once
        control.wake(self)
        island.wake_report(self)
        reports.wake_availability(self)
        outbox.wake(self)

    def then(self, effect, *arguments):
        """What follows from a message or an action: it is done once the answer is out."""
        self.follow_ups.append((effect, arguments))

    def _follow_up(self):
        while self.follow_ups:
            effect, arguments = self.follow_ups.pop(0)
            effect(self, *arguments)

    # What the parts ask of each other

    def running(self):
        """The dispatch under way, or None."""
        return next((one for one in self.state.dispatches.values() if one.phase in dispatch.RUNS), None)

    def dispatch_of(self, event_id):
        """The dispatch that carries out an event, the live one first; None where there is none."""
        mine = [one for one in self.state.dispatches.values() if one.eventId == event_id]
        return min(mine, key=lambda one: one.phase == "ENDED", default=None)


def on_connection(pev, message):
    """M09: the session begins, and with it the first report (PR2-A-06)."""
    data, cable = message.data, pev.state.cable
    if data.pevId is not None and data.pevId != pev.state.id:
        raise Refusal("E_UNKNOWN_PEV", "another PEV was connected")
    if not pev.state.plugged:
        raise Refusal("E_STATE", "no cable is in")
    cable.update({key: data[key] for key in ("cordsetA", "bidirectional", "inverterAuthorised")})
    cable.v2h = data.capabilities.v2h
    if data.pevId is not None:
        pev.state.session = pev.record({"sessionId": data.sessionId, "evseId": data.evseId})
        pev.then(reports.report_availability)
    return "TAKEN"


def on_availability_request(pev, message):
    """M10: answered with what is true now (PR2-A-07)."""
    if message.data.pevId != pev.state.id:
        raise Refusal("E_UNKNOWN_PEV", "another PEV is meant")
    if not pev.state.session:
        raise Refusal("E_NOT_READY", "no session has begun")
    report = reports.availability(pev)
    reports.remember_report(pev, report)
    return inbox.reply(pev, message, "AvailabilityReport", report)
