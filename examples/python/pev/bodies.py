"""The bodies of the messages that a PEV takes, by the name in the envelope's type (specification, section 5)."""

from .shapes import (
    CLASS,
    NAME,
    REVISION,
    SECONDS,
    SOC,
    VOLTS,
    WATTS,
    body,
    either,
    flag,
    many,
    number,
    text,
    time,
    whole,
    word,
)

_CLOCK = text(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_WINDOW = either(
    lambda value: "daily" if isinstance(value, dict) and "from" in value else "single",
    daily=body({"from": _CLOCK, "to": _CLOCK, "tz": text(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")}),
    single=body({"start": time, "durationS": whole(1, 31_536_000)}),
)

PREFERENCE = {
    "enabled": flag,
    "socFloor": number(10, 90),
    "maxDischargeW": WATTS,
    "windows": many(0, 64, _WINDOW),
    "departure": time,
    "departureSoc": SOC,
    "backupEnabled": flag,
    "autoOptIn": flag,
    "acceptShortNotice": flag,
}

LIMITS = body({}, {"W": WATTS, "durationS": whole(0, 86_400), "socFloor": SOC})

BODIES = {
    "EnergySupplyEvent": body(
        {
            "eventId": NAME,
            "revision": REVISION,
            "programId": NAME,
            "serviceType": word("ENERGY_DR", "SPINNING", "REGULATION", "EMERGENCY", "BACKUP"),
            "reason": word("PEAK", "CAPACITY", "PRICE", "RELIABILITY", "TEST"),
            "noticeClass": word("PLANNED", "DAY_OF", "EMERGENCY"),
            "targets": many(1, 10_000, body({"pevId": NAME})),
            "start": time,
            "durationS": SECONDS,
            "intervals": many(
                1, 96, body({"offsetS": whole(0, 86_400), "durationS": SECONDS, "dischargePowerW": WATTS})
            ),
            "responseClass": CLASS,
        },
        {
            "randomizeStartS": whole(0, 3600),
            "priority": whole(0, 10),
            "allowPartial": flag,
            "meteringPointId": NAME,
            "optOutUntil": time,
        },
    ),
    "DischargePreference": body(
        {
            "pevId": NAME,
            "source": word("PEV_HMI", "APP", "ESCI"),
            "version": whole(0, 1_000_000_000),
            "enabled": flag,
            "socFloor": PREFERENCE["socFloor"],
        },
        PREFERENCE,
    ),
    "ConnectionNotice": body(
        {
            "sessionId": NAME,
            "evseId": NAME,
            "location": word("L1", "L2", "L3", "L4"),
            "architecture": word("S1", "S2", "S3"),
            "capabilities": body({"v2g": flag, "v2h": flag}),
            "bidirectional": flag,
            "cordsetA": number(0, 1000, or_null=True),
            "inverterAuthorised": flag,
        },
        {"pevId": NAME},
    ),
    "AvailabilityRequest": body({"pevId": NAME}, {"maxAgeS": number(0, 3600)}),
    "DispatchRequest": body(
        {
            "dispatchId": NAME,
            "eventId": NAME,
            "revision": REVISION,
            "sink": word("GRID", "HOME", "LOAD"),
            "dischargePowerW": whole(1, 1_000_000),
            "start": time,
            "durationS": SECONDS,
            "responseClass": CLASS,
            "meteringPointId": NAME,
            "validForS": SECONDS,
        },
        {"allowPartial": flag},
    ),
    "DispatchUpdate": body(
        {"dispatchId": NAME, "revision": REVISION, "dischargePowerW": WATTS, "validForS": SECONDS},
        {"effectiveAt": time},
    ),
    "ParticipationNotice": body(
        {
            "pevId": NAME,
            "eventId": NAME,
            "action": word("OPT_OUT", "OVERRIDE", "OPT_IN"),
            "source": word("HMI", "APP", "EVSE", "PHONE"),
            "sourceTime": time,
        },
        {"limits": LIMITS},
    ),
    "EventCancel": body(
        {"eventId": NAME, "revision": REVISION, "reason": word("ABATED", "OPERATOR", "SUPERSEDED", "ENROLLMENT")}
    ),
    "IsolationStatus": body(
        {
            "switchId": NAME,
            "type": word("AUTO", "MANUAL"),
            "position": word("OPEN", "CLOSED", "UNKNOWN"),
            "evidence": many(
                0,
                16,
                body(
                    {
                        "kind": word("AUX_CONTACT", "GRID_COUPLING", "DEAD_BUS", "ATTESTATION"),
                        "indicates": word("OPEN", "CLOSED", "UNKNOWN"),
                    },
                    {"at": time},
                ),
            ),
            "asOf": time,
            "gridPresent": flag,
            "premisesV": number(0, 1500, or_null=True),
        }
    ),
    "IsolationAttestation": body({"switchId": NAME, "statement": word("OPEN"), "at": time, "confirmToken": NAME}),
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
    "Receipt": body({"refMessageId": NAME, "status": word("TAKEN", "STORED", "DUPLICATE", "REJECTED")}),
}
