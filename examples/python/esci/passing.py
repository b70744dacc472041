"""How a message is passed on, and repeated by the ESCI itself."""

from link.clock import format_time


def pass_on(esci, message):
    """Passes a message on with the mark of this relay; gives the copy."""
    via = f"{message.via}, {esci.urn}" if message.via else esci.urn
    copy = {**message, "via": via, "viatime": format_time(esci.wall)}
    esci.emits.append(copy)
    return copy


def keep_trying(esci, copy, every_ms, left):
    """The ESCI itself repeats a message that it passed on, until it is answered."""
    esci.state.unanswered[copy["id"]] = esci.record(
        {"message": copy, "everyMs": every_ms, "dueMs": esci.now + every_ms, "left": left}
    )
