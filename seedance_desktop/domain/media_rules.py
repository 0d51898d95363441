"""What is wrong or doubtful with the references of a draft."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from seedance_desktop.domain.address import is_asset, obstacle
from seedance_desktop.domain.evaluation import Issue, Severity
from seedance_desktop.domain.file_rules import file_issues
from seedance_desktop.domain.reference import FRAMES, Place, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedance_desktop.domain.route import AudiosRule, FramesRule, ImagesRule, MediaRule, Rules, VideosRule
    from seedance_desktop.domain.terms import Terms

Used = dict[Place, tuple[Reference, ...]]


def exclusion_issues(used: Used) -> Iterator[Issue]:
    """Pictures exclude frames on every route."""
    frames = _frames(used)
    if used[Place.IMAGES] and frames:
        values = {"images": len(used[Place.IMAGES]), "frames": len(frames)}
        yield Issue("images.with_frames", Severity.ERROR, Place.IMAGES, values, _ids(used[Place.IMAGES]))


def media_issues(rules: Rules, used: Used, terms: Terms) -> Iterator[Issue]:
    """Issues of all references in use.

    Args:
        rules: the model's rules.
        used: what counts, by place.
        terms: what the draft is judged under.
    """
    yield from _images(rules.images, used)
    yield from _frame_pair(rules.frames, used)
    yield from _videos(rules.reference_videos, used[Place.VIDEOS])
    yield from _audios(rules.reference_audios, used)
    references = tuple(chain.from_iterable(used.values()))
    for reference in references:
        if reference.local:
            yield from file_issues(reference, terms)
        else:
            yield from _address(rules.media, reference, terms)
    if rules.media.assets == "required":
        yield from _reviews([r for r in references if _can_be_reviewed(r, terms)], terms)


def _frames(used: Used) -> tuple[Reference, ...]:
    return tuple(chain.from_iterable(used[place] for place in FRAMES))


def _ids(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(reference.id for reference in references)


def _too_many(place: Place, limit: int | None, found: tuple[Reference, ...]) -> Iterator[Issue]:
    if limit is not None and len(found) > limit:
        values = {"limit": limit, "count": len(found)}
        yield Issue(f"{place}.too_many", Severity.ERROR, place, values, _ids(found[limit:]))


def _images(rule: ImagesRule, used: Used) -> Iterator[Issue]:
    images = used[Place.IMAGES]
    if images and not rule.supported:
        yield Issue("images.not_supported", Severity.ERROR, Place.IMAGES, {"count": len(images)}, _ids(images))
        return
    yield from _too_many(Place.IMAGES, rule.maximum, images)
    for place in (Place.IMAGES, *FRAMES):
        refused = tuple(r for r in used[place] if r.format in rule.refused_formats)
        for reference in refused:
            yield Issue("images.format", Severity.ERROR, place, {"format": reference.format}, (reference.id,))


def _frame_pair(rule: FramesRule, used: Used) -> Iterator[Issue]:
    first, last = used[Place.FIRST_FRAME], used[Place.LAST_FRAME]
    if (first or last) and not rule.supported:
        place = Place.FIRST_FRAME if first else Place.LAST_FRAME
        yield Issue("frames.not_supported", Severity.ERROR, place, {}, _ids((*first, *last)))
    elif rule.both and bool(first) != bool(last):
        missing = Place.LAST_FRAME if first else Place.FIRST_FRAME
        yield Issue("frames.both_needed", Severity.ERROR, missing, {"missing": missing.value})
    elif last and not first and rule.last_alone_doubtful:
        yield Issue("frames.first_missing", Severity.DOUBT, Place.FIRST_FRAME)


def _videos(rule: VideosRule, videos: tuple[Reference, ...]) -> Iterator[Issue]:
    if not videos:
        return
    place = Place.VIDEOS
    if not rule.supported:
        yield Issue("reference_videos.not_supported", Severity.ERROR, place, {"count": len(videos)}, _ids(videos))
        return
    yield from _too_many(place, rule.maximum, videos)
    seconds = sum(r.facts.seconds or 0.0 for r in videos)
    if rule.total_seconds is not None and seconds > rule.total_seconds:
        values = {"limit": rule.total_seconds, "value": round(seconds, 2)}
        yield Issue("reference_videos.too_long", Severity.ERROR, place, values, _ids(videos))
    size = sum(r.facts.size or 0 for r in videos)
    if rule.total_size is not None and size > rule.total_size:
        values = {"limit": rule.total_size, "value": size}
        yield Issue("reference_videos.too_large", Severity.ERROR, place, values, _ids(videos))
    for video in videos:
        yield from _pixels(rule, video)
    yield from _video_doubts(rule, videos)


def _pixels(rule: VideosRule, video: Reference) -> Iterator[Issue]:
    low, high = rule.side_minimum, rule.side_maximum
    width, height = video.facts.width, video.facts.height
    if low is None or high is None or width is None or height is None:
        return
    inside = sum(low <= side <= high for side in (width, height))
    if inside < 2:
        severity = Severity.DOUBT if inside else Severity.ERROR
        values = {"width": width, "height": height, "minimum": low, "maximum": high}
        yield Issue("reference_videos.pixels", severity, Place.VIDEOS, values, (video.id,))


def _video_doubts(rule: VideosRule, videos: tuple[Reference, ...]) -> Iterator[Issue]:
    code, place = "reference_videos.doubtful", Place.VIDEOS
    if rule.doubtful:
        yield Issue(code, Severity.DOUBT, place, {"why": "support"}, _ids(videos))
    lengths = [r.facts.seconds for r in videos]
    known = sum(length for length in lengths if length is not None)
    if rule.doubt_seconds_below is not None and None not in lengths and known < rule.doubt_seconds_below:
        values = {"why": "short", "minimum": rule.doubt_seconds_below, "value": round(known, 2)}
        yield Issue(code, Severity.DOUBT, place, values, _ids(videos))
    for video in videos:
        fps = video.facts.fps
        low, high = rule.doubt_fps_below, rule.doubt_fps_above
        if fps is not None and ((low is not None and fps < low) or (high is not None and fps > high)):
            values = {"why": "fps", "minimum": low, "maximum": high, "value": round(fps, 2)}
            yield Issue(code, Severity.DOUBT, place, values, (video.id,))


def _audios(rule: AudiosRule, used: Used) -> Iterator[Issue]:
    audios = used[Place.AUDIOS]
    if not audios:
        return
    place = Place.AUDIOS
    if not rule.supported:
        yield Issue("reference_audios.not_supported", Severity.ERROR, place, {"count": len(audios)}, _ids(audios))
        return
    yield from _too_many(place, rule.maximum, audios)
    frames = _frames(used)
    if frames and not rule.with_frames:
        yield Issue("reference_audios.with_frames", Severity.ERROR, place, {"count": len(audios)}, _ids(audios))
    if not (used[Place.IMAGES] or frames or used[Place.VIDEOS]):
        yield Issue("reference_audios.alone", Severity(rule.alone), place, {}, _ids(audios))


def _address(rule: MediaRule, reference: Reference, terms: Terms) -> Iterator[Issue]:
    place, ids = reference.place, (reference.id,)
    if reference.is_asset and is_asset(reference.source):
        if rule.assets in ("refused", "doubtful"):
            severity = Severity.ERROR if rule.assets == "refused" else Severity.DOUBT
            yield Issue("media.asset_not_accepted", severity, place, {}, ids)
    elif why := obstacle(reference.source, loopback=terms.loopback):
        yield Issue("media.address", Severity.ERROR, place, {"value": reference.source[:200], "why": why}, ids)


def _can_be_reviewed(reference: Reference, terms: Terms) -> bool:
    if reference.local:
        return True
    is_there = reference.is_asset and is_asset(reference.source)
    return not is_there and not obstacle(reference.source, loopback=terms.loopback)


def _reviews(waiting: list[Reference], terms: Terms) -> Iterator[Issue]:
    """One note for all that the program submits by itself; of a raw request, an error for each that it names."""
    code = "media.needs_review"
    if not terms.reviews:
        yield from (Issue(code, Severity.ERROR, r.place, references=(r.id,)) for r in waiting)
    elif waiting:
        yield Issue(code, Severity.NOTE, waiting[0].place, {"count": len(waiting)}, _ids(waiting))
