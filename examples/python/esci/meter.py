"""The meter of a socket: registers of its own, which take from the chip what is plausible and nothing else (PR2-A-16).

A chip that shows nothing, registers that do not follow the power, power that vanishes without a ramp or a word, power
that the vehicle's own reports deny: each makes the figures an estimate until chip, register and reports agree again.
Registers never fall, and what was missed is made up for when the chip shows it again.
"""

from link.clock import parse_time

from . import chip as chips

_SLACK_J = 4  # whole joules on both sides of an interval
_SLACK = 0.02


def fresh(at_ms):
    """A new meter."""
    return {"chip": chips.fresh(at_ms), "seen": None, "exportJ": 0.0, "importJ": 0.0, "bad": None, "claimW": None}


def sensed(esci, point, inputs):
    """New figures from the terminals of a socket."""
    meter = esci.state.meters[point]
    if meter.blind:
        meter.bad = meter.bad or "not read"  # its register went on meanwhile
    elif meter.seen is not None:
        take(esci, point)
    meter.blind = False
    chips.feed(meter.chip, esci.now, inputs)
    if meter.seen is None:
        meter.exportJ, meter.importJ = meter.chip.exportJ, meter.chip.importJ
    take(esci, point)


def come_back(esci):
    """After a loss of power the chips are read anew."""
    for meter in esci.state.meters.values():
        meter.blind = True


def take(esci, point):
    """Reads the chip now and carries what is plausible into the registers."""
    meter = esci.state.meters[point]
    if meter.blind:
        return
    shown, seen = chips.shown_at(meter.chip, esci.now), meter.seen
    if shown is None:
        meter.bad = "nothing shown"
        return
    meter.seen = esci.record(shown)
    if seen is None:
        return
    exported, imported = shown["exportJ"] - seen.exportJ, shown["importJ"] - seen.importJ
    seconds = (esci.now - seen.atMs) / 1000
    slope = seen.slopeWps
    if meter.bad:
        _mend(meter, shown, exported, imported)
        return
    export_area, import_area = chips.areas_j(seen.powerW, slope or 0, seconds)
    slack = _SLACK_J + _SLACK * (export_area + import_area)
    if slope is None:
        slack += abs(shown["powerW"] - seen.powerW) * seconds
    carried_w = seen.powerW + (slope or 0) * seconds
    if abs(exported - export_area) <= slack and abs(imported - import_area) <= slack:
        meter.exportJ += max(0.0, exported)
        meter.importJ += max(0.0, imported)
    elif exported == 0 and imported == 0:
        meter.bad = "register stands still"
    else:
        meter.exportJ += export_area
        meter.importJ += import_area
    if carried_w <= -200 and shown["powerW"] >= -20:
        meter.bad, meter.vanishedMs = "power vanished", esci.now


def _mend(meter, shown, exported, imported):
    """A reading after a bad one: it counts again once something moves and the vehicle does not deny it."""
    moves = exported > 0 or imported > 0
    denied = meter.claimW is not None and abs(meter.claimW) >= 200 and abs(shown["powerW"]) < abs(meter.claimW) / 10
    if meter.bad in ("nothing shown", "not read") or (moves and not denied):
        meter.missed = meter.missed or meter.bad != "not read"
        meter.bad = None
        meter.exportJ += max(0.0, exported)
        meter.importJ += max(0.0, imported)


def claimed(esci, point, power_w, at):
    """The vehicle says how much flowed at an instant (text); what it says of before the power vanished says nothing."""
    meter = esci.state.meters[point]
    take(esci, point)
    at_ms = esci.bench_ms(parse_time(at))
    if meter.vanishedMs is not None and at_ms <= meter.vanishedMs + esci.parameter_ms("P_CLK_SKEW") and power_w <= -200:
        return
    meter.claimW = power_w
    shown = chips.shown_at(meter.chip, esci.now)
    if shown is None:
        return
    if abs(power_w) >= 200 and abs(shown["powerW"]) < abs(power_w) / 10:
        meter.bad = "the vehicle says otherwise"
    elif meter.bad == "power vanished" and abs(power_w) < 200:
        meter.bad = None


def explained(esci, point):
    """Somebody said that the power would go, or the cable is out: nothing is strange about it."""
    meter = esci.state.meters[point]
    meter.claimW = None
    if meter.bad == "power vanished":
        meter.bad = None


def power_w(esci, point, at):
    """The power that the chip shows at an instant, or None."""
    shown = chips.shown_at(esci.state.meters[point].chip, at)
    return None if shown is None else shown["powerW"]


def now(esci, point):
    """The figures now: {powerW, exportJ, importJ, measured, missed}; where nothing can be measured, the likeliest.

    Power that vanished may be explained yet: nothing was missed until the chip or the vehicle shows that it was.
    """
    take(esci, point)
    meter = esci.state.meters[point]
    shown = power_w(esci, point, esci.now)
    likely = meter.claimW if meter.bad and meter.claimW is not None else shown
    missed = bool(meter.missed) or meter.bad not in (None, "power vanished")
    meter.missed = False
    return {
        **{"powerW": likely if likely is not None else 0, "missed": missed},
        **{"exportJ": meter.exportJ, "importJ": meter.importJ, "measured": meter.bad is None},
    }


def measures(esci, point):
    """Whether what it shows can be believed."""
    return esci.state.meters[point].bad is None


def at_instant(esci, point, at):
    """Figures for whoever reads the display; nothing where nothing is measured, and nothing changes by looking."""
    meter = esci.state.meters[point]
    shown = chips.shown_at(meter.chip, at)
    if shown is None or meter.bad or meter.seen is None:
        return {}
    return {
        "powerW": shown["powerW"],
        "exportJ": int(meter.exportJ + max(0, shown["exportJ"] - meter.seen.exportJ)),
        "importJ": int(meter.importJ + max(0, shown["importJ"] - meter.seen.importJ)),
    }
