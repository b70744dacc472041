"""What every device is, whatever its role: a state, a clock, messages in and out, and the instants at which it acts.

Whatever happens, the same is done: bring the state to that instant, take in what is new, then let every part do what is
due. A role is a subclass; what it must or may say of itself stands here.
"""

from . import inbox, memory, outbox
from .record import record
from .refusal import Refusal
from .rpc import RpcError


def begun(params):
    """The part of the state that every role begins with, from the `start` call."""
    return {
        **{name: params[name] for name in ("id", "seed", "peers", "points", "links", "params")},
        **{"offsetMs": params["clock"]["offsetMs"], "reckonedMs": params["at"]},
        **{"seq": {}, "unanswered": {}, "held": {}},
    }


class Device:
    """One device at one instant, `now`, in milliseconds of bench time."""

    role = ""
    hello = {}  # the answer to `hello`
    takes = {}  # the messages that it takes, by name: the roles that may write each (PR2-X-01)
    shapes = {}  # their bodies, by name
    max_messages_per_s = 20
    endless = ()  # messages that are repeated, and wait for a way, until they are answered
    handlers = {}  # what becomes of them, by name: called with the device and the message
    stimuli = {}  # what is done to it, by name: called with the device and the parameters
    parts = ()  # modules of the role with `wakes` (its next instants) and `wake` (do what is due now)

    record = staticmethod(record)

    def __init__(self, state, storage, answers=()):
        self.state = state
        self.storage = storage
        self.answers = memory.Answers(storage, answers)
        self.rate = memory.Rate()
        self.emits = []
        self.follow_ups = []
        self.now = state.reckonedMs
        self.urn = f"urn:pr2:{self.role}:{state.id}"

    # What a role says of itself

    @staticmethod
    def fresh(params):
        """The initial state, from the `start` call."""
        return record(begun(params))

    def come_back(self, seen_ms, at):
        """The process is there again; `seen_ms` is when a reading was last shown."""
        self.now = at

    def handle(self, name, message):
        """Hands a sound message to its part; gives the answer, "TAKEN" for a plain receipt, None for none."""
        handler = self.handlers.get(name)
        if handler is None:
            raise Refusal("E_UNSUPPORTED", f"no use for {name}")
        return handler(self, message)

    def elsewhere(self, link, message):
        """A sound message for another party; one that relays overrides this."""
        raise Refusal("E_UNKNOWN_PEV", "this is another party")

    def reaches(self, to):
        """Whether there is a way to a party now."""
        return True

    def gave_up(self, message):
        """Nobody answered a message, nor its repeats."""

    def act(self, name, params):
        """A stimulus; gives the code with which the product's panel refuses it, or None."""
        if name not in self.stimuli:
            raise RpcError(-32001, f"no hook for {name}")
        try:
            self.stimuli[name](self, params)
        except Refusal as refusal:
            return refusal.code
        return None

    def sensed(self, electrical):
        """What is electrically there, by connection point."""

    def readings(self, at):
        """All readings at an instant, by name; nothing changes by looking."""
        return {}

    def records(self, what):
        """What the product keeps; None for what it does not keep."""
        return None

    def move_to(self, at):
        """Time passes without anything happening."""
        self.now = max(self.now, at)

    # What all share

    @property
    def wall(self):
        """Its own clock, in milliseconds."""
        return self.now + self.state.offsetMs

    def peer(self, role):
        """The urn of the one party of a role that it knows."""
        return (self.state.peers.get(role) or [f"urn:pr2:{role}:unknown"])[0]

    def wakes(self):
        """The instants at which it acts unasked; None among them counts for nothing."""
        return [at for part in (memory, *self.parts, outbox) for at in part.wakes(self)]

    def next(self):
        """The first of them, or None."""
        times = [at for at in self.wakes() if at is not None]
        return max(self.now, min(times)) if times else None

    def bring_to(self, at):
        """Lives through the time up to an instant; what is due at that very instant is left to `settle`."""
        while True:
            due = self.next()
            if due is None or due >= at:
                break
            self.move_to(max(due, self.now))
            self.settle()
        self.move_to(at)

    def settle(self):
        """Lets every part do what is due now."""
        self.follow_up()
        for part in (memory, *self.parts, outbox):
            part.wake(self)
            self.follow_up()

    def then(self, effect, *arguments):
        """What follows from a message or an action: it is done once the answer is out."""
        self.follow_ups.append((effect, arguments))

    def follow_up(self):
        """Does it."""
        while self.follow_ups:
            effect, arguments = self.follow_ups.pop(0)
            effect(self, *arguments)

    def receive(self, params):
        """A `deliver` call."""
        inbox.receive(self, params["link"], inbox.parse(params))
