"""One total divided among many: everybody gives the same, but nobody more than it can (max-min, in whole watts)."""


def divide(total_w, able):
    """Watts for each name of `able`, {name: (least, most)}; the sum is the total, or all that there is.

    Who would have to give less than its least gives nothing, the one with the highest least first.
    """
    taking = {name: limits for name, limits in able.items() if limits[1] >= max(1, limits[0])}
    while taking:
        shares = _level(total_w, {name: most for name, (_, most) in taking.items()})
        short = [name for name, watts in shares.items() if watts < max(1, taking[name][0])]
        if not short:
            return {**dict.fromkeys(able, 0), **shares}
        del taking[max(short, key=lambda name: (taking[name][0], name))]
    return dict.fromkeys(able, 0)


def _level(total_w, most):
    """Fills from the smallest upwards; an odd watt goes to those that can give more."""
    shares, left_w = {}, total_w
    names = sorted(most, key=lambda name: (most[name], name))
    for index, name in enumerate(names):
        shares[name] = min(most[name], left_w // (len(names) - index))
        left_w -= shares[name]
    return shares
