"""The four shapes in which the service answers."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

SUCCESS = 20000
UNAUTHORIZED = 20001
BAD_PARAMETERS = 20002
SERVER_ERROR = -1


class Envelope(StrEnum):
    """A shape of answers.

    `V1` has the code as text, `V2` as the integer 0, `V3` as the integer 20000, `V4` has no envelope at all.
    """

    V1 = "v1"
    V2 = "v2"
    V3 = "v3"
    V4 = "v4"


class Refusal(Exception):
    """The service says no; caught where the call came in.

    Args:
        code: business code.
        message: the `msg` field.
        status: HTTP status. Only 200 is documented.
        headers: extra headers, such as `Retry-After`.
    """

    def __init__(self, code: int, message: str, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.headers = dict(headers or {})


def success(envelope: Envelope, data: Mapping[str, object]) -> JSONResponse:
    """An answer that carries `data`."""
    if envelope is Envelope.V4:
        return JSONResponse(dict(data))
    codes: dict[Envelope, object] = {Envelope.V1: str(SUCCESS), Envelope.V2: 0, Envelope.V3: SUCCESS}
    return JSONResponse({"code": codes[envelope], "msg": "ok", "data": dict(data)})


def refusal(envelope: Envelope, reason: Refusal) -> JSONResponse:
    """An answer that says no, its code of the type the endpoint's successes have."""
    code = str(reason.code) if envelope is Envelope.V1 else reason.code
    body = {"code": code, "msg": reason.message}
    return JSONResponse(body, status_code=reason.status, headers=reason.headers)


def json_object(raw: bytes) -> dict[str, Any]:
    """The JSON object of a call's body.

    Raises:
        Refusal: it is none (business code 20002).
    """
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Refusal(BAD_PARAMETERS, "invalid parameters: body is no JSON object")
    return body
