"""What this PEV says of itself: the answer to hello, its ICS and its IXIT. `ics.yaml` says the same for `--ics`."""

IDENTITY = {"vendor": "Example Motors", "product": "Python PEV", "version": "1.0.0"}
CLASSES = ["SCHEDULED", "RESERVE", "EMERGENCY", "FAST", "REGULATION"]
MAX_MESSAGES_PER_S = 20

_ANYBODY = {"utility", "esci", "pev", "customer", "channel"}

# The messages that it takes, and whose it is to write each (PR2-X-01).
TAKES = {
    **dict.fromkeys(("EnergySupplyEvent", "DispatchRequest", "DispatchUpdate", "EventCancel"), {"utility"}),
    **dict.fromkeys(("ConnectionNotice", "IsolationStatus", "GridStatus"), {"esci"}),
    **dict.fromkeys(("EmergencyGenerationRequest", "GenerationStop"), {"esci"}),
    "AvailabilityRequest": {"utility", "esci"},
    **dict.fromkeys(("DischargePreference", "ParticipationNotice", "IsolationAttestation"), {"esci", "customer"}),
    "Receipt": _ANYBODY,
}

ICS = {
    "role": "pev",
    "identity": IDENTITY,
    "scenarios": ["PR2-A", "PR2-B"],
    "sinks": ["GRID", "HOME"],
    "responseClasses": CLASSES,
    "phases": 1,
    "hasIce": True,
    "externalOptOut": True,
    "maxMessagesPerS": MAX_MESSAGES_PER_S,
    "randomisation": "none",
}

IXIT = {"role": "pev", "capacityWh": 60000, "efficiency": 0.9}

STIMULI = [
    *("plug-in", "unplug", "unlock", "bounce", "opt-out", "opt-in", "override", "user-stop", "set-preference"),
    *("set-soc", "drive", "derate", "departure", "power-fault", "clear-fault", "clock-step", "secret-canary"),
    *("attest", "load", "ice", "matched-load"),
]

READINGS = [
    *("powerW", "slopeWps", "exportJ", "importJ", "batteryJ", "soc", "contactor", "plug", "mode", "state"),
    *("wallTime", "islandVoltageV", "islandFrequencyHz", "iceRunning", "fuelPct"),
]

SENSES = ["voltageV", "frequencyHz", "gridPresent"]

HELLO = {
    "protocol": 1,
    "identity": IDENTITY,
    "roles": ["pev"],
    "clock": {"kind": "virtual"},
    "stimuli": STIMULI,
    "readings": READINGS,
    "senses": SENSES,
    "queries": [],
    "restart": "kill",
    "ics": ICS,
    "ixit": IXIT,
}
