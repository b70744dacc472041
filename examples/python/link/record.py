"""The state of a device as one plain tree, so that it can be written down before any call is answered."""

import json
import os


class Record(dict):
    """A JSON object whose members are attributes too; a member that is absent reads as None."""

    __slots__ = ()

    def __getattr__(self, name):
        return self.get(name)

    def __setattr__(self, name, value):
        self[name] = value


def record(value):
    """The same JSON value with every object in it a Record; nothing is shared with the original."""
    return json.loads(json.dumps(value), object_hook=Record)


class Storage:
    """What survives a restart: the state, rewritten whole, and a journal of answers that only grows.

    A file is replaced in one step, so that the end of the process at any moment leaves the old or the new one. A
    product that may lose its power, not only its process, would also call os.fsync.
    """

    def __init__(self, folder):
        self.folder = folder or None

    def _path(self, name):
        return os.path.join(self.folder, name)

    def clear(self):
        """Forgets an earlier test case."""
        if self.folder:
            os.makedirs(self.folder, exist_ok=True)
            for name in ("state.json", "answers.ndjson", "seen.json"):
                if os.path.exists(self._path(name)):
                    os.remove(self._path(name))

    def _replace(self, name, text):
        if self.folder:
            with open(self._path(name + ".new"), "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(self._path(name + ".new"), self._path(name))

    def save(self, state):
        """Writes the state down."""
        self._replace("state.json", json.dumps(state, separators=(",", ":")))

    def seen(self, at_ms):
        """Notes that somebody read the meter at this instant: what was shown must not be lost."""
        self._replace("seen.json", str(at_ms))

    def append(self, entry):
        """Adds an answer to the journal."""
        if self.folder:
            with open(self._path("answers.ndjson"), "a", encoding="utf-8") as file:
                file.write(json.dumps(entry, separators=(",", ":")) + "\n")

    def _read(self, name):
        if not self.folder or not os.path.exists(self._path(name)):
            return ""
        with open(self._path(name), encoding="utf-8") as file:
            return file.read()

    def load(self):
        """(state, answers, instant at which the meter was last read); state is None where nothing was stored."""
        text = self._read("state.json")
        lines = self._read("answers.ndjson").split("\n")[:-1]  # a last line without its end was cut off
        answers = [json.loads(line, object_hook=Record) for line in lines]
        seen = self._read("seen.json")
        return (json.loads(text, object_hook=Record) if text else None), answers, int(seen or 0)
