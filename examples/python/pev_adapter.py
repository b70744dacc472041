"""A PEV behind the lab protocol: JSON-RPC 2.0, one object a line, on standard input and output.

    pr2 run --dut pev=exec:"python3 examples/python/pev_adapter.py"

Nothing but Python 3.9 or later is needed. The product is in the package `pev`; to test a product of your own, keep the
package `link` and write a `Device` of your own, as `pev/device.py` does.
"""

import sys

from link import lab, rpc
from pev.device import Pev

if __name__ == "__main__":
    sys.exit(rpc.serve(lab.Lab(Pev, rpc.notify)))
