"""The bodies of all messages, by the name in the envelope's type (specification, section 5)."""

from . import esci, people, pev, utility

BODIES = {**utility.BODIES, **esci.BODIES, **pev.BODIES, **people.BODIES}
