"""What a person or nature does to the vehicle, by the names of the lab protocol."""

from link import outbox
from link.rpc import RpcError

from . import battery, customer, engine, island, isolation, preferences, run


def plug_in(pev, params):
    """The cable goes in; the session begins with the ESCI's notice."""
    state = pev.state
    state.plugged, state.session, state.reported = True, None, None
    point = next((one for one in state.points if one.evseId == params.evseId), None)
    state.point = point.point if point else None
    state.cable = pev.record(
        {
            "cordsetA": params.get("cordsetA", 0),
            "evseMaxW": params.evseMaxW,
            "bidirectional": params.bidirectional is not False,
            "inverterAuthorised": params.inverterAuthorised is not False,
            "v2h": params.v2h is True,
        }
    )
    state.plug = pev.record(params)
    outbox.way_found(pev)


def unplug(pev, params):
    """The cable is out: no power, no messages."""
    if not pev.state.plugged:
        raise RpcError(-32002, "no cable is in")
    pev.state.plugged, pev.state.session = False, None
    battery.move(pev, 0, None, "off")
    outbox.way_lost(pev)
    for dispatch in pev.state.dispatches.values():
        run.stop(pev, dispatch, "UNPLUG", predicted=False)


def bounce(pev, params):
    """Out, and in again a moment later."""
    plug = pev.state.plug
    unplug(pev, params)
    pev.state.replug = pev.record({"atMs": pev.now + params.ms, "plug": plug})


def unlock(pev, params):
    """The customer unlocks the connector: notice first, then the power goes down and the contactor opens."""
    island.stop(pev, "USER_STOP")
    for dispatch in pev.state.dispatches.values():
        run.stop(pev, dispatch, "UNPLUG")


def opt_out(pev, params):
    """Out of an event."""
    customer.act(pev, params.eventId, "OPT_OUT", params.source or "HMI")


def opt_in(pev, params):
    """In, or in again."""
    customer.act(pev, params.eventId, "OPT_IN", params.source or "HMI")


def override(pev, params):
    """In with less."""
    customer.act(pev, params.eventId, "OVERRIDE", params.source or "HMI", params.limits)


def user_stop(pev, params):
    """The stop button."""
    if pev.state.island:
        island.stop(pev, "USER_STOP")
    else:
        customer.stop(pev)


def set_preference(pev, params):
    """A preference set at the panel."""
    preferences.set_at_panel(pev, params)


def set_soc(pev, params):
    """The battery turns out to hold something else."""
    pev.state.batteryJ = params.soc / 100 * battery.capacity_j(pev)


def drive(pev, params):
    """Energy is used on the road, or lost."""
    pev.state.batteryJ = max(0.0, pev.state.batteryJ - params.energyWh * 3600.0)


def derate(pev, params):
    """A part can carry less."""
    pev.state.derated[params.element] = params.maxW


def set_departure(pev, params):
    """The customer says when the vehicle is needed."""
    pev.state.departure = pev.record({"at": params.at, "soc": params.soc})


def power_fault(pev, params):
    """The power electronics fail: the contactor opens at once, and it is told."""
    pev.state.fault = params.kind
    battery.move(pev, 0, None, "off")
    running = pev.running()
    if running:
        run.stop(pev, running, "FAULT", predicted=False)


def clear_fault(pev, params):
    """Reset by hand."""
    pev.state.fault = None
    engine.reset(pev)


def attest(pev, params):
    """The customer gives his word at the panel that a switch is open."""
    isolation.attest(pev, params)


def load(pev, params):
    """The home draws something else."""
    island.set_load(pev, params.W, params.phase)


def ice(pev, params):
    """The engine or the air around it changes."""
    engine.change(pev, params)


def matched_load(pev, params):
    """The home draws just what the vehicle gives; the vehicle cannot know."""


def clock_step(pev, params):
    """The vehicle's clock is set; what runs goes by bench time."""
    pev.state.offsetMs += params.deltaMs


def secret_canary(pev, params):
    """A secret that must stay inside."""
    pev.state.secret = params.text


STIMULI = {
    "plug-in": plug_in,
    "unplug": unplug,
    "bounce": bounce,
    "unlock": unlock,
    "opt-out": opt_out,
    "opt-in": opt_in,
    "override": override,
    "user-stop": user_stop,
    "set-preference": set_preference,
    "set-soc": set_soc,
    "drive": drive,
    "derate": derate,
    "departure": set_departure,
    "power-fault": power_fault,
    "clear-fault": clear_fault,
    "attest": attest,
    "load": load,
    "ice": ice,
    "matched-load": matched_load,
    "clock-step": clock_step,
    "secret-canary": secret_canary,
}


def wakes(pev):
    """The end of a bounce."""
    return [pev.state.replug.atMs] if pev.state.replug else []


def wake(pev):
    """Plugs in again after a bounce."""
    replug = pev.state.replug
    if replug and pev.now >= replug.atMs:
        pev.state.replug = None
        plug_in(pev, replug.plug)
