"""The methods of the lab protocol. What is asked at an instant is answered after the state was written down."""

from .record import Storage, record
from .rpc import RpcError


class Lab:
    """One adapter for one kind of device (a subclass of `Device`); each `start` without resume makes a new one."""

    def __init__(self, kind, notify):
        self.kind = kind
        self.notify = notify
        self.device = None
        self.methods = {
            **{"hello": self.hello, "start": self.start, "deliver": self.deliver, "stimulate": self.stimulate},
            **{"observe": self.observe, "advance": self.advance, "query": self.query, "stop": self.stop},
        }

    def hello(self, params):
        """Who this is and what can be done with it."""
        if params["protocol"] != 1:
            raise RpcError(-32003, "only version 1 of the lab protocol is spoken here")
        return self.kind.hello

    def start(self, params):
        """A test case begins, or the device comes back after its process was ended."""
        storage = Storage(params.get("storage"))
        if params["resume"]:
            state, answers, seen_ms = storage.load()
            if state is None:
                raise RpcError(-32002, "nothing was stored")
            self.device = self.kind(state, storage, answers)
            state.links, state.points, state.peers = record([params["links"], params["points"], params["peers"]])
            state.offsetMs = params["clock"]["offsetMs"]
            self.device.come_back(seen_ms, params["at"])
        else:
            storage.clear()
            self.device = self.kind(self.kind.fresh(params), storage)
        return self._done(params)

    def deliver(self, params):
        """A message, or something that is none."""
        self._bring(params)
        self.device.receive(params)
        return self._done(params)

    def stimulate(self, params):
        """Something happens to the device."""
        self._bring(params)
        refused = self.device.act(params["name"], record(params["params"]))
        return {**self._done(params), **({"refused": refused} if refused else {})}

    def advance(self, params):
        """Time passes; a device that gives slopes needs no samples, but takes them where asked."""
        sample, samples = params.get("sample"), []
        self._ready()
        if sample:
            at = self.device.now + sample["everyMs"]
            while at < params["at"]:
                self.device.bring_to(at)
                self.device.settle()
                samples.append({"at": at, "readings": self._readings(at, sample["want"])})
                at += sample["everyMs"]
        self._bring(params)
        return {**self._done(params), "samples": samples}

    def observe(self, params):
        """Readings at an instant; nothing is changed by looking, but what was shown is kept."""
        self._ready()
        readings = self._readings(params["at"], params["want"])
        self.device.storage.seen(params["at"])
        return {"readings": readings}

    def query(self, params):
        """Records that the product keeps."""
        self._ready()
        records = self.device.records(params["what"])
        if records is None:
            raise RpcError(-32001, f"no records of {params['what']}")
        return {"records": records}

    def stop(self, params):
        """The case is over."""
        self.device = None
        return {}

    def _ready(self):
        if self.device is None:
            raise RpcError(-32002, "not started")

    def _bring(self, params):
        """Brings the device to the instant of the call, and the grid's new figures into it."""
        self._ready()
        self.device.bring_to(params["at"])
        if params.get("electrical"):
            self.device.sensed(params["electrical"])
        self.device.settle()

    def _done(self, params):
        """Lets all that is due be done, stores it and sends what was said."""
        device = self.device
        if params.get("electrical"):
            device.sensed(params["electrical"])
        device.settle()
        device.storage.save(device.state)
        for message in device.emits:
            self.notify("emit", {"message": message})
        device.emits.clear()
        shown = [name for name in self.kind.hello["readings"] if name != "wallTime"]
        return {"next": device.next(), "readings": self._readings(params["at"], shown)}

    def _readings(self, at, want):
        known = self.device.readings(at)
        return {name: known[name] for name in want if name in known}
