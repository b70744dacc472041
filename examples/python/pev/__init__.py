"""A second PEV for PR2, written from the specification alone. `lab` is the way in, `device` the vehicle."""
