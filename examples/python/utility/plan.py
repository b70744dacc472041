"""The power asked of one PEV over an event: steps of [offset in ms, watts], each until the next or the event's end.

All functions are pure. Energy is in watt-milliseconds, so that every sum is a whole number; 1 Wh is 3 600 000 of them.
"""

WH = 3_600_000


def from_intervals(intervals, duration_s):
    """Steps from the intervals of an event; what no interval covers is a step of 0 W (D36).

    ValueError where two intervals overlap or one reaches beyond the event.
    """
    steps, reached_s = [], 0
    for one in sorted(intervals, key=lambda interval: interval["offsetS"]):
        if one["offsetS"] < reached_s or one["offsetS"] + one["durationS"] > duration_s:
            raise ValueError("intervals overlap, or reach beyond the event")
        if one["offsetS"] > reached_s:
            steps.append([reached_s * 1000, 0])
        steps.append([one["offsetS"] * 1000, one["dischargePowerW"]])
        reached_s = one["offsetS"] + one["durationS"]
    if reached_s < duration_s:
        steps.append([reached_s * 1000, 0])
    return steps


def intervals(steps, duration_s):
    """The intervals that tell these steps in an M03."""
    ends = [step[0] for step in steps[1:]] + [duration_s * 1000]
    return [
        {"offsetS": start // 1000, "durationS": (end - start) // 1000, "dischargePowerW": power}
        for (start, power), end in zip(steps, ends)
    ]


def power_at(steps, offset_ms):
    """Watts at an instant; before the first step those of the first."""
    power = steps[0][1]
    for start, watts in steps:
        if start <= offset_ms:
            power = watts
    return power


def next_step(steps, offset_ms):
    """The first step after an instant whose power differs from that of the instant, or None."""
    power = power_at(steps, offset_ms)
    return next((step for step in steps if step[0] > offset_ms and step[1] != power), None)


def first_power(steps):
    """The first step with any power, or None."""
    return next((step for step in steps if step[1] > 0), None)


def energy(steps, from_ms, to_ms):
    """Energy between two instants of the event."""
    total = 0
    for index, (start, power) in enumerate(steps):
        end = steps[index + 1][0] if index + 1 < len(steps) else to_ms
        total += power * max(0, min(end, to_ms) - max(start, from_ms))
    return total


def changed(steps, from_ms, change):
    """The same steps before an instant, and from it on each with its power passed through `change`."""
    from_ms = max(from_ms, 0)
    before = [step for step in steps if step[0] < from_ms]
    after = [[from_ms, power_at(steps, from_ms)]] + [step for step in steps if step[0] > from_ms]
    return [list(step) for step in before] + [[start, change(power)] for start, power in after]


def capped(steps, from_ms, level_w):
    """No more than a level from an instant on."""
    return changed(steps, from_ms, lambda power: min(power, level_w))


def set_until_next(steps, from_ms, power_w):
    """Another power from an instant until the next step."""
    split = changed(steps, from_ms, lambda power: power)
    return [[start, power_w if start == max(from_ms, 0) else power] for start, power in split]


def without_crumbs(steps, from_ms, least_w):
    """Nothing where less than the least power that a PEV can hold would be asked."""
    return changed(steps, from_ms, lambda power: power if power >= least_w else 0)


def level_within(steps, from_ms, end_ms, energy_wms):
    """The highest level at which the steps, cut off there, need no more than an energy."""
    highest = max(power for _, power in changed(steps, from_ms, lambda power: power))
    if energy(steps, from_ms, end_ms) <= energy_wms:
        return highest
    low, high = 0, highest
    while low < high:
        middle = (low + high + 1) // 2
        if energy(capped(steps, from_ms, middle), from_ms, end_ms) <= energy_wms:
            low = middle
        else:
            high = middle - 1
    return low
