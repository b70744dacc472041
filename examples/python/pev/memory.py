"""What the vehicle remembers of messages: the answers of the last day (PR2-X-02) and the rate of each peer (PR2-X-10)."""

from .declaration import MAX_MESSAGES_PER_S
from .inbox import busy, carry_out
from .parameters import parameter

_HOLD_MS = 500


class Answers:
    """The answers of the last day, by source and id; each is appended to the storage's journal as well."""

    def __init__(self, storage, entries=()):
        self.storage = storage
        self.known = {(entry["source"], entry["id"]): entry for entry in entries}

    def find(self, pev, source, message_id):
        """The entry {digest, answer, atMs} of a message that came within P_REPLAY, or None."""
        entry = self.known.get((source, message_id))
        if entry and pev.now - entry["atMs"] <= parameter(pev, "P_REPLAY") * 1000:
            return entry
        return None

    def keep(self, pev, source, message_id, digest, answer):
        """Remembers what a message was answered; None for one that asks for no answer."""
        entry = {"source": source, "id": message_id, "digest": digest, "answer": answer, "atMs": pev.now}
        self.known[(source, message_id)] = entry
        self.storage.append(entry)


class Rate:
    """Counts the messages of each peer within a second.

    Above the declared rate a message is told to come again. Of the commands of one dispatch the newest is held back for
    a moment instead, so that the last word of a burst counts; a stop is never refused.
    """

    def __init__(self):
        self.taken = {}

    def admits(self, pev, peer, name, message):
        """Whether the message is carried out now."""
        limit = pev.state.params.get("P_RATE") or MAX_MESSAGES_PER_S
        recent = [at for at in self.taken.get(peer, []) if at > pev.now - 1000]
        self.taken[peer] = recent
        if name in ("EventCancel", "GenerationStop"):
            return True
        if len(recent) < limit:
            recent.append(pev.now)
            return True
        dispatch = message.data.dispatchId if name in ("DispatchRequest", "DispatchUpdate") else None
        if not isinstance(dispatch, str):
            busy(pev, message)
            return False
        self._hold(pev, dispatch, message)
        return False

    @staticmethod
    def _hold(pev, dispatch, message):
        held = pev.state.held.get(dispatch)
        if held is None:
            pev.state.held[dispatch] = {"message": message, "dueMs": pev.now + _HOLD_MS}
            return
        older, newer = held["message"], message
        if older.id == newer.id:
            return
        if not isinstance(newer.data.revision, int) or newer.data.revision < older.data.revision:
            older, newer = newer, older
        busy(pev, older)
        held["message"] = newer


def wakes(pev):
    """Instants at which a command that was held back is carried out."""
    return [held["dueMs"] for held in pev.state.held.values()]


def wake(pev):
    """Carries out what was held back long enough."""
    for dispatch, held in list(pev.state.held.items()):
        if held["dueMs"] <= pev.now:
            del pev.state.held[dispatch]
            carry_out(pev, held["message"])
