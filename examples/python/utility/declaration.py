"""What this utility says of itself: the answer to hello, its ICS and its IXIT. `utility-ics.yaml` says the same."""

IDENTITY = {"vendor": "Example Power", "product": "Python Utility", "version": "1.0.0"}
CLASSES = ["SCHEDULED", "RESERVE", "EMERGENCY", "FAST", "REGULATION"]
CHANNELS = ["SMS", "EMAIL", "WEB", "APP", "PHONE"]
MAX_MESSAGES_PER_S = 30

ICS = {
    "role": "utility",
    "identity": IDENTITY,
    "scenarios": ["PR2-A"],
    "sinks": ["GRID"],
    "responseClasses": CLASSES,
    "channels": CHANNELS,
    "maxMessagesPerS": MAX_MESSAGES_PER_S,
    "randomisation": "none",
}

IXIT = {"role": "utility", "bootS": 5}

_ANYBODY = {"utility", "esci", "pev", "customer", "channel"}

# The messages that it takes, and whose it is to write each (PR2-X-01).
TAKES = {
    **dict.fromkeys(("EventResponse", "AvailabilityReport", "DispatchResponse", "DispatchConfirmation"), {"pev"}),
    "ParticipationNotice": {"pev"},
    **dict.fromkeys(("TerminationNotice", "EnergyTelemetry"), {"pev", "esci"}),
    **dict.fromkeys(("ConnectionNotice", "EventReport"), {"esci"}),
    "NotificationPreference": {"customer"},
    "AlertReceipt": {"channel"},
    "Receipt": _ANYBODY,
}

HELLO = {
    "protocol": 1,
    "identity": IDENTITY,
    "roles": ["utility"],
    "clock": {"kind": "virtual"},
    "stimuli": [
        *("create-event", "change-event", "cancel-event", "change-request", "ask-availability"),
        *("enroll", "revoke-enrollment", "clock-step", "secret-canary"),
    ],
    "readings": ["wallTime"],
    "senses": [],
    "queries": ["notificationHistory", "alertOutcomes", "eventStates"],
    "restart": "kill",
    "ics": ICS,
    "ixit": IXIT,
}
