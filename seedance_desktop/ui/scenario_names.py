"""What the menu calls the rehearsals and what they have in common."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from seedance_desktop.sandbox.scenarios import Group

SCENARIO_NAMES = {
    "calm": str(QT_TRANSLATE_NOOP("HeaderBar", "All goes well")),
    "slow-queue": str(QT_TRANSLATE_NOOP("HeaderBar", "A slow queue")),
    "unknown-word": str(QT_TRANSLATE_NOOP("HeaderBar", "An unknown status word")),
    "late-entry": str(QT_TRANSLATE_NOOP("HeaderBar", "The task is not listed at first (404)")),
    "wrong-clock": str(QT_TRANSLATE_NOOP("HeaderBar", "The clocks differ by nine hours")),
    "low-balance": str(QT_TRANSLATE_NOOP("HeaderBar", "The balance is too low")),
    "runs-out": str(QT_TRANSLATE_NOOP("HeaderBar", "The balance runs out at the third clip")),
    "price-raised": str(QT_TRANSLATE_NOOP("HeaderBar", "It costs twice what was shown")),
    "balance-untold": str(QT_TRANSLATE_NOOP("HeaderBar", "The balance is not told")),
    "failed-refunded": str(QT_TRANSLATE_NOOP("HeaderBar", "It fails, and the money comes back")),
    "failed-charged": str(QT_TRANSLATE_NOOP("HeaderBar", "It fails, and the money is gone")),
    "lost-answer": str(QT_TRANSLATE_NOOP("HeaderBar", "The answer is lost after sending")),
    "lost-before": str(QT_TRANSLATE_NOOP("HeaderBar", "The line closes, and no task was made")),
    "reset-after": str(QT_TRANSLATE_NOOP("HeaderBar", "The line is reset after sending")),
    "reset-inside": str(QT_TRANSLATE_NOOP("HeaderBar", "The line is reset in the middle of sending")),
    "hang": str(QT_TRANSLATE_NOOP("HeaderBar", "The answer never comes")),
    "never-read": str(QT_TRANSLATE_NOOP("HeaderBar", "The request is never read")),
    "half-status": str(QT_TRANSLATE_NOOP("HeaderBar", "Half a status line")),
    "interim-only": str(QT_TRANSLATE_NOOP("HeaderBar", "Only an interim answer")),
    "half-body": str(QT_TRANSLATE_NOOP("HeaderBar", "Half an answer")),
    "not-http": str(QT_TRANSLATE_NOOP("HeaderBar", "An answer that is not HTTP")),
    "broken-gzip": str(QT_TRANSLATE_NOOP("HeaderBar", "An answer that cannot be unpacked")),
    "html-answer": str(QT_TRANSLATE_NOOP("HeaderBar", "A web page after sending")),
    "no-id": str(QT_TRANSLATE_NOOP("HeaderBar", "An answer without a task id")),
    "wrong-type": str(QT_TRANSLATE_NOOP("HeaderBar", "A task id of the wrong kind")),
    "answer-408": str(QT_TRANSLATE_NOOP("HeaderBar", "Timed out at the service (408)")),
    "answer-409": str(QT_TRANSLATE_NOOP("HeaderBar", "A conflict (409)")),
    "answer-500": str(QT_TRANSLATE_NOOP("HeaderBar", "The service fails (500)")),
    "answer-502": str(QT_TRANSLATE_NOOP("HeaderBar", "The gateway fails (502)")),
    "answer-503": str(QT_TRANSLATE_NOOP("HeaderBar", "The service is overloaded (503)")),
    "answer-504": str(QT_TRANSLATE_NOOP("HeaderBar", "The gateway gives up (504)")),
    "moderated-words": str(QT_TRANSLATE_NOOP("HeaderBar", "Moderation refuses the words")),
    "moderation": str(QT_TRANSLATE_NOOP("HeaderBar", "Moderation refuses the clip")),
    "refused-parameters": str(QT_TRANSLATE_NOOP("HeaderBar", "Refused parameters")),
    "answer-400": str(QT_TRANSLATE_NOOP("HeaderBar", "The request cannot be read (400)")),
    "answer-401": str(QT_TRANSLATE_NOOP("HeaderBar", "The key is refused (401)")),
    "answer-403": str(QT_TRANSLATE_NOOP("HeaderBar", "The key may not do that (403)")),
    "answer-404": str(QT_TRANSLATE_NOOP("HeaderBar", "No such address (404)")),
    "answer-405": str(QT_TRANSLATE_NOOP("HeaderBar", "An address that takes no requests (405)")),
    "answer-413": str(QT_TRANSLATE_NOOP("HeaderBar", "The request is too large (413)")),
    "unread-body": str(QT_TRANSLATE_NOOP("HeaderBar", "Refused before it was read (413)")),
    "answer-415": str(QT_TRANSLATE_NOOP("HeaderBar", "The wrong kind of content (415)")),
    "answer-422": str(QT_TRANSLATE_NOOP("HeaderBar", "A value out of range (422)")),
    "redirect": str(QT_TRANSLATE_NOOP("HeaderBar", "Sent to another address (302)")),
    "unreachable": str(QT_TRANSLATE_NOOP("HeaderBar", "The service cannot be reached")),
    "storm-30s": str(QT_TRANSLATE_NOOP("HeaderBar", "Half a minute of storm, then calm")),
    "storm-429": str(QT_TRANSLATE_NOOP("HeaderBar", "Too many requests (429)")),
    "storm-503": str(QT_TRANSLATE_NOOP("HeaderBar", "The service is down (503)")),
    "junk-answers": str(QT_TRANSLATE_NOOP("HeaderBar", "Answers that are junk")),
    "hostile-words": str(QT_TRANSLATE_NOOP("HeaderBar", "A reason that is hostile")),
    "html": str(QT_TRANSLATE_NOOP("HeaderBar", "A web page instead of an answer")),
    "closed-query": str(QT_TRANSLATE_NOOP("HeaderBar", "A question without an answer")),
    "broken-download": str(QT_TRANSLATE_NOOP("HeaderBar", "A download breaks once")),
    "dead-download": str(QT_TRANSLATE_NOOP("HeaderBar", "A download always breaks")),
    "page-download": str(QT_TRANSLATE_NOOP("HeaderBar", "A web page instead of the clip")),
    "other-download": str(QT_TRANSLATE_NOOP("HeaderBar", "The file changes while it is fetched")),
    "full-disk": str(QT_TRANSLATE_NOOP("HeaderBar", "The disk is full")),
    "expired-link": str(QT_TRANSLATE_NOOP("HeaderBar", "The link has expired")),
    "dead-link": str(QT_TRANSLATE_NOOP("HeaderBar", "The link is dead and stays dead")),
    "bare-key": str(QT_TRANSLATE_NOOP("HeaderBar", "A bare file name instead of a link")),
    "inward-link": str(QT_TRANSLATE_NOOP("HeaderBar", "A link into your own network")),
    "long-review": str(QT_TRANSLATE_NOOP("HeaderBar", "A review that takes long")),
    "refused-review": str(QT_TRANSLATE_NOOP("HeaderBar", "Refused by the review")),
}
"""Sources in the header's own context, by scenario."""

GROUP_NAMES = {
    Group.WAITING: str(QT_TRANSLATE_NOOP("HeaderBar", "While it is made")),
    Group.MONEY: str(QT_TRANSLATE_NOOP("HeaderBar", "Money")),
    Group.DOUBT: str(QT_TRANSLATE_NOOP("HeaderBar", "Sent, and no clear answer")),
    Group.REFUSAL: str(QT_TRANSLATE_NOOP("HeaderBar", "Refused")),
    Group.NETWORK: str(QT_TRANSLATE_NOOP("HeaderBar", "Network and odd answers")),
    Group.TAKES: str(QT_TRANSLATE_NOOP("HeaderBar", "Links and downloads")),
    Group.REVIEWS: str(QT_TRANSLATE_NOOP("HeaderBar", "Reviews of references")),
}
"""The same of groups; those that stand in no group need no name."""


def scenario_name(name: str) -> str:
    """What a scenario is called in the language of the moment; its own name where it has no other."""
    return QCoreApplication.translate("HeaderBar", SCENARIO_NAMES[name]) if name in SCENARIO_NAMES else name


def group_name(group: Group) -> str:
    """What a group is called in the language of the moment."""
    return QCoreApplication.translate("HeaderBar", GROUP_NAMES[group])
