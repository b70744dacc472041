"""@@TITLE@@ behind the lab protocol of pr2-conformance: JSON-RPC 2.0, one object a line.

    npx pr2 selftest --dut @@ROLE@@=exec:"python3 @@FILE@@"                  # does the adapter speak properly?
    npx pr2 run --dut @@ROLE@@=exec:"python3 @@FILE@@" --ics ics.yaml        # does the product do what PR2 asks?

Nothing but Python 3.9 or later is needed. As it stands it refuses every message and does nothing, so that the run ends
with a partial result. Fill in the places marked FILL IN, in this order:

@@STEPS@@

Write nothing else to standard output; what is written to standard error is kept beside the report.
"""

import hashlib
import json
import sys
import traceback
import uuid
from datetime import datetime, timedelta, timezone

IDENTITY = {"vendor": "Your company", "product": "Your product", "version": "0.1.0"}

HELLO = {
    "protocol": 1,
    "identity": IDENTITY,
    "roles": ["@@ROLE@@"],
    # Time is virtual: it is what `at` says, in milliseconds since 1970, and stands still between two calls. A product
    # that lives by the wall clock says "real" here, and gives no `next`.
    "clock": {"kind": "virtual"},
    # FILL IN what can be done to the product. A stimulus that is not named here is never asked for; what cannot be
    # tested without it is inconclusive. A @@NAME@@ may further name:
    #   @@MORE_STIMULI@@
    "stimuli": [@@STIMULI@@],
    # FILL IN what can be read from it. Further:
    #   @@MORE_READINGS@@
    "readings": [@@READINGS@@],
    # FILL IN the electrical inputs that it wants to be told, as `electrical` in the calls:
    #   @@SENSES@@
    "senses": [],
    # FILL IN the records that it keeps: @@QUERIES@@
    "queries": [],
    # "kill" once its state survives a kill -9 at any moment: keep it in the folder `storage` of start.
    "restart": "none",
}


class LabError(Exception):
    """An error of the lab protocol. -32001: no such hook; -32002: not possible in this state."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class Product:
    """The product under test, made anew by each `start`. Put yours in here, or talk to it from here."""

    def __init__(self, params):
        self.urn = f"urn:pr2:@@ROLE@@:{params['id']}"
        self.seed = params["seed"]
        self.offset_ms = params["clock"]["offsetMs"]  # its own clock shows bench time plus this
        self.at = params["at"]
        self.peers = params["peers"]  # addresses by role, such as {"esci": ["urn:pr2:esci:e1"]}
        self.state = params.get("state") or {}  # what the case wants it to begin with
        self.plugged = False
        self.messages = 0
        self.seqs = {}  # next sequence number, by destination

    def bring_to(self, at):
        """FILL IN: does all that falls due up to this instant, each thing exactly when it does."""
        self.at = at

    def next(self):
        """FILL IN: the next instant (ms) at which it would act unasked, or None for never."""
        return None

    def on_message(self, message):
        """FILL IN: takes in a message. It is an answer's `correlationid` that says what was answered."""
        kind = message["type"]
        if kind == "pr2.Receipt.v1":  # calls for no answer
            return
        self.refuse(message, "E_UNSUPPORTED", f"{kind} is not handled yet")

    def on_stimulus(self, name, params):
        """FILL IN: does what a person or nature does. Returns a code if the product itself refuses it, else None."""
        if name not in HELLO["stimuli"]:
            raise LabError(-32001, f"there is no hook for {name}")
        if name == "plug-in":
            self.plugged = True
        elif name == "unplug":
            self.plugged = False
        return None

    def readings(self):
        """FILL IN: what its instruments show. Watts are negative while it discharges; registers are joules."""
        return {
            "powerW": 0,
            "exportJ": 0,
            "importJ": 0,
            "soc": self.state.get("soc", 50),
            "plug": "IN" if self.plugged else "OUT",
        }

    def send(self, name, destination, subject, data, correlation=None):
        """Sends a message; `name` is one of the schemas in schemas/messages, such as AvailabilityReport."""
        digest = hashlib.sha256(f"{self.seed} {self.urn} {self.messages}".encode()).digest()
        wall = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=self.at + self.offset_ms)
        message = {
            "specversion": "1.0",
            "id": str(uuid.UUID(bytes=digest[:16], version=5)),  # from the seed: the same run, the same ids
            "type": f"pr2.{name}.v1",
            "source": self.urn,
            "subject": subject,
            "time": wall.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "datacontenttype": "application/json",
            "destination": destination,
            "seq": self.seqs.get(destination, 0),
            "data": data,
        }
        if correlation is not None:
            message["correlationid"] = correlation
        self.messages += 1
        self.seqs[destination] = message["seq"] + 1
        notify("emit", {"message": message})

    def refuse(self, message, code, detail):
        """Answers with a Receipt that refuses."""
        data = {"refMessageId": message["id"], "status": "REJECTED", "code": code, "detail": detail}
        self.send("Receipt", message["source"], message["subject"], data, message["id"])

    def refuse_unreadable(self, link):
        """Answers what is no message at all."""
        data = {"refMessageId": "unknown", "status": "REJECTED", "code": "E_SCHEMA", "detail": "no message"}
        self.send("Receipt", link["peer"], "unknown", data)


