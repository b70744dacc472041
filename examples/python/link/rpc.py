"""JSON-RPC 2.0 on standard input and output, one object a line.

Only this module reads and writes; what is printed anywhere else would garble the protocol.
"""

import json
import sys
import traceback


class RpcError(Exception):
    """An error answer. -32001: no such hook; -32002: not possible in this state; -32003: another protocol version."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def _write(reply):
    line = json.dumps(reply, separators=(",", ":"), allow_nan=False)
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()


def notify(method, params):
    """Tells the kit something unasked; while a request is pending it goes out before the answer."""
    _write({"jsonrpc": "2.0", "method": method, "params": params})


def _answer(device, line):
    try:
        request = json.loads(line)
        method, params = request["method"], request.get("params", {})
    except (ValueError, KeyError, TypeError):
        return {"jsonrpc": "2.0", "id": None, "error": {"code": -32700, "message": "no JSON-RPC request"}}
    reply = {"jsonrpc": "2.0", "id": request.get("id")}
    handler = device.methods.get(method)
    if handler is None:
        return {**reply, "error": {"code": -32601, "message": f"no method {method}"}}
    try:
        return {**reply, "result": handler(params)}
    except RpcError as error:
        return {**reply, "error": {"code": error.code, "message": str(error)}}
    except Exception as error:  # a defect of ours: said with its place, and the adapter lives on
        traceback.print_exc(file=sys.stderr)
        return {**reply, "error": {"code": -32603, "message": f"{type(error).__name__}: {error}"}}


def serve(device):
    """Answers requests until the input ends; `device.methods` maps a method's name to a function of its params."""
    for line in sys.stdin.buffer:
        if line.strip():
            _write(_answer(device, line))
    return 0
