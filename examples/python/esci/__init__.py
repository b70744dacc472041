"""An ESCI: the interface between utility, vehicle, meter and isolation switch at one premises."""
