"""Ids and chance, both from the seed, so that a run can be repeated exactly."""

import hashlib
import uuid


def _digest(device, purpose):
    state = device.state
    state.drawn = (state.drawn or 0) + 1
    return hashlib.sha256(f"{state.seed}|{state.id}|{purpose}|{state.drawn}".encode()).digest()


def new_uuid(device):
    """A message id that no other message of this device has (PR2-X-02)."""
    return str(uuid.UUID(bytes=_digest(device, "message")[:16], version=5))


def uniform(device, purpose, width):
    """A number between 0 and width, drawn anew at each call."""
    return int.from_bytes(_digest(device, purpose)[:6], "big") / float(1 << 48) * width
