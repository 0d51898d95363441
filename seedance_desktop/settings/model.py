"""What the user chose and wants to find again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from seedance_desktop.domain.bounds import is_sum
from seedance_desktop.domain.host import MOST_DAYS, PICGO, Bucket, Host, PicGo
from seedance_desktop.domain.network import SYSTEM_PROXY, Network
from seedance_desktop.domain.price import Origin, PriceBook, Source
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.reference import Kind
from seedance_desktop.domain.spending import Caps

VERSION = 1
SANDBOX_ID = "sandbox"
DEFAULT_ID = "default"
DEFAULT_BASE_URL = "https://www.jimmyai.cn"
UNDO_SECONDS = 3
UNDO_LONGEST = 30


def _that_can_be_written(amount: Decimal) -> Decimal:
    if not is_sum(amount):
        raise ValueError("a nought with more places than a memory holds")
    return amount


Amount = Annotated[
    Decimal, Field(ge=0, allow_inf_nan=False, max_digits=24, decimal_places=12), AfterValidator(_that_can_be_written)
]
"""Short enough to be written out: an amount may come from anybody's file."""
Text = Annotated[str, Field(min_length=1)]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _is_empty(value: object) -> bool:
    return value in ({}, SavedCaps())


def _is_usual_undo(value: int) -> bool:
    return value == UNDO_SECONDS


class SavedBucket(_Data):
    """A bucket without its secret key, which lives in the keychain under the profile's id and `/s3`; see `Bucket`."""

    kind: Literal["s3"] = "s3"
    endpoint: Text
    region: Text = "us-east-1"
    name: Text
    access_key: Text
    prefix: str = ""
    path_style: bool = False
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = MOST_DAYS
    deletes: bool = False

    def host(self) -> Bucket:
        return Bucket(**self.model_dump(exclude={"kind"}))


class SavedPicGo(_Data):
    """PicGo's upload server; see `PicGo`."""

    kind: Literal["picgo"] = "picgo"
    address: Text = PICGO

    def host(self) -> Host:
        return PicGo(self.address)


class SavedCaps(_Data):
    """Most that may be spent; see `Caps`."""

    session: Amount | None = None
    day: Amount | None = None
    batch: Amount | None = None

    def caps(self) -> Caps:
        return Caps(self.session, self.day, self.batch)


class SavedOrigin(_Data):
    """When and from whom a price came; see `Origin`."""

    since: date
    source: Source

    def origin(self) -> Origin:
        return Origin(self.since, self.source)


class SavedProfile(_Data):
    """A profile without its key, which lives in the keychain under `id`.

    Attributes:
        id: stable; task rows and the keychain know it.
        base_url: origin of the service.
        prices: unit prices by billing name (or price key).
        origins: when and from whom each of them came; files of older programs have none.
        caps: most that may be spent here.
        host: where local files go instead of the service's own upload.
    """

    id: Text
    name: Text
    base_url: Text
    prices: dict[str, Amount] = {}
    # Written only where they say something: an older program takes a profile with a name it does not know for broken.
    origins: Annotated[dict[str, SavedOrigin], Field(exclude_if=_is_empty)] = {}
    caps: Annotated[SavedCaps, Field(exclude_if=_is_empty)] = SavedCaps()
    host: Annotated[SavedBucket | SavedPicGo, Field(discriminator="kind")] | None = None

    @field_validator("id")
    @classmethod
    def _is_not_the_sandbox(cls, value: str) -> str:
        if value == SANDBOX_ID:
            raise ValueError("the sandbox's profile is made anew at every start")
        return value

    def profile(self) -> Profile:
        host = None if self.host is None else self.host.host()
        origins = {key: saved.origin() for key, saved in self.origins.items()}
        prices = PriceBook(self.prices, origins)
        return Profile(self.id, self.name, self.base_url.rstrip("/"), prices, host=host, caps=self.caps.caps())


class NetworkChoices(_Data):
    """How the service is reached; see `Network`."""

    proxy: str = SYSTEM_PROXY
    ca_file: str = ""

    def network(self) -> Network:
        return Network(self.proxy, self.ca_file)


_FIRST_PROFILES = (SavedProfile(id=DEFAULT_ID, name="JimmyAI", base_url=DEFAULT_BASE_URL),)


class Settings(_Data):
    """Everything that is kept in the settings file.

    Attributes:
        version: of this shape; a file with a higher one was written by a newer program.
        language: `system` follows the desktop.
        appearance: `system` follows the desktop.
        takes_folder: absolute path; empty for the usual place.
        media_folders: by kind of media, where its files were chosen last.
        profiles: without the sandbox's, which exists always; their ids differ.
        current_profile: an id; empty lets the program choose: the sandbox while no key is known.
        undo_seconds: for which a request waits in the window and can be taken back before it leaves; 0 is off.
        sandbox_caps: the sandbox's, whose profile is not kept: being stopped can be rehearsed.
    """

    version: Literal[1] = 1
    language: Literal["system", "en", "zh"] = "system"
    appearance: Literal["system", "light", "dark"] = "system"
    takes_folder: str = ""
    media_folders: dict[Kind, str] = {}
    network: NetworkChoices = NetworkChoices()
    profiles: Annotated[tuple[SavedProfile, ...], Field(min_length=1)] = _FIRST_PROFILES
    current_profile: str = ""
    undo_seconds: Annotated[int, Field(ge=0, le=UNDO_LONGEST, exclude_if=_is_usual_undo)] = UNDO_SECONDS
    sandbox_caps: Annotated[SavedCaps, Field(exclude_if=_is_empty)] = SavedCaps()

    @field_validator("profiles")
    @classmethod
    def _ids_differ(cls, value: tuple[SavedProfile, ...]) -> tuple[SavedProfile, ...]:
        if len({profile.id for profile in value}) < len(value):
            raise ValueError("two profiles have one id")
        return value
