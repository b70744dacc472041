"""The methods of the lab protocol. What is asked at an instant is answered after the state was written down."""

from . import battery, declaration, engine, grid, inbox, island, start, stimuli
from .clock import format_time
from .device import Pev
from .record import Storage, record
from .rpc import RpcError


class Lab:
    """One adapter; each `start` without resume makes it a new vehicle."""

    def __init__(self, notify):
        self.notify = notify
        self.pev = None
        self.methods = {
            **{"hello": self.hello, "start": self.start, "deliver": self.deliver, "stimulate": self.stimulate},
            **{"observe": self.observe, "advance": self.advance, "query": self.query, "stop": self.stop},
        }

    def hello(self, params):
        """Who this is and what can be done with it."""
        if params["protocol"] != 1:
            raise RpcError(-32003, "only version 1 of the lab protocol is spoken here")
        return declaration.HELLO

    def start(self, params):
        """A test case begins, or the vehicle comes back after its process was ended."""
        storage = Storage(params.get("storage"))
        if params["resume"]:
            state, answers, seen_ms = storage.load()
            if state is None:
                raise RpcError(-32002, "nothing was stored")
            self.pev = Pev(state, storage, answers)
            state.links, state.points, state.peers = record([params["links"], params["points"], params["peers"]])
            state.offsetMs = params["clock"]["offsetMs"]
            start.come_back(self.pev, seen_ms, params["at"])
        else:
            storage.clear()
            self.pev = Pev(start.fresh(params), storage)
        return self._done(params)

    def deliver(self, params):
        """A message, or something that is none."""
        self._bring(params)
        inbox.receive(self.pev, params["link"], inbox.parse(params))
        return self._done(params)

    def stimulate(self, params):
        """Something happens to the vehicle."""
        self._bring(params)
        refused = stimuli.act(self.pev, params["name"], record(params["params"]))
        return {**self._done(params), **({"refused": refused} if refused else {})}

    def advance(self, params):
        """Time passes; a device that gives slopes needs no samples, but takes them where asked."""
        sample, samples = params.get("sample"), []
        self._ready()
        if sample:
            at = self.pev.now + sample["everyMs"]
            while at < params["at"]:
                self.pev.bring_to(at)
                self.pev.settle()
                samples.append({"at": at, "readings": self._readings(at, sample["want"])})
                at += sample["everyMs"]
        self._bring(params)
        return {**self._done(params), "samples": samples}

    def observe(self, params):
        """Readings at an instant; nothing is changed by looking, but what was shown is kept."""
        self._ready()
        readings = self._readings(params["at"], params["want"])
        self.pev.storage.seen(params["at"])
        return {"readings": readings}

    def query(self, params):
        """A PEV keeps no records of the kinds that can be asked for."""
        raise RpcError(-32001, f"no records of {params['what']}")

    def stop(self, params):
        """The case is over."""
        self.pev = None
        return {}

    def _ready(self):
        if self.pev is None:
            raise RpcError(-32002, "not started")

    def _bring(self, params):
        """Brings the vehicle to the instant of the call, and the grid's new figures into it."""
        self._ready()
        self.pev.bring_to(params["at"])
        if params.get("electrical"):
            grid.sensed(self.pev, params["electrical"])
        self.pev.settle()

    def _done(self, params):
        """Lets all that is due be done, stores it, sends what was said, and gives the next instant."""
        pev = self.pev
        if params.get("electrical"):
            grid.sensed(pev, params["electrical"])
        pev.settle()
        pev.storage.save(pev.state)
        for message in pev.emits:
            self.notify("emit", {"message": message})
        pev.emits.clear()
        return {"next": pev.next()}

    def _readings(self, at, want):
        pev, state = self.pev, self.pev.state
        export_j, import_j, battery_j = battery.integrated(pev, at)
        power_w = battery.power_w(pev, at)
        forming = island.supplies(pev)
        live = forming or power_w != 0 or state.line.toW != 0 or pev.running() is not None
        known = {
            "powerW": power_w,
            "slopeWps": battery.slope_wps(pev, at),
            "exportJ": int(export_j),
            "importJ": int(import_j),
            "batteryJ": battery_j,
            "soc": battery.soc_of(pev, battery_j),
            "contactor": "CLOSED" if live else "OPEN",
            "plug": "IN" if state.plugged else "OUT",
            "mode": "forming" if forming else "following" if live else "idle",
            "islandVoltageV": state.island.nominalV if forming else 0,
            "islandFrequencyHz": state.island.nominalHz if forming else 0,
            "iceRunning": engine.runs(pev),
            "fuelPct": engine.fuel_pct(pev, at),
            "state": state_name(pev),
            "wallTime": format_time(at + state.offsetMs),
        }
        return {name: known[name] for name in want if name in known}


def state_name(pev):
    """For people who read a log."""
    running = pev.running()
    if pev.state.fault:
        return "FAULT"
    if pev.state.island:
        return pev.state.island.phase
    if running:
        return running.phase
    if pev.state.line.toW > 0:
        return "CHARGING"
    return "CONNECTED" if pev.state.session else "IDLE"
