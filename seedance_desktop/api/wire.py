"""The service's JSON: read leniently, because its documents disagree with each other, and never trusted."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AliasChoices, AliasPath, BaseModel, BeforeValidator, ConfigDict, Field

from seedance_desktop.api.address import judge_address
from seedance_desktop.api.answers import Asset, AssetStatus, Created, KeyQuota, LibraryAsset, Report
from seedance_desktop.domain.bounds import LONGEST, is_sum
from seedance_desktop.domain.errors import SeedanceError
from seedance_desktop.domain.reference import Kind
from seedance_desktop.domain.task import Status
from seedance_desktop.domain.text import seen

if TYPE_CHECKING:
    from collections.abc import Mapping

RAW_LIMIT = 64 * 1024
"""Characters of an answer that are kept."""

SUCCESS_CODES = frozenset({None, "0", "200", "20000"})
"""Business codes of success, as text; the service sends them as numbers or strings, or not at all."""

_STATUSES = {
    "queued": Status.QUEUED,
    "pending": Status.QUEUED,
    "submitted": Status.QUEUED,
    "processing": Status.PROCESSING,
    "completed": Status.COMPLETED,
    "success": Status.COMPLETED,
    "failed": Status.FAILED,
    "canceled": Status.FAILED,
    "cancelled": Status.FAILED,
}
_CHARSETS = frozenset({"gbk", "gb2312", "gb18030", "big5", "iso-8859-1", "latin-1", "windows-1252"})
_ID = re.compile(r"[\x21-\x7e]{1,256}")
_IDS = frozenset({"task_id", "taskId"})
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BIGGEST = Decimal(10) ** 15


_ASSET_STATUSES = {
    "active": AssetStatus.ACTIVE,
    "failed": AssetStatus.FAILED,
    "rejected": AssetStatus.FAILED,
    "expired": AssetStatus.FAILED,
    "deleted": AssetStatus.FAILED,
}


@dataclass(frozen=True, slots=True)
class Envelope:
    """An answer opened: its business code as text, its message, its payload.

    Attributes:
        code: `None` where the answer has none; `?` where it is neither number nor text.
        payload: `data` where that is an object, else the whole body.
    """

    code: str | None
    message: str
    payload: Mapping[str, Any]

    @property
    def success(self) -> bool:
        return self.code in SUCCESS_CODES


# --- text and numbers ------------------------------------------------------------------------------------------


def clean(value: object, limit: int = 20_000) -> str:
    """Any scalar as text that can be stored and shown: nothing in it hides or turns what stands around it."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return ""
    text = str(value)[:limit].encode("utf-8", "replace").decode("utf-8")
    return seen(_CONTROL.sub("", text)).strip()


def amount(value: object) -> Decimal | None:
    """A sum of money or quota; `None` for anything that is no finite number of sensible size and few digits."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    text = str(value).strip()
    try:
        number = Decimal(text) if len(text) <= LONGEST else None
    except ArithmeticError:
        return None
    return number if number is not None and is_sum(number) and number.copy_abs() < _BIGGEST else None


def percent(value: object) -> int:
    """Progress, clamped to 0..100; 0 for nonsense. A percent sign is forgiven."""
    number = amount(value.strip().rstrip("%") if isinstance(value, str) else value)
    return 0 if number is None else int(max(Decimal(0), min(Decimal(100), number)))


def task_id(value: object) -> str:
    """An id that can stand in a path; empty for anything else. `.` and `..` would change the path."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if _ID.fullmatch(text) and text not in {".", ".."} else ""


Text = Annotated[str, BeforeValidator(clean)]
Money = Annotated[Decimal | None, BeforeValidator(amount)]
Percent = Annotated[int, BeforeValidator(percent)]
TaskId = Annotated[str, BeforeValidator(task_id)]


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _TaskAnswer(_Lenient):
    task_id: TaskId = Field("", validation_alias=AliasChoices("task_id", "taskId"))
    status: Text = ""
    progress: Percent = 0
    cost: Money = None
    video_url: Text = Field(
        "",
        validation_alias=AliasChoices(
            AliasPath("result", "video_url"), "video_url", AliasPath("result", "url"), "mediaUrl", "url"
        ),
    )
    error_message: Text = Field("", validation_alias=AliasChoices("error_message", "error_msg", "reason"))


class _AssetAnswer(_Lenient):
    asset_id: Text = Field("", validation_alias=AliasChoices("asset_id", "assetId"))
    original_url: Text = Field("", validation_alias=AliasChoices("original_url", "url"))
    asset_type: Text = Field("", validation_alias=AliasChoices("asset_type", "type"))
    status: Text = ""
    official_id: Text = ""
    name: Text = ""
    url: Text = Field("", validation_alias=AliasChoices("image_url", "url"))
    asset_ref: Text = ""
    created_at: Text = ""
    reason: Text = Field("", validation_alias=AliasChoices("reason", "fail_reason", "error_message", "message"))


class _BalanceAnswer(_Lenient):
    balance: Money = None
    used_coin: Money = None
    available: Money = None


