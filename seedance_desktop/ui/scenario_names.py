"""What the menu calls the rehearsals; the header translates them."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

SCENARIO_NAMES = {
    "calm": str(QT_TRANSLATE_NOOP("HeaderBar", "All goes well")),
    "slow-queue": str(QT_TRANSLATE_NOOP("HeaderBar", "A slow queue")),
    "moderation": str(QT_TRANSLATE_NOOP("HeaderBar", "Refused by moderation")),
    "refused-parameters": str(QT_TRANSLATE_NOOP("HeaderBar", "Refused parameters")),
    "lost-answer": str(QT_TRANSLATE_NOOP("HeaderBar", "The answer is lost after sending")),
    "lost-before": str(QT_TRANSLATE_NOOP("HeaderBar", "The connection breaks before sending")),
    "storm-429": str(QT_TRANSLATE_NOOP("HeaderBar", "Too many requests (429)")),
    "storm-503": str(QT_TRANSLATE_NOOP("HeaderBar", "The service is down (503)")),
    "html": str(QT_TRANSLATE_NOOP("HeaderBar", "A web page instead of an answer")),
    "unknown-word": str(QT_TRANSLATE_NOOP("HeaderBar", "An unknown status word")),
    "broken-download": str(QT_TRANSLATE_NOOP("HeaderBar", "A download breaks once")),
    "dead-download": str(QT_TRANSLATE_NOOP("HeaderBar", "A download always breaks")),
    "full-disk": str(QT_TRANSLATE_NOOP("HeaderBar", "The disk is full")),
    "expired-link": str(QT_TRANSLATE_NOOP("HeaderBar", "The link has expired")),
    "bare-key": str(QT_TRANSLATE_NOOP("HeaderBar", "A bare file name instead of a link")),
    "low-balance": str(QT_TRANSLATE_NOOP("HeaderBar", "The balance is too low")),
    "reset-after": str(QT_TRANSLATE_NOOP("HeaderBar", "The line is reset after sending")),
    "half-status": str(QT_TRANSLATE_NOOP("HeaderBar", "Half a status line")),
    "interim-only": str(QT_TRANSLATE_NOOP("HeaderBar", "Only an interim answer")),
    "half-body": str(QT_TRANSLATE_NOOP("HeaderBar", "Half an answer")),
    "not-http": str(QT_TRANSLATE_NOOP("HeaderBar", "An answer that is not HTTP")),
    "hang": str(QT_TRANSLATE_NOOP("HeaderBar", "The answer never comes")),
    "broken-gzip": str(QT_TRANSLATE_NOOP("HeaderBar", "An answer that cannot be unpacked")),
    "html-answer": str(QT_TRANSLATE_NOOP("HeaderBar", "A web page after sending")),
    "no-id": str(QT_TRANSLATE_NOOP("HeaderBar", "An answer without a task id")),
    "wrong-type": str(QT_TRANSLATE_NOOP("HeaderBar", "A task id of the wrong kind")),
    "answer-408": str(QT_TRANSLATE_NOOP("HeaderBar", "Timed out at the service (408)")),
    "answer-409": str(QT_TRANSLATE_NOOP("HeaderBar", "A conflict (409)")),
    "answer-500": str(QT_TRANSLATE_NOOP("HeaderBar", "The service fails (500)")),
    "answer-502": str(QT_TRANSLATE_NOOP("HeaderBar", "The gateway fails (502)")),
    "answer-504": str(QT_TRANSLATE_NOOP("HeaderBar", "The gateway gives up (504)")),
    "redirect": str(QT_TRANSLATE_NOOP("HeaderBar", "Sent to another address (302)")),
    "answer-401": str(QT_TRANSLATE_NOOP("HeaderBar", "The key is refused (401)")),
    "answer-403": str(QT_TRANSLATE_NOOP("HeaderBar", "The key may not do that (403)")),
    "answer-413": str(QT_TRANSLATE_NOOP("HeaderBar", "The request is too large (413)")),
    "closed-query": str(QT_TRANSLATE_NOOP("HeaderBar", "A question without an answer")),
    "long-review": str(QT_TRANSLATE_NOOP("HeaderBar", "A review that takes long")),
    "refused-review": str(QT_TRANSLATE_NOOP("HeaderBar", "Refused by the review")),
}
"""Sources in the header's own context, by scenario."""
