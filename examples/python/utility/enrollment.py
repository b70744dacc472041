"""Who is enrolled where: the ground of every event (PR2-G-02, G-03). Each ESCI gets a copy (M01)."""

from link.clock import parse_time
from link.outbox import send


def _key(record):
    return f"{record['pevId']}|{record['programId']}"


def known(records):
    """The enrollments of the `start` call, by PEV and program; of two versions the higher."""
    kept = {}
    for record in sorted(records, key=lambda one: one["version"]):
        kept[_key(record)] = record
    return kept


def take(utility, record):
    """A new or changed enrollment; an older version changes nothing."""
    enrollments = utility.state.enrollments
    old = enrollments.get(_key(record))
    if old and old.version > record.version:
        return
    enrollments[_key(record)] = record
    publish(utility, record)


def end(utility, pev_id, status):
    """Pauses or ends what a PEV is enrolled in; gives the programs."""
    ended = [one for one in utility.state.enrollments.values() if one.pevId == pev_id and one.status != status]
    for record in ended:
        record.version += 1
        record.status = status
        publish(utility, record)
    return [record.programId for record in ended]


def publish(utility, record):
    """Tells every ESCI."""
    for esci in utility.state.peers.get("esci", []):
        send(utility, "EnrollmentRecord", record, esci, record.pevId)


def covers(record, start_wall_ms):
    """Whether an enrollment holds at an event's start; its end is exclusive."""
    return (
        record.status == "ACTIVE"
        and parse_time(record.validFrom) <= start_wall_ms
        and (record.validTo is None or start_wall_ms < parse_time(record.validTo))
    )


def of(utility, pev_id, program_id):
    """The enrollment of a PEV in a program, or None."""
    return utility.state.enrollments.get(f"{pev_id}|{program_id}")


def holds(utility, pev_id, event):
    """Whether the enrollment, as it stands now, is one for this event."""
    record = of(utility, pev_id, event.programId)
    return record is not None and covers(record, parse_time(event.start))


def program_for(utility, pev_ids, start_wall_ms):
    """The first program in which one of these PEVs, or anybody where none is named, is enrolled at that time."""
    for record in utility.state.enrollments.values():
        if covers(record, start_wall_ms) and (not pev_ids or record.pevId in pev_ids):
            return record.programId
    return None


def members(utility, program_id, start_wall_ms):
    """The PEVs of a program at that time."""
    enrollments = utility.state.enrollments.values()
    return [one.pevId for one in enrollments if one.programId == program_id and covers(one, start_wall_ms)]


# `wakes` and `wake`: at the first call after the start every ESCI gets what it has to know.


def wakes(utility):
    """At once, as long as it was not done."""
    return [] if utility.state.published else [utility.now]


def wake(utility):
    """Once."""
    if utility.called and not utility.state.published:
        utility.state.published = True
        for record in utility.state.enrollments.values():
            publish(utility, record)