class _QuotaAnswer(_Lenient):
    name: Text = ""
    total_quota: Money = None
    used_quota: Money = None
    available_quota: Money = None
    unlimited: Text = ""


# --- reading ---------------------------------------------------------------------------------------------------


def decode(body: bytes, content_type: str = "") -> str:
    """Bytes as text, whatever they are. Chinese gateways still answer errors in GBK."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        charset = content_type.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
        return body.decode(charset if charset in _CHARSETS else "utf-8", "replace")


def read_object(text: str) -> Mapping[str, Any] | None:
    """A JSON object, or `None` for everything else: other JSON, HTML, nothing, nesting without end."""
    try:
        document = json.loads(
            text, parse_int=_integer, parse_float=_decimal, parse_constant=float, object_pairs_hook=_members
        )
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def open_envelope(document: Mapping[str, Any]) -> Envelope:
    """The four documented shapes, and error bodies of common gateways."""
    data = document.get("data")
    code = document.get("code")
    return Envelope(
        code=None if code is None else clean(code, 40) or "?",
        message=_message(document),
        payload=data if isinstance(data, dict) else document,
    )


def parse_created(payload: Mapping[str, Any], raw: str) -> Created | None:
    """The accepted task, or `None` where no usable id is in the answer."""
    answer = _TaskAnswer.model_validate(payload)
    return Created(answer.task_id, answer.status, answer.cost, raw) if answer.task_id else None


def parse_report(payload: Mapping[str, Any], asked: str, raw: str, *, trusted: bool) -> Report | None:
    """The task's state, or `None` where the answer names no status at all.

    Args:
        payload: of an opened answer.
        raw: the answer's text, kept as it is.
        asked: the id that was asked for; stands where the answer repeats none.
        trusted: the service runs on this machine, so its results may too.
    """
    answer = _TaskAnswer.model_validate(payload)
    if not answer.status:
        return None
    status = _STATUSES.get(answer.status.lower())
    return Report(
        remote_id=answer.task_id or asked,
        word=answer.status[:100],
        status=status,
        progress=100 if status is Status.COMPLETED else answer.progress,
        video_url=usable_address(answer.video_url, trusted=trusted),
        error_message=answer.error_message,
        cost=answer.cost,
        raw=raw,
    )


def parse_asset(entry: Mapping[str, Any]) -> Asset:
    """One entry of a review answer."""
    answer = _AssetAnswer.model_validate(entry)
    kind = answer.asset_type.lower()
    return Asset(
        asset_id=answer.asset_id,
        original_url=answer.original_url,
        kind=Kind(kind) if kind in Kind.__members__.values() else None,
        status=asset_status(answer.status),
        word=answer.status,
        reason=answer.reason,
    )


def parse_library_asset(entry: Mapping[str, Any]) -> LibraryAsset:
    """One SP asset or portrait; absent and null fields become empty text."""
    answer = _AssetAnswer.model_validate(entry)
    return LibraryAsset(
        asset_id=answer.asset_id,
        official_id=answer.official_id,
        status=asset_status(answer.status),
        word=answer.status,
        name=answer.name,
        url=answer.url,
        asset_ref=answer.asset_ref,
        created_at=answer.created_at,
        reason=answer.reason,
    )


def parse_balance(payload: Mapping[str, Any]) -> Decimal | None:
    """What is left: `available`, else `balance` minus `used_coin`."""
    answer = _BalanceAnswer.model_validate(payload)
    if answer.available is not None or answer.balance is None:
        return answer.available
    return amount(answer.balance - (answer.used_coin or Decimal(0)))


def parse_quota(payload: Mapping[str, Any]) -> KeyQuota:
    """The quota of one key."""
    answer = _QuotaAnswer.model_validate(payload)
    unlimited = payload.get("unlimited") is True or answer.unlimited.lower() == "true"
    return KeyQuota(answer.name, answer.total_quota, answer.used_quota, answer.available_quota, unlimited)


def entries(payload: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The objects of a list; whatever else stands in it is skipped."""
    found = payload.get(key)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def asset_status(word: str) -> AssetStatus:
    """Compared without case; unknown words are not ready yet."""
    return _ASSET_STATUSES.get(word.lower(), AssetStatus.PENDING)


def usable_address(text: str, *, trusted: bool) -> str | None:
    """The address itself if it can be fetched; old servers sent bare object keys instead."""
    try:
        return judge_address(text, trusted=trusted).text
    except SeedanceError:
        return None


def _message(document: Mapping[str, Any]) -> str:
    for key in ("msg", "message", "error_message", "error_msg", "error", "detail"):
        found = document.get(key)
        if isinstance(found, dict):
            found = found.get("message") or found.get("msg") or found.get("code")
        if text := clean(found):
            return text
    return ""


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The last one of what is said twice; of a task's id none, where the two differ: one of them may be paid for."""
    found = dict(pairs)
    if len(found) != len(pairs):
        for name in _IDS & found.keys():
            if any(key == name and value != found[name] for key, value in pairs):
                found[name] = None
    return found


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= 18 else digits[:300]


def _decimal(digits: str) -> Decimal | None:
    return amount(digits)
