"""What people and nature do at the premises."""

from link.rpc import RpcError

from . import attestation, chip, connection, customer, island, loose, meter, preferences


def commissioning(esci, params):
    """The installer's record is replaced, taken away or damaged."""
    esci.state.commissioning = params.record


def meter_fault(esci, params):
    """Every measuring chip of the premises breaks in the same way."""
    for point, one in esci.state.meters.items():
        meter.take(esci, point)
        if not chip.fail(esci, one.chip, params.kind):
            raise RpcError(-32001, f"no meter fault {params.kind}")
        meter.take(esci, point)


def clear_fault(esci, params):
    """A hand resets what has tripped, and mends the meters."""
    for point, one in esci.state.meters.items():
        one.chip.fault = None
        meter.take(esci, point)
    island.reset(esci)


def clock_step(esci, params):
    """The clock is set. What has not begun follows it, what runs goes by bench time."""
    esci.state.offsetMs += params.deltaMs
    for event in esci.state.events.values():
        if event.startMs - 60_000 > esci.now:
            event.startMs -= params.deltaMs
            event.endMs -= params.deltaMs


def secret_canary(esci, params):
    """A secret that must stay inside."""
    esci.state.secret = params.text


STIMULI = {
    "plug-in": connection.plug_in,
    "unplug": connection.unplug,
    "bounce": loose.bounce,
    "opt-out": lambda esci, params: customer.act(esci, "OPT_OUT", params),
    "opt-in": lambda esci, params: customer.act(esci, "OPT_IN", params),
    "override": lambda esci, params: customer.act(esci, "OVERRIDE", params),
    "set-preference": preferences.set_here,
    "attest": attestation.attest,
    "derate": preferences.derate,
    "clear-fault": clear_fault,
    "commissioning": commissioning,
    "meter-fault": meter_fault,
    "clock-step": clock_step,
    "secret-canary": secret_canary,
}
