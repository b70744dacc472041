"""What an ESCI writes."""

from ..shapes import NAME, REGISTER, SOC, VOLTS, WATT_HOURS, WATTS
from ..shapes import body, flag, many, number, text, time, whole, word

_EVIDENCE = body(
    {
        "kind": word("AUX_CONTACT", "GRID_COUPLING", "DEAD_BUS", "ATTESTATION"),
        "indicates": word("OPEN", "CLOSED", "UNKNOWN"),
    },
    {"at": time},
)

BODIES = {
    "ConnectionNotice": body(
        {
            **{"sessionId": NAME, "evseId": NAME},
            "location": word("L1", "L2", "L3", "L4"),
            "architecture": word("S1", "S2", "S3"),
            "capabilities": body({"v2g": flag, "v2h": flag}),
            "bidirectional": flag,
            "cordsetA": number(0, 1000, or_null=True),
            "inverterAuthorised": flag,
        },
        {"pevId": NAME},
    ),
    "EventReport": body(
        {
            **{"pevId": NAME, "eventId": NAME},
            "outcome": word("COMPLETED", "PARTIAL", "OPTED_OUT", "TERMINATED", "CANCELLED", "NOT_DELIVERED"),
            "quality": word("MEASURED", "ESTIMATED"),
            **{"requestedWh": WATT_HOURS, "deliveredWh": WATT_HOURS, "participation": number(0, 1)},
            **{"startRegister": REGISTER, "endRegister": REGISTER},
            "deviations": many(0, 1000, body({})),
        },
        {"reason": text(r"(?s:.{1,256})"), "responseTimes": body({})},
    ),
    "IsolationStatus": body(
        {
            "switchId": NAME,
            "type": word("AUTO", "MANUAL"),
            "position": word("OPEN", "CLOSED", "UNKNOWN"),
            "evidence": many(0, 16, _EVIDENCE),
            "asOf": time,
            "gridPresent": flag,
            "premisesV": number(0, 1500, or_null=True),
        }
    ),
    "GridStatus": body(
        {"state": word("IN_RANGE", "OUT", "ABSENT"), "sinceS": number(0, 1e9)},
        {"V": VOLTS, "f": number(0, 100)},
    ),
    "EmergencyGenerationRequest": body(
        {
            "requestId": NAME,
            "sink": word("HOME"),
            "nominalV": number(50, 1000),
            "nominalHz": number(45, 65),
            "maxW": WATTS,
            "socFloor": SOC,
            "isolationRef": NAME,
        },
        {"maxDurationS": whole(1, 31_536_000)},
    ),
    "GenerationStop": body({"requestId": NAME, "reason": text(r"[A-Z][A-Z0-9_]{1,39}")}),
}
