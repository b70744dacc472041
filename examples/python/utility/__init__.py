"""A utility behind the lab protocol."""
