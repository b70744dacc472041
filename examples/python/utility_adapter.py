"""A utility behind the lab protocol: JSON-RPC 2.0, one object a line, on standard input and output.

    pr2 run --dut utility=exec:"python3 examples/python/utility_adapter.py"

Nothing but Python 3.9 or later is needed. The product is in the package `utility`, on the package `link`.
"""

import sys

from link import lab, rpc
from utility.device import Utility

if __name__ == "__main__":
    sys.exit(rpc.serve(lab.Lab(Utility, rpc.notify)))
