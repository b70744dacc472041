"""Parameters of the specification, section 4.2: their defaults, and what the bench agreed on."""

DEFAULTS = {
    "P_T_AUTH": 60,
    "P_T_AVREQ": 10,
    "P_AVAIL_AGE": 10,
    "P_T_PRETERM": 60,
    "P_T_POSTTERM": 5,
    "P_T_STOP": 10,
    "P_AVAIL_DELTA": 10,
    "P_TOL": 5,
    "P_RAMP": 10,
    "P_SOC_TOL": 1,
    "P_SOC_HYST": 2,
    "P_FLOOR": 30,
    "P_MET_INT": 60,
    "P_MET_INT_REGULATION": 4,
    "P_CLK_SKEW": 1,
    "P_NOTICE_PLANNED": 86400,
    "P_NOTICE_CEILING": 604800,
    "P_WATCHDOG": 90,
    "P_NOTICE_DAYOF": 3600,
    "P_NOTICE_EMERG": 60,
    "P_REPLAY": 86400,
    "P_REBOUND": 600,
    "P_RIDE": 1,
    "P_ES_V_MIN": 0.917,
    "P_ES_V_MAX": 1.05,
    "P_ES_F_MIN": 59.5,
    "P_ES_F_MAX": 60.1,
    "P_ES_DELAY": 300,
    "P_PROOF_AGE": 10,
    "P_DEADBUS": 10,
    "P_DEAD_T": 1,
    "P_XFER": 100,
    "P_T_ISO": 2,
    "P_ATTEST": 300,
    "P_ICE_ON": 25,
    "P_ICE_OFF": 35,
}

# Seconds from receipt to answer, by response class (section 3).
ACK_S = {"REGULATION": 1, "FAST": 2, "EMERGENCY": 5, "RESERVE": 5, "SCHEDULED": 10}

# Seconds between two samples; three of them in the band make "at power".
SAMPLE_S = {"REGULATION": 0.1, "FAST": 0.25, "EMERGENCY": 0.25, "RESERVE": 1, "SCHEDULED": 1}


def parameter(device, name):
    """The value in force."""
    value = device.state.params.get(name)
    return DEFAULTS[name] if value is None else value


def ack_s(device, response_class="SCHEDULED"):
    """How long the other side may take to answer."""
    return device.state.params.get("P_T_ACK") or ACK_S[response_class]


def tolerance_w(device, setpoint_w):
    """Half width of the band around a setpoint; 50 W at 0 W."""
    if setpoint_w == 0:
        return 50.0
    return max(parameter(device, "P_TOL") / 100 * setpoint_w, min(150.0, setpoint_w / 4))
