"""Every failure the program knows, drawn as a tree. The class says whether repeating is safe.

SeedanceError
├─ NotSent            nothing left this machine: safe to repeat
├─ OutcomeUnknown     the create call was sent and no usable answer came: never repeated
├─ Refused            the service answered no
│  ├─ BadRequest      its parameters check said no
│  ├─ Unauthorized    the key is missing, wrong or not allowed
│  ├─ NoBalance       the account cannot pay
│  ├─ RateLimited     too many calls; `retry_after` says how long to wait
│  ├─ NotFound        the task, asset or address is not there
│  └─ Moderated       the content check said no
├─ ServiceFailed      5xx, nonsense, HTML instead of JSON: a GET is asked again later
└─ LocalFailure       disk full, unreadable media, locked database

Exceptions carry a code and numbers; sentences are made where they are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EXCERPT_LIMIT = 2000
"""Characters of a foreign answer that are kept for the details view."""


class SeedanceError(Exception):
    """A failure the user is told about.

    Args:
        code: dotted, stable name such as `net.refused`; the sentence is looked up by it.
        values: numbers and names for that sentence. Never a key, never a signed address.
        excerpt: what came back, shortened; shown folded and as plain text.
    """

    def __init__(self, code: str, values: Mapping[str, object] | None = None, excerpt: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.values: dict[str, object] = dict(values or {})
        self.excerpt = excerpt[:EXCERPT_LIMIT]


class NotSent(SeedanceError):
    """Nothing left this machine; the same call may be made again."""


class OutcomeUnknown(SeedanceError):
    """The create call was sent and nobody can tell what became of it.

    Args:
        raw: the whole answer as text, without the key, where one came: the id of a paid task may stand in it.
    """

    def __init__(self, code: str, values: Mapping[str, object] | None = None, excerpt: str = "", raw: str = "") -> None:
        super().__init__(code, values, excerpt)
        self.raw = raw


class Refused(SeedanceError):
    """The service answered no."""


class BadRequest(Refused):
    """The service did not accept the parameters."""


class Unauthorized(Refused):
    """The key is missing, wrong or not allowed to do this."""


class NoBalance(Refused):
    """The account cannot pay for this."""


class RateLimited(Refused):
    """Too many calls.

    Args:
        retry_after: seconds the service asked us to wait, clamped and finite; `None` where it said nothing.
    """

    def __init__(
        self,
        code: str,
        values: Mapping[str, object] | None = None,
        excerpt: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(code, values, excerpt)
        self.retry_after = retry_after


class NotFound(Refused):
    """The task, asset or address does not exist."""


class Moderated(Refused):
    """The content check refused it."""


class ServiceFailed(SeedanceError):
    """The service is broken or unreachable for now.

    Args:
        retry_after: seconds the service asked us to wait; `None` where it said nothing.
    """

    def __init__(
        self,
        code: str,
        values: Mapping[str, object] | None = None,
        excerpt: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(code, values, excerpt)
        self.retry_after = retry_after


class LocalFailure(SeedanceError):
    """Something on this machine failed: disk, media, database."""
