"""What the utility's operator does, by the names of the lab protocol."""


from . import commands, dispatch, enrollment, events, making, states


def ask(utility, params):
    """What could a PEV give now?"""
    dispatch.ask_availability(utility, params.pevId, params.pevId)


def enroll(utility, params):
    """An enrollment, new or changed."""
    enrollment.take(utility, params)
    if params.status != "ACTIVE":
        _leave(utility, params.pevId, [params.programId])


def revoke(utility, params):
    """An enrollment is paused or ended: what rests on it is called off (PR2-G-02)."""
    _leave(utility, params.pevId, enrollment.end(utility, params.pevId, params.status))


def _leave(utility, pev_id, programs):
    for event in list(utility.state.events.values()):
        target = event.targets.get(pev_id)
        over = event.phase in states.FINAL or event.phase == "ENDING"
        if target and not over and event.programId in programs and target.phase not in states.TARGET_FINAL:
            events.withdraw(utility, event, pev_id, "ENROLLMENT")


def clock_step(utility, params):
    """The utility's clock is set; what is armed goes by bench time."""
    utility.state.offsetMs += params.deltaMs


def secret_canary(utility, params):
    """A secret that must stay inside."""
    utility.state.secret = params.text


STIMULI = {
    "create-event": making.create,
    "change-event": making.change,
    "cancel-event": events.cancel,
    "change-request": commands.change_request,
    "ask-availability": ask,
    "enroll": enroll,
    "revoke-enrollment": revoke,
    "clock-step": clock_step,
    "secret-canary": secret_canary,
}
