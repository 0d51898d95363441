"""Where local files go so that the service can read them, when the person has a place of their own for that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

DAY = 24 * 3600.0
MOST_DAYS = 7
"""Longest life of a presigned address. Source: AWS Signature Version 4, query parameters: X-Amz-Expires."""
PICGO = "http://127.0.0.1:36677"
"""Where PicGo listens unless told otherwise. Source: PicGo's documentation of its upload server."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}")
_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket of any service that speaks S3 with Signature Version 4.

    Attributes:
        endpoint: such as `https://s3.eu-central-1.amazonaws.com`, without the bucket.
        region: as the service calls it; `auto` for R2.
        name: of the bucket.
        access_key: the public half; the secret half stays in the keychain.
        prefix: what every object's name begins with, such as `seedance/`; may be empty.
        path_style: the bucket's name stands in the path and not in the host's name (MinIO, most of one's own servers).
        days: life of the addresses, 1 to `MOST_DAYS`.
        deletes: an object is removed when the last task that used it has ended.
    """

    endpoint: str
    region: str
    name: str
    access_key: str
    prefix: str = ""
    path_style: bool = False
    days: int = MOST_DAYS
    deletes: bool = False

    @property
    def wrong(self) -> tuple[str, ...]:
        """Names of the fields that no service could mean: they would lead to another bucket, or nowhere.

        Source: AWS, naming rules of general purpose buckets, with the underscores and capitals that others allow.
        """
        fine = {
            "region": _WORD.fullmatch(self.region),
            "name": _NAME.fullmatch(self.name),
            "access_key": _WORD.fullmatch(self.access_key),
            "prefix": not {"", ".", ".."} & set(f"{self.prefix.lstrip('/')}x".split("/")),
        }
        return tuple(field for field, holds in fine.items() if not holds)

    @property
    def label(self) -> str:
        """What the memory of uploads knows it by; the same bytes may lie at several."""
        return f"s3:{urlsplit(self.endpoint).netloc}/{self.name}/{self.prefix}"

    @property
    def lifetime(self) -> float:
        """Seconds."""
        return self.days * DAY


@dataclass(frozen=True, slots=True)
class PicGo:
    """PicGo's upload server on this machine, which puts pictures where the person has told it to."""

    address: str = PICGO

    @property
    def label(self) -> str:
        return f"picgo:{urlsplit(self.address).netloc}"

    @property
    def lifetime(self) -> float:
        """Seconds after which an address is not used again: PicGo says nothing of how long it lives."""
        return MOST_DAYS * DAY

    @property
    def deletes(self) -> bool:
        """Its server has no call for that."""
        return False


Host = Bucket | PicGo


def secret_name(profile_id: str) -> str:
    """Under which the keychain knows the secret key of a profile's bucket."""
    return f"{profile_id}/s3"
