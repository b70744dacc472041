"""The ESCI: where each message and each stimulus goes.

What is addressed to it is answered here; what is addressed to a vehicle or to the utility is passed on by `relay.py`.
"""

from link import inbox
from link.device import Device
from link.parameters import ack_s, parameter

from . import (
    attestation,
    availability,
    backup,
    connection,
    declaration,
    dispatches,
    enrollment,
    events,
    grid,
    island,
    loose,
    meter,
    notices,
    preferences,
    readings,
    relay,
    settlement,
    start,
    stimuli,
    telemetry,
)

_NO_RELAYS = ("pev", "customer", "channel")  # they speak for themselves only


class Esci(Device):
    """One ESCI at one instant, `now`, in milliseconds of bench time."""

    role = "esci"
    hello = declaration.hello("AUTO")
    takes = declaration.TAKES
    max_messages_per_s = declaration.MAX_MESSAGES_PER_S
    endless = ("ParticipationNotice", "TerminationNotice", "GenerationStop")
    stimuli = stimuli.STIMULI
    parts = (grid, loose, connection, events, availability, dispatches, telemetry, notices, settlement, island, backup)

    fresh = staticmethod(start.fresh)

    def __init__(self, state, storage, answers=()):
        super().__init__(state, storage, answers)
        self.handlers = {
            "EnrollmentRecord": enrollment.on_record,
            "DischargePreference": preferences.on_preference,
            "IsolationAttestation": attestation.on_attestation,
            "EmergencyGenerationResponse": backup.on_response,
            "EmergencyGenerationStatus": backup.on_status,
            "GenerationStop": backup.on_stop,
            "Receipt": on_receipt,
        }

    def receive(self, params):
        """A `deliver` call; whoever proves who he is has thereby shown a sign of life."""
        link, message = params["link"], inbox.parse(params)
        role = link["principal"].split(":")[2]
        if message is not None and role in _NO_RELAYS and message.source != link["principal"]:
            link = {**link, "credential": "wrong"}
        if link["credential"] == "valid" and role == "pev":
            connection.authenticated(self, link["principal"])
        inbox.receive(self, link, message)
        if link["credential"] == "valid" and role == "utility":
            relay.sign_of_life(self)

    def elsewhere(self, link, message):
        """What is for a vehicle or for the utility."""
        relay.elsewhere(self, message)

    def reaches(self, to):
        """A vehicle is reached while it is plugged in, or always where its path is direct."""
        role, name = to.split(":")[2], to.split(":", 3)[3]
        return role != "pev" or self.state.links.V == "up" or connection.session_of(self, name) is not None

    def gave_up(self, message):
        """What the utility does not hear waits for its next sign of life."""
        if message["destination"].split(":")[2] == "utility":
            self.state.waiting.append(message)
        elif message["type"] == "pr2.EmergencyGenerationRequest.v1":
            backup.unheard(self, message["data"]["requestId"])

    def come_back(self, seen_ms, at):
        """After a restart."""
        start.come_back(self, at)

    def sensed(self, electrical):
        """What the sensors show now."""
        for point, inputs in electrical.items():
            if point in self.state.inputs:
                meter.sensed(self, point, inputs)
                self.state.inputs[point].update(self.record(inputs))
        grid.sensed(self)

    def readings(self, at):
        """What can be read off the ESCI."""
        return readings.at_instant(self, at)

    # What the parts ask of each other

    def parameter_ms(self, name):
        """A duration of the test profile, in whole milliseconds."""
        return int(parameter(self, name) * 1000)

    def ack_ms(self, response_class="SCHEDULED"):
        """How long an answer may take."""
        return int(ack_s(self, response_class) * 1000)

    def bench_ms(self, wall_ms):
        """The bench instant of an instant of its own clock."""
        return wall_ms - self.state.offsetMs


def on_receipt(esci, message):
    """M28 to something that the ESCI itself has said; the outbox knows already."""
    backup.on_receipt(esci, message)
