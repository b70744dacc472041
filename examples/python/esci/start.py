"""The state with which a test case begins, and the one with which the ESCI comes back after a restart."""

from link.device import begun
from link.record import record

from . import island, meter


def fresh(params):
    """The initial state, from the `start` call; what it leaves out has a plain default."""
    given, at = params["state"], params["at"]
    evse = {"maxW": None, "bidirectional": True, "v2h": True, "cordsetA": 32, **given.get("evse", {})}
    wishes = given.get("preferences")
    return record(
        {
            **begun(params),
            "location": given.get("location", "L1"),
            "architecture": given.get("architecture", "S2"),
            "nominalV": given.get("nominalV", 240),
            "nominalHz": given.get("nominalHz", 60),
            "evse": evse,
            "siteExportW": given.get("siteExportW"),
            "inverterAuthorised": given.get("inverterAuthorised", True),
            "commissioning": given.get("commissioning"),
            "switch": given.get("switch"),
            "wishes": {wishes.get("pevId", ""): wishes} if wishes else {},
            "copyVersion": 0,
            **{"versions": {}, "derated": {}, "enrollments": {}, "events": {}, "dispatches": {}, "commands": {}},
            **{"questions": {}, "waiting": [], "tokens": [], "loose": [], "word": None, "firstStep": None},
            "sockets": {
                one["evseId"]: {**{key: one[key] for key in ("point", "evseId", "meteringPointId")}, "session": None}
                for one in params["points"]
            },
            "inputs": {one["point"]: {} for one in params["points"]},
            "meters": {one["point"]: meter.fresh(at) for one in params["points"]},
            "grid": {"state": "IN_RANGE", "sinceMs": at},
            "island": island.fresh(),
        }
    )


def come_back(esci, at):
    """After a restart nothing is commanded by itself (PR2-X-12), and what was proven is proven anew (PR2-B-05)."""
    esci.now = at
    esci.state.grid.sinceMs = at
    esci.state.word = esci.state.firstStep = None
    meter.come_back(esci)
    island.come_back(esci)