class Adapter:
    """The methods of the lab protocol."""

    product = None

    def hello(self, _params):
        return HELLO

    def start(self, params):
        if params["resume"]:
            raise LabError(-32002, "nothing is kept over a restart yet")
        self.product = Product(params)
        return self.step()

    def deliver(self, params):
        product = self.brought(params)
        message = params.get("message")
        parts = ("id", "type", "source", "subject")
        if isinstance(message, dict) and all(isinstance(message.get(part), str) for part in parts):
            product.on_message(message)
        else:  # `raw` or `rawBase64`: text that is no message, or half of one
            product.refuse_unreadable(params["link"])
        return self.step()

    def stimulate(self, params):
        refused = self.brought(params).on_stimulus(params["name"], params["params"])
        return self.step() if refused is None else {**self.step(), "refused": refused}

    def observe(self, params):
        """Shows and changes nothing: `at` may lie ahead of the last call."""
        shown = self.started().readings()
        return {"readings": {name: shown[name] for name in params["want"] if name in HELLO["readings"]}}

    def advance(self, params):
        product = self.started()
        samples = []
        sample = params.get("sample")
        if sample is not None:
            at = product.at + sample["everyMs"]
            while at <= params["at"]:
                product.bring_to(at)
                samples.append({"at": at, "readings": self.observe({"want": sample["want"]})["readings"]})
                at += sample["everyMs"]
        self.brought(params)
        return {**self.step(), "samples": samples}

    def query(self, params):
        raise LabError(-32001, f"no records of {params['what']} are kept")

    def stop(self, _params):
        self.product = None
        return {}

    def started(self):
        if self.product is None:
            raise LabError(-32002, "not started")
        return self.product

    def brought(self, params):
        product = self.started()
        product.bring_to(params["at"])
        return product

    def step(self):
        return {"next": self.started().next()}


def write(frame):
    sys.stdout.buffer.write(json.dumps({"jsonrpc": "2.0", **frame}, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def notify(method, params):
    """Tells the kit something; on a virtual clock always before the answer to the call that brought it about."""
    write({"method": method, "params": params})


def answer(adapter, request):
    handler = getattr(adapter, request["method"], None)
    if request["method"] not in METHODS or handler is None:
        return {"error": {"code": -32601, "message": f"no method {request['method']}"}}
    try:
        return {"result": handler(request.get("params", {}))}
    except LabError as error:
        return {"error": {"code": error.code, "message": str(error)}}
    except Exception as error:  # a defect of the adapter, told with its place
        traceback.print_exc(file=sys.stderr)
        return {"error": {"code": -32603, "message": f"{type(error).__name__}: {error}"}}


METHODS = ("hello", "start", "deliver", "stimulate", "observe", "advance", "query", "stop")


def main():
    adapter = Adapter()
    for line in sys.stdin.buffer:
        if line.strip():
            request = json.loads(line)
            write({"id": request["id"], **answer(adapter, request)})


if __name__ == "__main__":
    main()
