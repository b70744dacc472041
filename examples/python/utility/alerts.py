"""What customers are told of events, by the channels that they chose (M05, M06; PR2-A-03, A-04)."""

from link.clock import format_time, parse_time
from link.ids import new_uuid
from link.outbox import send
from link.parameters import ack_s
from link.refusal import Refusal

from . import notice, preferences

_TRIES = 4
_OPT_OUT_HOW = "At the vehicle, at its charging point or in its app, from now until the event ends."
_TEXTS = {
    "CREATE": "Your vehicle is asked for energy from {start} for {minutes} minutes, up to {kilowatts} kW.",
    "CHANGE": "The event for your vehicle has changed: from {start} for {minutes} minutes, up to {kilowatts} kW.",
    "CANCEL": "The event for your vehicle from {start} is called off.",
}


def announce(utility, event, kind, customer_ids):
    """News of an event: each customer is told at once, later, or not at all."""
    for customer_id in dict.fromkeys(customer_ids):
        news = utility.record(
            {"kind": kind, "customerId": customer_id, "eventId": event.eventId, "revision": event.revision}
        )
        news.update({"noticeClass": event.noticeClass, "start": event.start, "durationS": event.durationS})
        news.requestedPowerW = _requested_w(event, customer_id)
        _tell_or_wait(utility, news)


def _requested_w(event, customer_id):
    """What is asked of all vehicles of a customer together, at most."""
    mine = [target for target in event.targets.values() if target.customerId == customer_id]
    return min(1_000_000, sum(max(power for _, power in target.steps) for target in mine))


def _tell_or_wait(utility, news):
    preference = preferences.current(utility, news.customerId)
    channels = preferences.open_channels(preference)
    until_ms = preferences.quiet_until_ms(preference, utility.wall)
    if until_ms is not None and news.noticeClass == "EMERGENCY" and preference.emergencyOverride:
        until_ms = None
    if channels and until_ms is not None:
        if _may_wait(utility, news, until_ms):
            news.untilWallMs = until_ms
            utility.state.waiting.append(news)
            return
        channels = []
    if not channels:
        _note(utility, news, "NONE", "NO_CHANNEL", 0)
    for channel in channels:
        _send(utility, news, channel)


def _may_wait(utility, news, until_ms):
    """A new event can wait while the notice of its class is kept; a change or a cancel owes none."""
    if news.kind != "CREATE":
        return True
    lead_s = (parse_time(news.start) - until_ms) / 1000
    return lead_s >= notice.least_lead_s(utility, news.noticeClass)


def _note(utility, news, channel, status, attempts):
    alert_id = new_uuid(utility)
    utility.state.alerts[alert_id] = utility.record(
        {"news": news, "channel": channel, "status": status, "attempts": attempts, "at": format_time(utility.wall)}
    )
    return alert_id


def _send(utility, news, channel):
    alert_id = _note(utility, news, channel, None, 0)
    _attempt(utility, alert_id)


def _attempt(utility, alert_id):
    """Sends an alert, or sends it again after the channel said that it failed."""
    alert = utility.state.alerts[alert_id]
    news = alert.news
    words = {"start": news.start, "minutes": -(-news.durationS // 60), "kilowatts": news.requestedPowerW / 1000}
    body = {
        **{"alertId": alert_id, "customerId": news.customerId, "eventId": news.eventId, "revision": news.revision},
        **{"kind": news.kind, "channel": alert.channel, "sentAt": format_time(utility.wall)},
        **{"noticeClass": news.noticeClass, "start": news.start, "durationS": news.durationS},
        **{"requestedPowerW": news.requestedPowerW, "optOutHow": _OPT_OUT_HOW},
        "text": _TEXTS[news.kind].format(**words),
    }
    alert.attempts += 1
    alert.at = format_time(utility.wall)
    alert.againMs = None
    to = f"urn:pr2:channel:{alert.channel}:{news.customerId}"
    alert.messageId = send(utility, "CustomerAlert", body, to, news.eventId)["id"]


def on_receipt(utility, message):
    """M06: how it went; what failed is tried again, an answer's time later."""
    data = message.data
    alert = utility.state.alerts.get(data.alertId or "")
    if alert is None or message.source != f"urn:pr2:channel:{alert.channel}:{alert.news.customerId}":
        raise Refusal("E_UNAUTHORIZED", "no alert of this channel")
    if alert.status in ("DELIVERED", "NO_CHANNEL") or (alert.status == "SENT" and data.status != "DELIVERED"):
        return None
    if data.status == "FAILED" and alert.attempts < _TRIES:
        alert.againMs = utility.now + int(ack_s(utility) * 1000)
        return None
    alert.status, alert.attempts = data.status, max(alert.attempts, data.attempts)
    return None


def gave_up(utility, message):
    """A channel that never answered."""
    alert = utility.state.alerts.get(message["data"]["alertId"])
    if alert and alert.status is None:
        alert.status, alert.attempts = "FAILED", _TRIES


def was_told(utility, event_id, customer_id):
    """Whether the customer heard of the event, or was to hear of it."""
    entries = [alert.news for alert in utility.state.alerts.values()]
    return any(one.eventId == event_id and one.customerId == customer_id for one in entries)


def drop_waiting(utility, event_id, customer_ids):
    """News that nobody needs any more."""
    utility.state.waiting = [
        one for one in utility.state.waiting if one.eventId != event_id or one.customerId not in customer_ids
    ]


def all_out(utility, event_id):
    """Whether nothing of an event waits to be told."""
    return all(one.eventId != event_id for one in utility.state.waiting)


def outcomes(utility):
    """What became of each alert, as bodies of M06."""
    return [
        {
            **{"alertId": alert_id, "customerId": alert.news.customerId, "eventId": alert.news.eventId},
            **{"channel": alert.channel, "status": alert.status, "attempts": alert.attempts, "at": alert.at},
        }
        for alert_id, alert in utility.state.alerts.items()
        if alert.status is not None
    ]


def wakes(utility):
    """Ends of quiet hours, and second tries."""
    again = [alert.againMs for alert in utility.state.alerts.values()]
    return [one.untilWallMs - utility.state.offsetMs for one in utility.state.waiting] + again


def wake(utility):
    """Tells what waited, by what holds now, and tries again what failed."""
    due = [one for one in utility.state.waiting if one.untilWallMs <= utility.wall]
    utility.state.waiting = [one for one in utility.state.waiting if one.untilWallMs > utility.wall]
    for news in due:
        _tell_or_wait(utility, news)
    for alert_id, alert in list(utility.state.alerts.items()):
        if alert.againMs is not None and alert.againMs <= utility.now:
            _attempt(utility, alert_id)
