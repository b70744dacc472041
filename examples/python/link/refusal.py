"""How one part of a device tells another that something is refused."""


class Refusal(Exception):
    """A refusal in PR2's words: `code` is one of its error codes, `extra` goes into the answer beside it."""

    def __init__(self, code, detail="", **extra):
        super().__init__(detail or code)
        self.code = code
        self.detail = detail
        self.extra = extra
