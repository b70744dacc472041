"""What this ESCI says of itself: the answer to hello, and its ICS. `esci-ics.yaml` says the same for `--ics`."""

IDENTITY = {"vendor": "Example Premises", "product": "Python ESCI", "version": "1.0.0"}
MAX_MESSAGES_PER_S = 12

# The messages that it takes or passes on, and whose each is to write (PR2-X-01); what is an ESCI's comes from itself.
TAKES = {
    **dict.fromkeys(("EnrollmentRecord", "EnergySupplyEvent", "AvailabilityRequest", "DispatchRequest"), {"utility"}),
    **dict.fromkeys(("DispatchUpdate", "EventCancel"), {"utility"}),
    **dict.fromkeys(("EventResponse", "AvailabilityReport", "DispatchResponse", "DispatchConfirmation"), {"pev"}),
    **dict.fromkeys(("ParticipationNotice", "TerminationNotice", "EnergyTelemetry"), {"pev"}),
    **dict.fromkeys(("EmergencyGenerationResponse", "EmergencyGenerationStatus", "GenerationStop"), {"pev"}),
    **dict.fromkeys(("ConnectionNotice", "IsolationStatus", "GridStatus", "EmergencyGenerationRequest"), set()),
    "EventReport": set(),
    "DischargePreference": {"customer"},
    "IsolationAttestation": {"customer", "pev"},
    "Receipt": {"utility", "pev", "customer"},
}

STIMULI = [
    *("plug-in", "unplug", "bounce", "opt-out", "opt-in", "override", "set-preference", "attest", "derate"),
    "clear-fault",
    *("commissioning", "meter-fault", "clock-step", "secret-canary"),
]

READINGS = [
    *("powerW", "exportJ", "importJ", "plug", "voltageV", "frequencyHz", "gridPresent", "switchPosition"),
    *("switchCommand", "switchAux", "busV", "state", "wallTime"),
]

SENSES = ["powerW", "slopeWps", "exportJ", "importJ", "voltageV", "frequencyHz", "gridPresent", "plug", "switch"]


def ics(switch_type):
    """The conformance statement, for a site with that kind of switch."""
    return {
        "role": "esci",
        "identity": IDENTITY,
        "scenarios": ["PR2-A", "PR2-B"],
        "sinks": ["GRID", "HOME"],
        "switchType": switch_type,
        **({"attestationAt": "BOTH"} if switch_type == "MANUAL" else {}),
        "closedTransition": False,
        "directPath": False,
        "evseCount": 4,
        "externalOptOut": True,
        "maxMessagesPerS": MAX_MESSAGES_PER_S,
    }


def hello(switch_type):
    """The answer to hello."""
    return {
        "protocol": 1,
        "identity": IDENTITY,
        "roles": ["esci"],
        "clock": {"kind": "virtual"},
        "stimuli": STIMULI,
        "readings": READINGS,
        "senses": SENSES,
        "queries": [],
        "restart": "kill",
        "ics": ics(switch_type),
    }
