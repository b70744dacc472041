"""Where each PEV is plugged in, and what it last reported (M09, M08)."""

from link.clock import parse_time
from link.parameters import parameter
from link.refusal import Refusal

from . import enrollment


def of(utility, pev_id):
    """What is known of a PEV: {esci, sessionId, evseId, location, architecture, capable, report}, or nothing yet."""
    return utility.state.places.setdefault(pev_id, utility.record({}))


def on_connection(utility, message):
    """M09: a PEV is somewhere else now, and what it reported before is old."""
    data = message.data
    if data.pevId is None:
        return "TAKEN"
    place = of(utility, data.pevId)
    if place.sessionId != data.sessionId:
        place.report = None
    place.update({key: data[key] for key in ("sessionId", "evseId", "location", "architecture")})
    place.esci = message.source
    place.capable = bool(data.bidirectional and data.capabilities.v2g and data.inverterAuthorised and data.cordsetA)
    return "TAKEN"


def on_report(utility, message):
    """M08: what a PEV can give. One that was overtaken by a younger changes nothing."""
    data = message.data
    if message.source != f"urn:pr2:pev:{data.pevId}":
        raise Refusal("E_UNAUTHORIZED", "a report is its PEV's to write")
    place = of(utility, data.pevId)
    said_ms = parse_time(data.asOf)
    age_ms = max(0, parse_time(message.time) - said_ms)  # by the PEV's own clock, whatever ours says
    if place.report is None or said_ms >= place.report.saidMs:
        place.report = utility.record({**data, "saidMs": said_ms, "asOfMs": utility.now - age_ms})
    return "TAKEN" if message.correlationid is None else None


def is_fresh(utility, pev_id):
    """Whether the last report is young enough to ask on (PR2-A-15)."""
    report = of(utility, pev_id).report
    return bool(report) and utility.now - report.asOfMs <= parameter(utility, "P_AVAIL_AGE") * 1000


def permits(utility, pev_id, program_id):
    """True or false by the enrollment of the place where the PEV is; None while that is unknown (PR2-G-03)."""
    place, record = of(utility, pev_id), enrollment.of(utility, pev_id, program_id)
    if place.location is None:
        return None
    return bool(record) and place.location in record.location and place.architecture == record.architecture


def metering_point(utility, pev_id):
    """The meter at the PEV's connection point; None where nobody named one."""
    place = of(utility, pev_id)
    at_evse = [one for one in utility.state.points if one.evseId == place.evseId]
    site = (place.esci or "").rpartition(":")[2]
    point = next((one for one in at_evse if one.point.startswith(f"{site}.")), at_evse[0] if at_evse else None)
    return (point.meteringPointId if point else None) or place.meteringPointId


def on_telemetry(utility, message):
    """M18: names the meter of a session; the figures are the ESCI's to settle (M19)."""
    for place in utility.state.places.values():
        if place.sessionId == message.data.sessionId:
            place.meteringPointId = message.data.meteringPointId
