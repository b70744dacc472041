"""The smallest limit on the way binds, in what is reported and in what flows (PR2-A-13)."""

from . import preferences


def power_limits(pev):
    """Each limit of the discharge power that is known, in watts at the AC terminals, by where it comes from."""
    state = pev.state
    known = {"pev": state.maxDischargeW, "charger": state.maxDischargeW}
    cable = state.cable
    if cable:
        known["cordset"] = int((cable.cordsetA or 0) * state.nominalV * state.exportPhases)
        if cable.evseMaxW is not None:
            known["evse"] = cable.evseMaxW
    customer = preferences.max_discharge_w(pev)
    if customer is not None:
        known["customer"] = customer
    for element, max_w in state.derated.items():
        known[element] = min(known.get(element, max_w), max_w)
    return known


def max_discharge_w(pev):
    """The power that may be discharged now: the least of all limits."""
    return min(power_limits(pev).values())


def max_charge_w(pev):
    """The power that may be taken: cordset and EVSE bind in this direction too."""
    state = pev.state
    if not state.cable:
        return 0
    limits = [state.maxChargeW, int((state.cable.cordsetA or 0) * state.nominalV * state.exportPhases)]
    if state.cable.evseMaxW is not None:
        limits.append(state.cable.evseMaxW)
    return min(limits)
