"""What a Utility writes."""

from ..shapes import CHANNEL, CLASS, NAME, NOTICE, REVISION, SECONDS, VERSION, WATT_HOURS, WATTS
from ..shapes import body, flag, many, number, text, time, whole, word

_INTERVAL = body({"offsetS": whole(0, 86_400), "durationS": SECONDS, "dischargePowerW": WATTS})

BODIES = {
    "EnrollmentRecord": body(
        {
            **{"version": VERSION, "customerId": NAME, "pevId": NAME, "programId": NAME},
            "architecture": word("S1", "S2", "S3"),
            "location": many(1, 4, word("L1", "L2", "L3", "L4")),
            "status": word("ACTIVE", "SUSPENDED", "ENDED"),
            "validFrom": time,
        },
        {"validTo": time, "maxEventsPerYear": whole(0, 10_000)},
    ),
    "EnergySupplyEvent": body(
        {
            **{"eventId": NAME, "revision": REVISION, "programId": NAME},
            "serviceType": word("ENERGY_DR", "SPINNING", "REGULATION", "EMERGENCY", "BACKUP"),
            "reason": word("PEAK", "CAPACITY", "PRICE", "RELIABILITY", "TEST"),
            "noticeClass": NOTICE,
            "targets": many(1, 10_000, body({"pevId": NAME})),
            "start": time,
            "durationS": SECONDS,
            "intervals": many(1, 96, _INTERVAL),
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
    "CustomerAlert": body(
        {
            **{"alertId": NAME, "customerId": NAME, "eventId": NAME, "revision": REVISION},
            "kind": word("CREATE", "CHANGE", "CANCEL", "REMINDER"),
            "channel": CHANNEL,
            "sentAt": time,
            "noticeClass": NOTICE,
            "start": time,
            "durationS": SECONDS,
            "requestedPowerW": WATTS,
            "optOutHow": text(r".{1,512}"),
            "text": text(r"(?s:.{1,4096})"),
        },
        {"optOutUrl": text(r".{1,2048}")},
    ),
    "AvailabilityRequest": body({"pevId": NAME}, {"maxAgeS": number(0, 3600)}),
    "DispatchRequest": body(
        {
            **{"dispatchId": NAME, "eventId": NAME, "revision": REVISION},
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
    "EventCancel": body(
        {"eventId": NAME, "revision": REVISION, "reason": word("ABATED", "OPERATOR", "SUPERSEDED", "ENROLLMENT")}
    ),
    "SettlementStatement": body({"eventId": NAME, "deliveredWh": WATT_HOURS, "participation": number(0, 1)}),
}
