"""What the customer wishes, as set at the ESCI; the vehicle gets a copy, with the limits of the place in it (M07).

Of each wish the stricter one binds, here or in the vehicle, and the vehicle does that sum (PR2-A-08).
"""

from link.bodies.people import PREFERENCE
from link.outbox import send
from link.refusal import Refusal

from . import backup, connection, enrollment

_LEAST_FLOOR = 10  # a customer who says nothing here restricts nothing here


def wishes_of(esci, pev_id):
    """The wishes for a vehicle, or those for whoever is here."""
    return esci.state.wishes.get(pev_id) or esci.state.wishes.get("") or esci.record({})


def floor_of(esci, pev_id):
    """The reserve wished for here."""
    return wishes_of(esci, pev_id).get("socFloor", _LEAST_FLOOR)


def _place_w(esci, session):
    """The most that the place allows, or None; what the premises allow is shared by all that are here."""
    derated = dict(esci.state.derated)
    premises = [limit for limit in (esci.state.siteExportW, derated.pop("site", None)) if limit is not None]
    sharers = max(1, sum(1 for one in connection.sessions(esci) if one.known))
    limits = [session.cable.maxW, *derated.values(), *(limit // sharers for limit in premises)]
    return min((limit for limit in limits if limit is not None), default=None)


def copy_to(esci, session):
    """M07 to a vehicle, if there is anything to say that was not said."""
    wishes, place_w = wishes_of(esci, session.pevId), _place_w(esci, session)
    if not session.known or (not wishes and place_w is None):
        return
    told = {name: wishes[name] for name in PREFERENCE if name in wishes}
    limits = [limit for limit in (place_w, wishes.get("maxDischargeW")) if limit is not None]
    told.update({"enabled": wishes.get("enabled", True), "socFloor": floor_of(esci, session.pevId)})
    if limits:
        told["maxDischargeW"] = min(limits)
    if told == session.copied:
        return
    session.copied = esci.record(told)
    esci.state.copyVersion += 1
    data = {"pevId": session.pevId, "source": "ESCI", "version": esci.state.copyVersion, **told}
    send(esci, "DischargePreference", data, connection.urn_of(session.pevId), session.sessionId)


def copy_to_all(esci):
    """To every vehicle here."""
    for session in connection.sessions(esci):
        copy_to(esci, session)


def _changed(esci):
    copy_to_all(esci)
    for session in connection.sessions(esci):
        backup.wishes_changed(esci, session.pevId)


def on_preference(esci, message):
    """M07 of a customer."""
    data, customer = message.data, message.source.split(":", 3)[3]
    owners = {one.customerId for one in enrollment.of(esci, data.pevId)}
    if owners and customer not in owners:
        raise Refusal("E_UNAUTHORIZED", "this vehicle is another customer's")
    key = f"{data.pevId}|{data.source}"
    if data.version <= esci.state.versions.get(key, -1):
        raise Refusal("E_STALE", "a later version holds")
    esci.state.versions[key] = data.version
    esci.state.wishes[data.pevId] = data
    esci.then(_changed)
    return "TAKEN"


def set_here(esci, params):
    """At the panel: what is wrong leaves the last valid wishes as they are."""
    for name, shape in PREFERENCE.items():
        if name in params:
            shape(params[name], name)
    key = params.get("pevId", "")
    esci.state.wishes[key] = esci.record({**wishes_of(esci, key), **params})
    _changed(esci)


def derate(esci, params):
    """A part of the place can carry less."""
    esci.state.derated[params.element] = params.maxW
    copy_to_all(esci)
