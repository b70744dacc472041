"""An ESCI behind the lab protocol: JSON-RPC 2.0, one object a line, on standard input and output.

    pr2 run --dut esci=exec:"python3 examples/python/esci_adapter.py"
    pr2 run --dut esci=exec:"python3 examples/python/esci_adapter.py --manual"

With --manual its isolation switch is one that is moved by hand. Nothing but Python 3.9 or later is needed. The product
is in the package `esci`, what it shares with a PEV and a Utility in the package `link`.
"""

import sys

from esci import declaration
from esci.device import Esci
from link import lab, rpc

if __name__ == "__main__":
    Esci.hello = declaration.hello("MANUAL" if "--manual" in sys.argv[1:] else "AUTO")
    sys.exit(rpc.serve(lab.Lab(Esci, rpc.notify)))
