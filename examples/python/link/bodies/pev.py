"""What a PEV writes, and the receipt that anybody may write."""

from ..shapes import CLASS, CODE, NAME, REGISTER, REVISION, SIGNED_WATTS, SOC, VOLTS, WATT_HOURS, WATTS
from ..shapes import body, flag, many, number, text, time, whole, word

LIMITS = body({}, {"W": WATTS, "durationS": whole(0, 86_400), "socFloor": SOC})

BODIES = {
    "EventResponse": body(
        {
            **{"pevId": NAME, "eventId": NAME, "revision": REVISION},
            "decision": word("OPT_IN", "OPT_OUT", "PARTIAL", "UNDECIDED"),
        },
        {"acceptedPowerW": WATTS, "acceptedEnergyWh": WATT_HOURS, "code": CODE, "reason": text(r"(?s:.{1,256})")},
    ),
    "AvailabilityReport": body(
        {
            **{"sessionId": NAME, "pevId": NAME, "asOf": time},
            **{"maxDischargeW": WATTS, "minDischargeW": WATTS, "availableEnergyWh": WATT_HOURS},
            **{"availableDurationS": whole(0, 100_000_000), "soc": SOC, "socFloor": SOC},
            "limits": body({}),
            "classes": many(1, 5, CLASS),
            "readiness": body({"state": word("READY", "NOT_READY", "NO_GRID")}, {"notReadyUntil": time}),
            "exportPhases": whole(1, 3),
        },
        {"departure": time, "curve": many(1, 64, body({}))},
    ),
    "DispatchResponse": body(
        {
            **{"pevId": NAME, "dispatchId": NAME, "revision": REVISION},
            "status": word("ACCEPTED", "REJECTED", "PARTIAL"),
        },
        {
            "acceptedPowerW": WATTS,
            "counterOffer": body({"W": WATTS, "s": whole(0, 100_000_000), "Wh": WATT_HOURS}),
            "code": CODE,
        },
    ),
    "DispatchConfirmation": body(
        {
            **{"pevId": NAME, "dispatchId": NAME, "revision": REVISION},
            "state": word("STARTED", "AT_POWER", "CURTAILED", "STANDBY", "ENDED"),
            **{"activePowerW": SIGNED_WATTS, "at": time, "registerWh": REGISTER},
        },
        {"reboundDelayS": number(0, 3600)},
    ),
    "ParticipationNotice": body(
        {
            **{"pevId": NAME, "eventId": NAME, "action": word("OPT_OUT", "OVERRIDE", "OPT_IN")},
            **{"source": word("HMI", "APP", "EVSE", "PHONE"), "sourceTime": time},
        },
        {"limits": LIMITS},
    ),
    "TerminationNotice": body(
        {
            **{"pevId": NAME, "eventId": NAME, "predicted": flag, "effectiveAt": time, "registerWh": REGISTER},
            "reason": word(
                *("SOC_MIN", "USER_STOP", "UNPLUG", "DEPARTURE", "FAULT", "GRID", "COMMS", "DERATE", "PREFERENCE"),
                *("WATCHDOG", "CANCEL", "RESTART"),
            ),
            "originator": word("PEV", "ESCI"),
        },
        {"dispatchId": NAME, "soc": SOC},
    ),
    "EnergyTelemetry": body(
        {
            **{"sessionId": NAME, "meteringPointId": NAME, "at": time, "activePowerW": SIGNED_WATTS},
            **{"exportRegisterWh": REGISTER, "importRegisterWh": REGISTER, "quality": word("MEASURED", "ESTIMATED")},
        },
        {"voltageV": VOLTS, "frequencyHz": number(0, 100), "soc": SOC},
    ),
    "EmergencyGenerationResponse": body(
        {"requestId": NAME, "status": word("ACCEPTED", "REJECTED")},
        {"readyInS": number(0, 3600), "code": CODE},
    ),
    "EmergencyGenerationStatus": body(
        {
            **{"requestId": NAME, "state": word("FORMING", "ISLAND_SUPPLY", "ICE_ASSIST", "ISLAND_STOP")},
            **{"W": SIGNED_WATTS, "V": VOLTS, "Hz": number(0, 100), "soc": SOC},
            "ice": body(
                {"present": flag, "running": flag, "ventilated": flag, "coAlarm": flag},
                {"fuelPct": number(0, 100)},
            ),
        }
    ),
    "Receipt": body(
        {"refMessageId": NAME, "status": word("TAKEN", "STORED", "DUPLICATE", "REJECTED")},
        {"code": CODE, "retryAfterS": number(0, 86_400)},
    ),
}
