"""The next departure: what must be in the battery by then, and what that leaves for others."""

from . import battery, limits


def target_j(pev):
    """Energy that the customer wants in the battery at the departure, or None."""
    leave = pev.state.departure
    if not leave or leave.soc is None or leave.at <= pev.now:
        return None
    return leave.soc / 100 * battery.capacity_j(pev)


def charge_ms(pev, energy_j):
    """Time that it takes to bring so much energy into the battery; None where it cannot be."""
    power_w = limits.max_charge_w(pev) * pev.state.efficiency
    if energy_j <= 0:
        return 0
    return energy_j / power_w * 1000 if power_w > 0 else None


def latest_end_ms(pev, discharge_w):
    """The instant by which a discharge must end, so that the vehicle leaves as its customer wants; None: whenever.

    While it discharges the battery falls, and what must be charged again grows: both meet at the instant sought.
    """
    leave, target = pev.state.departure, target_j(pev)
    if not leave or leave.at <= pev.now:
        return None
    if target is None:
        return leave.at
    charge_w = limits.max_charge_w(pev) * pev.state.efficiency
    if charge_w <= 0:
        return leave.at
    fall_w = discharge_w / pev.state.efficiency
    spare_j = pev.state.batteryJ - target
    # the charge is finished at the departure: t + max(0, fall * t - spare) / charge_w = left
    left_s = (leave.at - pev.now) / 1000
    if left_s * fall_w <= spare_j:
        return leave.at
    return pev.now + max(0, int((left_s * charge_w + spare_j) / (fall_w + charge_w) * 1000))
