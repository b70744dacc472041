"""The measuring chip at a socket, and the ways in which it can be broken (stimulus `meter-fault`).

It stands between what really flows and what the ESCI sees. Energies in joules, power signed, minus is discharge.
"""

_FIELDS = ("powerW", "slopeWps", "exportJ", "importJ")


def fresh(at_ms):
    """A chip at which nothing flows."""
    return {"atMs": at_ms, "powerW": 0, "slopeWps": None, "exportJ": 0, "importJ": 0, "fault": None}


def areas_j(power_w, slope_wps, seconds):
    """(exported, imported) energy while the power goes on as a straight line."""
    end_w = power_w + slope_wps * seconds
    if power_w * end_w >= 0:
        area = (power_w + end_w) / 2 * seconds
        return max(0.0, -area), max(0.0, area)
    until = -power_w / slope_wps
    first, second = power_w / 2 * until, end_w / 2 * (seconds - until)
    return max(0.0, -first) + max(0.0, -second), max(0.0, first) + max(0.0, second)


def true_at(chip, at_ms):
    """What really flows at an instant: the last figures, carried on along their slope."""
    seconds, slope = (at_ms - chip.atMs) / 1000, chip.slopeWps or 0
    exported, imported = areas_j(chip.powerW, slope, seconds)
    return {
        **{"atMs": at_ms, "powerW": chip.powerW + slope * seconds, "slopeWps": chip.slopeWps},
        **{"exportJ": chip.exportJ + exported, "importJ": chip.importJ + imported},
    }


def feed(chip, at_ms, inputs):
    """New figures from the terminals."""
    chip.update(true_at(chip, at_ms))
    chip.update({name: inputs[name] for name in _FIELDS if name in inputs})


def shown_at(chip, at_ms):
    """What the chip shows at an instant, or None where it shows nothing."""
    true, fault = true_at(chip, at_ms), chip.fault
    if fault is None:
        return true
    if fault.kind == "gap":
        return None
    if fault.kind == "stuck":
        return {**fault.then, "atMs": at_ms}
    if fault.kind == "zero":
        return {**fault.then, "atMs": at_ms, "powerW": 0, "slopeWps": 0}
    if fault.kind == "rollover":
        gone = {name: true[name] - fault.then[name] for name in ("exportJ", "importJ")}
        return {**true, **gone}
    if fault.kind == "import-as-export":
        return {**true, "exportJ": true["exportJ"] + true["importJ"] - fault.then.importJ}
    return true


def fail(esci, chip, kind):
    """The chip breaks, in one of the ways that are known."""
    if kind not in ("gap", "stuck", "zero", "rollover", "import-as-export"):
        return False
    chip.fault = esci.record({"kind": kind, "then": true_at(chip, esci.now)})
    return True
