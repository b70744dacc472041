"""What a device receives: who says so, what it is, whether it came before, and the one answer to it."""

import base64
import hashlib
import json
import re

from .bodies import BODIES
from .clock import parse_time
from .outbox import answered, send
from .parameters import parameter
from .record import record
from .refusal import Refusal
from .shapes import NAME, body, text, time, whole

_URN = text(r"urn:pr2:(utility|esci|pev|customer|channel):[A-Za-z0-9_.:-]{1,96}")
_TYPE = re.compile(r"pr2\.([A-Za-z]{1,64})\.v([0-9]{1,4})")
_UUID = text(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ENVELOPE = body(
    {
        "specversion": text(r"1\.0"),
        "id": _UUID,
        "type": text(r".{1,128}"),
        "source": _URN,
        "subject": text(r".{1,64}"),
        "time": time,
        "datacontenttype": text(r"application/json"),
        "destination": _URN,
        "seq": whole(0, 2**53),
        "data": body({}),
    },
    {"correlationid": NAME, "via": text(r".{1,2048}"), "viatime": time},
)
# Answers themselves, and what asks for none (PR2-X-09).
_UNANSWERED = {
    *("EventResponse", "AlertReceipt", "DispatchResponse", "EmergencyGenerationResponse", "Receipt"),
    *("EnergyTelemetry", "IsolationStatus", "GridStatus", "EmergencyGenerationStatus"),
}
_ANYBODY = {"utility", "esci", "pev", "customer", "channel"}


def parse(params):
    """The message of a `deliver`, or None where it is no JSON object."""
    if "message" in params:
        message = params["message"]
    else:
        try:
            raw = params.get("raw")
            content = raw if raw is not None else base64.b64decode(params["rawBase64"]).decode()
            message = json.loads(content)
        except (ValueError, RecursionError):
            return None
    return record(message) if isinstance(message, dict) else None


def name_of(message):
    """What kind of message it is, or None where its type is none of PR2."""
    match = _TYPE.fullmatch(message.type) if isinstance(message.type, str) else None
    return match[1] if match else None


def receipt(device, message, to, status="TAKEN", **fields):
    """Answers by the plain receipt; `message` is None where it could not be read."""
    known = message is not None and isinstance(message.id, str) and re.fullmatch(r"[A-Za-z0-9_.:-]{1,64}", message.id)
    data = {"refMessageId": message.id if known else "unknown", "status": status}
    data.update({key: value for key, value in fields.items() if value not in (None, "")})
    subject = message.subject if known and isinstance(message.subject, str) else device.state.id
    return send(device, "Receipt", data, to, subject, answers=message.id if known else None)


def reply(device, message, name, data):
    """Answers a message by one of its own kind."""
    return send(device, name, data, message.source, message.subject, answers=message.id)


def digest_of(message):
    """By what a repeat of a message is known from another one under its id; marks of relays do not count."""
    content = [message.type, message.source, message.destination, message.data]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def asks_nothing(name, message):
    """An answer needs no answer, and an M08 is one where it names the M10 that it answers (PR2-X-09)."""
    return name in _UNANSWERED or (name == "AvailabilityReport" and message.correlationid is not None)


def _authentic(message, link):
    """The nearest relay, else the author, must be whom the credential names (PR2-X-01)."""
    via = message.via if isinstance(message.via, str) else None
    nearest = via.split(",")[-1].strip() if via else message.source
    return link["credential"] == "valid" and nearest == link["principal"]


def skew_s_of(device, message):
    """Seconds by which the nearest sender's clock is ahead, where that is more than allowed, else None."""
    skew_s = (parse_time(message.viatime or message.time) - device.wall) / 1000
    return skew_s if abs(skew_s) > parameter(device, "P_CLK_SKEW") else None


def receive(device, link, message):
    """Takes a message in: it is refused, recognised, or carried out, and answered once."""
    if message is None:
        receipt(device, None, link["peer"], "REJECTED", code="E_SCHEMA", detail="no JSON object")
        return
    name = name_of(message)
    silent = asks_nothing(name, message)
    if not _authentic(message, link):
        if not silent:
            receipt(device, message, link["peer"], "REJECTED", code="E_UNAUTHORIZED")
        return
    try:
        _ENVELOPE(message, "")
        kind = _TYPE.fullmatch(message.type)
        if not kind:
            raise Refusal("E_UNSUPPORTED", "no type of PR2")
        if kind[2] != "1":
            raise Refusal("E_VERSION", "only major version 1 is spoken here")
        if message.source.split(":")[2] not in device.takes.get(kind[1], _ANYBODY):
            raise Refusal("E_UNAUTHORIZED", "not this party's to write")
        if message.destination != device.urn:
            device.elsewhere(link, message)
            return
    except Refusal as refusal:
        if not silent:
            peer = message.source if isinstance(message.source, str) else link["peer"]
            peer = peer if peer.startswith("urn:pr2:") else link["peer"]
            receipt(device, message, peer, "REJECTED", code=refusal.code, detail=refusal.detail)
        return
    if _recognised(device, message):
        return
    if not silent and not device.rate.admits(device, link["peer"], name, message):
        return
    carry_out(device, message)


def _recognised(device, message):
    """Whether the message came before: then it gets its old answer, or is refused if its content is new (PR2-X-02)."""
    known = device.answers.find(device, message.source, message.id)
    if known is None:
        return False
    if known["digest"] != digest_of(message):
        receipt(device, message, message.source, "REJECTED", code="E_DUPLICATE", detail="another message had this id")
    elif known["answer"] is not None:
        device.emits.append(known["answer"])
    return True


def carry_out(device, message):
    """Does what a sound message asks, and keeps the answer for a day."""
    name = name_of(message)
    skew_s = skew_s_of(device, message)
    try:
        if name not in device.takes:
            raise Refusal("E_UNSUPPORTED", f"no message that a device of this role ({device.role}) takes")
        BODIES[name](message.data, "")
        answer = device.handle(name, message)
    except Refusal as refusal:
        answer = None
        if not asks_nothing(name, message):
            fields = {"code": refusal.code, "detail": refusal.detail, "skewS": skew_s}
            answer = receipt(device, message, message.source, "REJECTED", **fields)
    answered(device, message)
    if answer == "TAKEN":
        answer = receipt(device, message, message.source, skewS=skew_s)
    elif answer and skew_s is not None and not answer["type"].startswith("pr2.Receipt"):
        receipt(device, message, message.source, skewS=skew_s)
    device.answers.keep(device, message.source, message.id, digest_of(message), answer)


def busy(device, message):
    """Refuses for want of time; not kept, so that the sender may come again under the same id (PR2-X-10)."""
    receipt(device, message, message.source, "REJECTED", code="E_BUSY", retryAfterS=1)
