"""What a customer writes, and the channels on which customers are told."""

from ..shapes import CHANNEL, NAME, SOC, VERSION, WATTS
from ..shapes import body, either, flag, many, number, text, time, whole, word

_CLOCK = text(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_DAILY = body({"from": _CLOCK, "to": _CLOCK, "tz": text(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")})
_WINDOW = either(
    lambda value: "daily" if isinstance(value, dict) and "from" in value else "single",
    daily=_DAILY,
    single=body({"start": time, "durationS": whole(1, 31_536_000)}),
)

# The fields of an M07 that a customer sets; those that are given alone are checked alone.
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

BODIES = {
    "NotificationPreference": body(
        {
            **{"customerId": NAME, "version": VERSION},
            "channels": many(0, 32, body({"type": CHANNEL, "address": text(r".{1,256}"), "enabled": flag})),
        },
        {
            "quietHours": _DAILY,
            "emergencyOverride": flag,
            "language": text(r"(?=.{1,35}$)[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
            "acceptShortNotice": flag,
        },
    ),
    "AlertReceipt": body(
        {
            **{"customerId": NAME, "eventId": NAME},
            "channel": text(r"[A-Z]{1,16}"),
            "status": word("SENT", "DELIVERED", "FAILED", "NO_CHANNEL"),
            "attempts": whole(0, 11),
            "at": time,
        },
        {"alertId": NAME},
    ),
    "DischargePreference": body(
        {
            "pevId": NAME,
            "source": word("PEV_HMI", "APP", "ESCI"),
            "version": VERSION,
            "enabled": flag,
            "socFloor": PREFERENCE["socFloor"],
        },
        PREFERENCE,
    ),
    "IsolationAttestation": body({"switchId": NAME, "statement": word("OPEN"), "at": time, "confirmToken": NAME}),
}
