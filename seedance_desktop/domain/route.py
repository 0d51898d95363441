"""A way to generate, as its data file tells it: models, limits, rules, billing.

Every rule carries its source and the day it was read. A model may overrule any table of its route, so that one
file tells a whole family.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from seedance_desktop.domain.price import Unit
from seedance_desktop.domain.reference import FRAMES, Kind, Place
from seedance_desktop.domain.review import Review

if TYPE_CHECKING:
    from collections.abc import Mapping

Text = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(ge=1)]
_BILLING_NAME = re.compile(r"(?:[^{}]|\{model\}|\{resolution\})*")
_MENTION = re.compile(r"[^{}]*\{number\}[^{}]*")


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Rule(_Data):
    """What every rule says of itself.

    Attributes:
        source: where the rule was read.
        checked: the day it was read.
    """

    source: Text
    checked: date


class BillingRule(Rule):
    """How the route is paid.

    Attributes:
        unit: what a unit price counts.
        name: billing name with `{model}` and `{resolution}`; empty where no source states one.
        key: what the price book is asked for; the billing name unless stated.
        adds_first_video: the first reference video's length counts as seconds too.
    """

    unit: Annotated[Unit, Field(strict=False)]
    name: str = ""
    key: str = ""
    adds_first_video: bool = False

    @model_validator(mode="after")
    def _has_a_key(self) -> Self:
        if not (self.name or self.key):
            raise ValueError("billing needs a name, or a key for the price book")
        for pattern in (self.name, self.key):
            if not _BILLING_NAME.fullmatch(pattern):
                raise ValueError("a billing name knows {model} and {resolution}, and no other braces")
        return self


class PromptRule(Rule):
    """Longest prompt in characters (Unicode code points); `None` where no source states one."""

    maximum: Count | None = None


class DurationRule(Rule):
    """Seconds. Between `minimum` and `doubt_below` (exclusive) sources disagree."""

    minimum: Count
    maximum: Count
    default: Count
    doubt_below: Count | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.minimum <= self.default <= self.maximum:
            raise ValueError("duration needs minimum <= default <= maximum")
        return self


class ResolutionRule(Rule):
    """What may be asked for.

    Attributes:
        options: offered values; empty where the route fixes the resolution or the model carries it.
        default: value the service takes when nothing is sent.
        fixed: the only resolution of the route; sending one is ignored.
        in_model: the model carries the resolution; sending one is ignored.
        doubtful: offered values on which sources disagree.
    """

    options: tuple[str, ...] = ()
    default: str = ""
    fixed: str = ""
    in_model: bool = False
    doubtful: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum((bool(self.options), bool(self.fixed), self.in_model)) != 1:
            raise ValueError("resolution is either offered (options), fixed, or in the model (in_model)")
        if self.options and self.default not in self.options:
            raise ValueError("the default resolution is not among the options")
        return self


class RatioRule(Rule):
    """Aspect ratios; an open set takes others with a doubt, a closed one refuses them."""

    options: Annotated[tuple[str, ...], Field(min_length=1)]
    open: bool
    default: str = ""


class ImagesRule(Rule):
    """Reference images.

    Attributes:
        maximum: most that fit; `None` where no source states one.
        refused_formats: picture formats the route does not take, in lower case.
    """

    supported: bool = True
    maximum: Count | None = None
    refused_formats: tuple[str, ...] = ()


class FramesRule(Rule):
    """First and last frame: whether both are needed, and whether a last frame alone is doubtful."""

    supported: bool = True
    both: bool = False
    last_alone_doubtful: bool = True


class VideosRule(Rule):
    """Reference videos; limits over all of them unless they speak of sides. `None` where no source states one.

    Attributes:
        total_seconds: most seconds together.
        total_size: most bytes together.
        side_minimum: pixels; neither side inside the bounds is refused, one side outside is doubtful.
        side_maximum: pixels.
        doubt_seconds_below: fewer seconds together are doubtful.
        doubt_fps_below: frames per second.
        doubt_fps_above: frames per second.
        doubtful: sources disagree whether the model takes any.
    """

    supported: bool = True
    maximum: Count | None = None
    total_seconds: Count | None = None
    total_size: Count | None = None
    side_minimum: Count | None = None
    side_maximum: Count | None = None
    doubt_seconds_below: Count | None = None
    doubt_fps_below: Count | None = None
    doubt_fps_above: Count | None = None
    doubtful: bool = False


class AudiosRule(Rule):
    """Reference audios.

    Attributes:
        alone: what a request with audio and nothing beside it is.
        with_frames: whether they may stand beside a first or last frame.
    """

    supported: bool = True
    maximum: Count | None = None
    alone: Literal["error", "doubt"] = "error"
    with_frames: bool = True


class MediaRule(Rule):
    """Which addresses references may have.

    Attributes:
        assets: `required` (only reviewed `asset://`), `accepted`, `doubtful` or `refused`.
        reviews: whose approved assets count here, the usual one first.
    """

    assets: Literal["required", "accepted", "doubtful", "refused"]
    reviews: tuple[Annotated[Review, Field(strict=False)], ...] = ()


class MentionsRule(Rule):
    """How the prompt names a reference; `{number}` counts those of its kind from 1."""

    image: Text = "@Image{number}"
    video: Text = "@Video{number}"
    audio: Text = "@Audio{number}"

    @property
    def patterns(self) -> tuple[str, ...]:
        return (self.image, self.video, self.audio)

    @cached_property
    def any_wording(self) -> re.Pattern[str]:
        """Finds every wording that counts a reference, whether there is one or not."""
        return re.compile("|".join(re.escape(pattern).replace(r"\{number\}", r"\d+") for pattern in self.patterns))

    def pattern(self, kind: Kind) -> str:
        return self.patterns[(Kind.IMAGE, Kind.VIDEO, Kind.AUDIO).index(kind)]

    @field_validator("image", "video", "audio")
    @classmethod
    def _counts(cls, value: str) -> str:
        if not _MENTION.fullmatch(value):
            raise ValueError("a mention knows {number}, once, and no other braces")
        return value


_USUAL_MENTIONS = MentionsRule(
    source="the wording of Seedance 2.0 itself, for a route file that says nothing", checked=date(2026, 11, 26)
)


class Rules(_Data):
    """Everything that judges a draft."""

    billing: BillingRule
    prompt: PromptRule
    duration: DurationRule
    resolution: ResolutionRule
    ratio: RatioRule
    images: ImagesRule
    frames: FramesRule
    reference_videos: VideosRule
    reference_audios: AudiosRule
    media: MediaRule
    mentions: MentionsRule = _USUAL_MENTIONS

    @cached_property
    def room(self) -> Mapping[Place, int | None]:
        """Most references that each place takes, `None` where no source states it; without those that take none."""
        trays: Mapping[Place, ImagesRule | VideosRule | AudiosRule] = {
            Place.IMAGES: self.images,
            Place.VIDEOS: self.reference_videos,
            Place.AUDIOS: self.reference_audios,
        }
        frames = dict.fromkeys(FRAMES, 1) if self.frames.supported else {}
        return {place: rule.maximum for place, rule in trays.items() if rule.supported} | frames


class Model(_Data):
    """One value of the request's `model` field.

    Attributes:
        label: short word on the route picker's chip, such as `fast`; empty where the route has one model.
        renders: the resolution, where the model carries the resolution.
        rules: the route's rules with the model's own tables laid over them.
        source: where the model was read.
        checked: the day it was read.
    """

    id: Text
    label: str = ""
    label_zh: str = ""
    renders: str = ""
    rules: Rules
    source: Text
    checked: date


class Route(_Data):
    """A way to generate.

    Attributes:
        id: the file's own name, such as `mini-special`.
        order: place in the picker; lower comes first.
        name: English name; `name_zh` the Simplified Chinese one.
        note: second line in the picker; empty shows the first model instead.
        own: it came from the user's data folder.
    """

    id: Text
    order: int
    name: Text
    name_zh: Text
    note: str = ""
    note_zh: str = ""
    models: Annotated[tuple[Model, ...], Field(min_length=1)]
    own: bool = False

    @cached_property
    def _by_id(self) -> dict[str, Model]:
        return {model.id: model for model in self.models}

    def model(self, model_id: str) -> Model | None:
        return self._by_id.get(model_id)

    def rules(self, model_id: str) -> Rules:
        """The rules for `model_id`; those of the route's first model when it has no such model."""
        return (self.model(model_id) or self.models[0]).rules
