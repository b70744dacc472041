"""What a device remembers of messages: the answers of the last day (PR2-X-02) and the rate of each peer (PR2-X-10)."""

from .inbox import busy, carry_out
from .parameters import parameter

_HOLD_MS = 500


class Answers:
    """The answers of the last day, by source and id; each is appended to the storage's journal as well."""

    def __init__(self, storage, entries=()):
        self.storage = storage
        self.known = {(entry["source"], entry["id"]): entry for entry in entries}

    def find(self, device, source, message_id):
        """The entry {digest, answer, atMs} of a message that came within P_REPLAY, or None."""
        entry = self.known.get((source, message_id))
        if entry and device.now - entry["atMs"] <= parameter(device, "P_REPLAY") * 1000:
            return entry
        return None

    def keep(self, device, source, message_id, digest, answer):
        """Remembers what a message was answered; None for one that asks for no answer."""
        entry = {"source": source, "id": message_id, "digest": digest, "answer": answer, "atMs": device.now}
        self.known[(source, message_id)] = entry
        self.storage.append(entry)


class Rate:
    """Counts the messages of each peer within a second.

    Above the declared rate a message is told to come again. Of the commands of one dispatch the newest is held back for
    a moment instead, so that the last word of a burst counts; a stop is never refused.
    """

    def __init__(self):
        self.taken = {}

    def admits(self, device, peer, name, message):
        """Whether the message is carried out now."""
        limit = device.state.params.get("P_RATE") or device.max_messages_per_s
        recent = [at for at in self.taken.get(peer, []) if at > device.now - 1000]
        self.taken[peer] = recent
        if name in ("EventCancel", "GenerationStop"):
            return True
        if len(recent) < limit:
            recent.append(device.now)
            return True
        dispatch = message.data.dispatchId if name in ("DispatchRequest", "DispatchUpdate") else None
        if not isinstance(dispatch, str):
            busy(device, message)
            return False
        self._hold(device, dispatch, message)
        return False

    @staticmethod
    def _hold(device, dispatch, message):
        held = device.state.held.get(dispatch)
        if held is None:
            device.state.held[dispatch] = {"message": message, "dueMs": device.now + _HOLD_MS}
            return
        older, newer = held["message"], message
        if older.id == newer.id:
            return
        if not isinstance(newer.data.revision, int) or newer.data.revision < older.data.revision:
            older, newer = newer, older
        busy(device, older)
        held["message"] = newer


def wakes(device):
    """Instants at which a command that was held back is carried out."""
    return [held["dueMs"] for held in device.state.held.values()]


def wake(device):
    """Carries out what was held back long enough."""
    for dispatch, held in list(device.state.held.items()):
        if held["dueMs"] <= device.now:
            del device.state.held[dispatch]
            carry_out(device, held["message"])
