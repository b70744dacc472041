"""How long before its start an event is told, and what that makes of it (PR2-A-09, D4, D5)."""

from link.parameters import parameter

_DEFAULT_CLASS = {"REGULATION": "REGULATION", "SPINNING": "RESERVE", "EMERGENCY": "EMERGENCY"}


def least_lead_s(utility, notice_class):
    """The shortest lead of a class."""
    names = {"PLANNED": "P_NOTICE_PLANNED", "DAY_OF": "P_NOTICE_DAYOF", "EMERGENCY": "P_NOTICE_EMERG"}
    return parameter(utility, names[notice_class])


def class_of(utility, lead_s):
    """The class of a lead; what is shorter than the shortest is an emergency all the same."""
    for name in ("PLANNED", "DAY_OF"):
        if lead_s >= least_lead_s(utility, name):
            return name
    return "EMERGENCY"


def too_short(utility, lead_s, reason):
    """Whether an event so late needs the consent of each customer: below a minute, or below a day without need."""
    if lead_s < least_lead_s(utility, "EMERGENCY"):
        return True
    return lead_s < least_lead_s(utility, "PLANNED") and reason != "RELIABILITY"


def response_class(service_type, lead_s):
    """The class of response where the operator names none (section 3, D27)."""
    return _DEFAULT_CLASS.get(service_type) or ("EMERGENCY" if lead_s < 3600 else "SCHEDULED")
