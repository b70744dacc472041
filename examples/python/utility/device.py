"""The utility: where each message goes, and what it keeps."""

from link.clock import format_time
from link.device import Device

from . import (
    alerts,
    commands,
    declaration,
    dispatch,
    ending,
    enrollment,
    events,
    panel,
    places,
    preferences,
    running,
    start,
    targets,
)

_RECORDS = {
    "notificationHistory": preferences.history,
    "alertOutcomes": alerts.outcomes,
    "eventStates": ending.records,
}


class Utility(Device):
    """One utility at one instant, `now`, in milliseconds of bench time."""

    role = "utility"
    hello = declaration.HELLO
    takes = declaration.TAKES
    max_messages_per_s = declaration.MAX_MESSAGES_PER_S
    stimuli = panel.STIMULI
    parts = (enrollment, events, alerts, dispatch, commands, ending)

    fresh = staticmethod(start.fresh)

    def __init__(self, state, storage, answers=()):
        super().__init__(state, storage, answers)
        self.called = False
        self.handlers = {
            "EventResponse": targets.on_decision,
            "ParticipationNotice": targets.on_participation,
            "AvailabilityReport": _on_availability,
            "ConnectionNotice": _on_connection,
            "DispatchResponse": running.on_response,
            "DispatchConfirmation": running.on_confirmation,
            "TerminationNotice": running.on_termination,
            "EnergyTelemetry": places.on_telemetry,
            "EventReport": ending.on_report,
            "NotificationPreference": preferences.on_preference,
            "AlertReceipt": alerts.on_receipt,
        }

    def bring_to(self, at):
        """The first call after the start lets it speak."""
        self.called = True
        super().bring_to(at)

    def move_to(self, at):
        """Time passes."""
        super().move_to(at)
        self.state.reckonedMs = self.now

    def handle(self, name, message):
        """Hands a sound message to its part."""
        if name == "Receipt":
            asked = self.state.unanswered.get(message.correlationid)
            return targets.on_receipt(self, message, asked["message"] if asked else None)
        return self.handlers[name](self, message)

    def gave_up(self, message):
        """An alert that no channel took is on record as that."""
        if message["type"] == "pr2.CustomerAlert.v1":
            alerts.gave_up(self, message)

    def come_back(self, seen_ms, at):
        """After a restart."""
        self.called = True
        start.come_back(self, at)

    def readings(self, at):
        """Only its clock."""
        return {"wallTime": format_time(at + self.state.offsetMs)}

    def records(self, what):
        """What it keeps."""
        return _RECORDS[what](self) if what in _RECORDS else None


def _on_connection(utility, message):
    """M09: what waited for a PEV to be where it may be asked goes out."""
    answer = places.on_connection(utility, message)
    if message.data.pevId is not None:
        utility.then(events.moved, message.data.pevId)
    return answer


def _on_availability(utility, message):
    """M08: somebody may be asked now, or has less left than is asked of it."""
    answer = places.on_report(utility, message)
    utility.then(dispatch.reported, message.data.pevId)
    return answer
