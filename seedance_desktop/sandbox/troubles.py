"""Which call meets which trouble, and what that trouble looks like on the line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, JSONResponse, Response

from seedance_desktop.sandbox.envelopes import BAD_PARAMETERS, SERVER_ERROR, Refusal
from seedance_desktop.sandbox.scenarios import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.sandbox.broken_lines import Line

_RETRY_AFTER = 2.0
_GATEWAY_PAGE = "<html><head><title>Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


class Troubles:
    """Hands out each kind of call's troubles in turn."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next(self, call: str, row: Sequence[Trouble | Line]) -> Trouble | Line:
        """The trouble of this call.

        Args:
            call: what counts together, such as one task's queries.
            row: troubles of successive calls, repeated from the start.
        """
        turn = self._seen[call]
        self._seen[call] += 1
        return row[turn % len(row)] if row else Trouble.NONE

    def met(self, call: str) -> int:
        """How often a kind of call came in."""
        return self._seen[call]


def answer_of(trouble: Trouble | Line, pace: float) -> Response | None:
    """The answer that stands in for the real one; `None` when the call goes on.

    Args:
        trouble: what the call meets.
        pace: factor on waiting times; `Retry-After` holds whole seconds and may become 0.

    Raises:
        Refusal: where the answer has the endpoint's own envelope.
    """
    retry = {"Retry-After": str(int(_RETRY_AFTER * pace))}
    match trouble:
        case Trouble.RATE_LIMITED:
            return JSONResponse({"code": 429, "msg": "too many requests"}, status_code=429, headers=retry)
        case Trouble.UNAVAILABLE:
            body = {"code": SERVER_ERROR, "msg": "server error, retry later"}
            return JSONResponse(body, status_code=503, headers=retry)
        case Trouble.HTML:
            return HTMLResponse(_GATEWAY_PAGE)
        case Trouble.REFUSED:
            raise Refusal(BAD_PARAMETERS, "不支持的模型参数")
        case Trouble.MODERATED:
            raise Refusal(BAD_PARAMETERS, "PROVIDER_MODERATION_ERROR: PROMPT")
        case Trouble.ABSENT:
            raise Refusal(404, "not found", status=404)
        case _:
            return None
