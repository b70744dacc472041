"""The vehicle: its state, the instants at which it acts unasked, and where each message goes.

The power is set after the decisions, and the reports are made after the power.
"""

from link import inbox, memory, outbox
from link.device import Device
from link.refusal import Refusal

from . import (
    battery,
    charging,
    control,
    customer,
    declaration,
    dispatch,
    events,
    grid,
    island,
    isolation,
    preferences,
    readings,
    reports,
    run,
    start,
    stimuli,
)

PARTS = (stimuli, grid, memory, events, run, island, control)
WAKES = (
    *(battery.wakes, grid.wakes, memory.wakes, events.wakes, customer.wakes, run.wakes, charging.wakes, island.wakes),
    *(reports.availability_wakes, outbox.wakes, stimuli.wakes),
)


class Pev(Device):
    """One vehicle at one instant, `now`, in milliseconds of bench time."""

    role = "pev"
    hello = declaration.HELLO
    takes = declaration.TAKES
    max_messages_per_s = declaration.MAX_MESSAGES_PER_S
    endless = ("ParticipationNotice",)
    stimuli = stimuli.STIMULI

    fresh = staticmethod(start.fresh)

    def __init__(self, state, storage, answers=()):
        super().__init__(state, storage, answers)
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

    def come_back(self, seen_ms, at):
        """After a restart."""
        start.come_back(self, seen_ms, at)

    def reaches(self, to):
        """There is a way to the ESCI by the cable, or always where the path is direct."""
        return self.state.plugged or self.state.links.V == "up"

    def sensed(self, electrical):
        """The grid's new figures."""
        grid.sensed(self, electrical)

    def readings(self, at):
        """What can be read off the vehicle."""
        return readings.at_instant(self, at)

    def move_to(self, at):
        """Time passes: the battery is reckoned up to it."""
        battery.reckon(self, at)
        super().move_to(at)

    def wakes(self):
        """The instants at which some part acts unasked."""
        return [at for wakes in WAKES for at in wakes(self)]

    def settle(self):
        """Lets every part do what is due now."""
        self.follow_up()
        for part in PARTS:
            part.wake(self)
            self.follow_up()
        run.wake_reports(self)
        run.wake(self)  # one that waited for another to end begins at once
        control.wake(self)
        island.wake_report(self)
        reports.wake_availability(self)
        outbox.wake(self)

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
