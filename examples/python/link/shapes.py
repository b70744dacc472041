"""The words in which message bodies are described, and the check of a value against them.

A shape is a function of (value, place) that raises Refusal: E_SCHEMA for what cannot be read, E_UNSUPPORTED for a word
of an enumeration that nobody here knows (PR2-X-08). Members that a shape does not name are ignored.
"""

import re

from .clock import parse_time
from .refusal import Refusal


def _wrong(place, what):
    raise Refusal("E_SCHEMA", f"{place} {what}")


def whole(low, high):
    """An integer in a range; 5.0 counts, true does not."""

    def check(value, place):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value or value % 1:
            _wrong(place, "is no whole number")
        if not low <= value <= high:
            _wrong(place, f"is not between {low} and {high}")

    return check


def number(low, high, or_null=False):
    """A number in a range."""

    def check(value, place):
        if value is None and or_null:
            return
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            _wrong(place, f"is no number between {low} and {high}")

    return check


def word(*words):
    """One word of an enumeration."""

    def check(value, place):
        if not isinstance(value, str):
            _wrong(place, "is no text")
        if value not in words:
            raise Refusal("E_UNSUPPORTED", f"{place} has a value that is not known here")

    return check


def text(pattern):
    """A text that matches as a whole."""
    compiled = re.compile(pattern)

    def check(value, place):
        if not isinstance(value, str) or not compiled.fullmatch(value):
            _wrong(place, "is not written as it should be")

    return check


def flag(value, place):
    """True or false."""
    if not isinstance(value, bool):
        _wrong(place, "is neither true nor false")


def time(value, place):
    """An instant with its offset."""
    try:
        parse_time(value)
    except ValueError:
        _wrong(place, "is no time with offset")


def many(low, high, shape):
    """A list."""

    def check(value, place):
        if not isinstance(value, list) or not low <= len(value) <= high:
            _wrong(place, f"is no list of {low} to {high}")
        for index, item in enumerate(value):
            shape(item, f"{place}[{index}]")

    return check


def either(choose, **shapes):
    """One of several shapes, by what the value looks like."""

    def check(value, place):
        shapes[choose(value)](value, place)

    return check


def body(required, optional=None):
    """An object; other members may stand beside those named."""
    optional = optional or {}

    def check(value, place):
        if not isinstance(value, dict):
            _wrong(place or "data", "is no object")
        for name in required:
            if name not in value:
                _wrong(f"{place}.{name}".lstrip("."), "is missing")
        for name, shape in {**required, **optional}.items():
            if name in value:
                shape(value[name], f"{place}.{name}".lstrip("."))

    return check


NAME = text(r"[A-Za-z0-9_.:-]{1,64}")
WATTS = whole(0, 1_000_000)
SIGNED_WATTS = whole(-1_000_000, 1_000_000)
WATT_HOURS = whole(0, 10_000_000)
REGISTER = whole(0, 1_000_000_000)
SECONDS = whole(1, 86_400)
REVISION = whole(0, 1_000_000)
VERSION = whole(0, 1_000_000_000)
SOC = number(0, 100)
VOLTS = number(0, 1500)
CODE = text(r"E_[A-Z_]{1,40}")
CLASS = word("REGULATION", "FAST", "EMERGENCY", "RESERVE", "SCHEDULED")
NOTICE = word("PLANNED", "DAY_OF", "EMERGENCY")
# A channel that nobody knows is a mistake of its writer: E_SCHEMA (section 7, Utility).
CHANNEL = text(r"EMAIL|SMS|PAGER|WEB|APP|PUSH|PHONE")
