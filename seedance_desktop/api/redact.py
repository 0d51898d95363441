"""Keeps keys and signed addresses out of messages and logs."""

from __future__ import annotations

import logging
import re

_ADDRESS = re.compile(r"(:\\*/\\*/)([^\s?#\"'<>]+)([?#][^\s\"'<>]*)?")
"""From any scheme's end on. Its last part may be missing, and no scheme is looked for: a text full of beginnings that
lead to nothing would be gone through once for each of them."""
_BEARER = re.compile(r"(?i)\b(bearer|basic)(\s+|%20)[^\s\"',;<>]+")
_HEADER = re.compile(r"(?i)\b((?:proxy-)?authorization|x-api-key|cookie)(\W{1,6}+)(?!bearer\b|basic\b)[^\s\"',;<>]+")
_KEY = re.compile(r"\bsk-[A-Za-z0-9_-]{6,}")

HIDDEN = "[hidden]"


def hide(text: str, *secrets: str) -> str:
    """Hide secrets however a server wrote them: as they are, with JSON's escapes, or with an address's."""
    for secret in secrets:
        if secret and ("\\" in text or "%" in text):
            text = re.sub("".join(map(_spelled, secret)), HIDDEN, text)
        elif secret:
            text = text.replace(secret, HIDDEN)
    return text


def _spelled(character: str) -> str:
    """A pattern for one character of a secret; keys are ASCII, all else is taken as it is."""
    code = f"{ord(character):02x}"
    return rf"(?:\\?{re.escape(character)}|(?i:\\u00{code}|%{code}))" if len(code) == 2 else re.escape(character)


def redact(text: str, *secrets: str) -> str:
    """Hide keys, authorization values, proxy passwords and the query part of every address."""
    text = hide(text, *secrets)
    text = _ADDRESS.sub(_public, text)
    text = _BEARER.sub(r"\1\2" + HIDDEN, text)
    text = _HEADER.sub(r"\1\2" + HIDDEN, text)
    return _KEY.sub(HIDDEN, text)


def _public(address: re.Match[str]) -> str:
    """An address without its user and its query; nothing of it where a password may be what looks like its host."""
    slashes, place, query = address.groups("")
    escape = query[len(query.rstrip("\\")) :]  # of the quotation mark that follows
    if "@" in query:
        return slashes + HIDDEN + escape
    _, user, host = place.rpartition("@")
    return slashes + (HIDDEN + "@" if user else "") + host + ("?" + HIDDEN if query else "") + escape


class RedactingFilter(logging.Filter):
    """Put on a handler: rewrites each record so that no formatter ever sees a secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        return True


def quiet_http_logs() -> None:
    """Silence the HTTP library's own lines: they print whole addresses, and a signed address is a credential.

    Changes the process-wide loggers, hence called once by the composition root and by nobody else.
    """
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
