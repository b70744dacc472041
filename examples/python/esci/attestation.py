"""The customer's word that a switch moved by hand is open, at the panel or by M22 (PR2-B-07).

It is given in two steps, counts once, and for P_ATTEST. It never outweighs a sensor.
"""

from link.clock import parse_time
from link.refusal import Refusal

from . import backup, isolation


def valid(esci):
    """Whether there is a word that still holds."""
    word = esci.state.word
    return word is not None and esci.wall - word.wallMs <= esci.parameter_ms("P_ATTEST")


def _take(esci, switch_id, wall_ms, token):
    switch = esci.state.switch
    if not switch or switch.type != "MANUAL":
        raise Refusal("E_STATE", "no switch here is moved by hand")
    if switch_id != switch.switchId:
        raise Refusal("E_ISOLATION_CONFLICT", "another switch is meant")
    if token in esci.state.tokens:
        raise Refusal("E_DUPLICATE", "this word was given before")
    if esci.wall - wall_ms > esci.parameter_ms("P_ATTEST"):
        raise Refusal("E_EXPIRED", "this word is too old")
    now = isolation.signs(esci)
    if now.aux == "CLOSED" or now.coupling is True or (isolation.bus_dead(esci) is False and backup.is_off(esci)):
        raise Refusal("E_ISOLATION_CONFLICT", "a sensor shows the contrary")
    esci.state.tokens.append(token)
    esci.state.word = esci.record({"wallMs": wall_ms})


def on_attestation(esci, message):
    """M22: whoever sends it has taken both steps at a panel of its own."""
    data = message.data
    _take(esci, data.switchId, parse_time(data.at), data.confirmToken)
    return "TAKEN"


def attest(esci, params):
    """At the panel of the ESCI, one step after the other or both at once."""
    switch = esci.state.switch
    if params.statement != "OPEN":
        raise Refusal("E_SCHEMA", "only that it is open can be attested")
    if switch and params.switchId != switch.switchId:
        esci.state.firstStep = None
        raise Refusal("E_ISOLATION_CONFLICT", "another switch is meant")
    first, esci.state.firstStep = esci.state.firstStep, None
    if params.step == 1:
        esci.state.firstStep = esci.record({"switchId": params.switchId, "atMs": esci.now})
        return
    if params.step == 2 and (first is None or esci.now - first.atMs > esci.parameter_ms("P_ATTEST")):
        raise Refusal("E_STATE", "the first step is missing")
    if params.confirmToken is None:
        raise Refusal("E_SCHEMA", "it is not confirmed")
    _take(esci, params.switchId, esci.wall, params.confirmToken)
