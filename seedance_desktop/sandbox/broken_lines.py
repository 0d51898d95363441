"""Answers that no server would form: bytes as they stand on the line, and how the line ends after them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class End(Enum):
    """What becomes of a connection after the last byte."""

    CLOSE = auto()
    RESET = auto()
    HOLD = auto()
    STALL = auto()
    """Held, and nothing more is read from it."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a call meets instead of an answer.

    Attributes:
        raw: written as it is.
        end: how the connection ends; held ones close after `HOLD_SECONDS`, before the pace.
        made: the create call was carried out and charged all the same.
        early: it comes before the request's body is read, which then never is.
    """

    raw: bytes = b""
    end: End = End.CLOSE
    made: bool = True
    early: bool = False


HOLD_SECONDS = 600.0


def answer(status: str, body: str = "", *headers: str, made: bool = True, missing: int = 0) -> Line:
    """A whole answer, or one that ends early.

    Args:
        status: code and phrase.
        body: sent as it is; JSON unless a header says otherwise.
        headers: each as one line.
        made: the create call was carried out.
        missing: bytes that are announced and never come.
    """
    content = body.encode("latin-1")
    typed = (
        headers if any(h.startswith("Content-Type") for h in headers) else ("Content-Type: application/json", *headers)
    )
    head = "\r\n".join((f"HTTP/1.1 {status}", *typed, f"Content-Length: {len(content) + missing}", "Connection: close"))
    return Line(f"{head}\r\n\r\n".encode("latin-1") + content, made=made)


def no(status: str, message: str) -> Line:
    """A refusal by HTTP status: nothing was made."""
    return answer(status, f'{{"code": {status.split(maxsplit=1)[0]}, "msg": "{message}"}}', made=False)


def page(status: str) -> Line:
    """A refusal by whatever stands at a wrong address: nothing was made."""
    text = f"<html><h1>{status}</h1></html>"
    return answer(status, text, "Content-Type: text/html", made=False)
