"""What a PEV, an ESCI and a Utility in Python have in common: the lab protocol, envelopes, answers and memory."""
