"""Who is enrolled, in what and where (PR2-G-02, G-03). Only events for the grid ask for it."""

from link.clock import parse_time
from link.refusal import Refusal


def on_record(esci, message):
    """M01: a higher version replaces the one before."""
    data = message.data
    key = f"{data.customerId}|{data.pevId}|{data.programId}"
    known = esci.state.enrollments.get(key)
    if known and data.version < known.version:
        raise Refusal("E_STALE", "a later version of this enrollment is in force")
    if known and data.version == known.version and data != known:
        raise Refusal("E_STALE", "this version of the enrollment says something else")
    esci.state.enrollments[key] = data
    return "TAKEN"


def of(esci, pev_id):
    """All enrollments of a vehicle, by whomever."""
    return [one for one in esci.state.enrollments.values() if one.pevId == pev_id]


def _covers(esci, one, wall_ms):
    here = esci.state.location in one.location and esci.state.architecture == one.architecture
    begun = parse_time(one.validFrom) <= wall_ms
    return here and one.status == "ACTIVE" and begun and (one.validTo is None or wall_ms < parse_time(one.validTo))


def must_cover(esci, pev_id, start, program_id=None):
    """Refuses what starts at an instant (text) for a vehicle without an enrollment that covers it here."""
    for one in of(esci, pev_id):
        if program_id in (None, one.programId) and _covers(esci, one, parse_time(start)):
            return
    raise Refusal("E_NOT_ENROLLED", "no enrollment in force covers this vehicle, program, place and time")
