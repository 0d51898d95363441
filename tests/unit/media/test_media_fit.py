"""Fitted copies: what the recipe says and nothing else, upright, without tags, and the original untouched."""

from __future__ import annotations

import asyncio
import io
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms
from pillow_heif import register_heif_opener

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.fit import Crop, Recipe
from seedance_desktop.domain.reference import Kind
from seedance_desktop.media import worker
from seedance_desktop.media.fit import fit
from seedance_desktop.media.service import MediaService
from tests.unit.media.making import RATE, write_sound, write_video

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from seedance_desktop.media.measured import Measured

SECONDS = 4
FPS = 25
GPS = 0x8825


def fitted(path: Path, recipe: Recipe, ending: str, progress: list[float] | None = None) -> Path:
    """The copy, made in this process; nothing else may lie beside it."""
    folder = Path(tempfile.mkdtemp(dir=path.parent))
    target = folder / f"copy.{ending}"
    before = path.read_bytes()
    fit(path, target, recipe, (progress if progress is not None else []).append)
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == [target]
    return target


def measured(path: Path) -> Measured:
    return worker.measure(path)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds of noise, each with its own grey, and a tone; where it was taken stands in its tags."""
    path = tmp_path_factory.mktemp("film") / "film.mov"
    noise = [Image.effect_noise((320, 240), 90 + number).convert("RGB") for number in range(4)]
    with av.open(str(path), "w") as container:
        container.metadata["location"] = "+48.8577+002.295/"
        video: Any = container.add_stream("libx264", rate=FPS, options={"preset": "ultrafast", "crf": "20"})
        video.width, video.height, video.pix_fmt = 320, 240, "yuv420p"
        audio: Any = container.add_stream("aac", rate=RATE)
        audio.layout = "stereo"
        for number in range(SECONDS * FPS):
            second = number // FPS
            flat = Image.new("RGB", (320, 240), (60 * second,) * 3)
            picture = Image.blend(flat, noise[number % 4], 0.3)
            frame = av.VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]  # PyAV has no type for it
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            container.mux(video.encode(frame))
        for number in range(SECONDS * RATE // 1024):
            sound = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
            for plane in sound.planes:
                plane.update(bytes(4096))
            sound.sample_rate, sound.pts, sound.time_base = RATE, number * 1024, Fraction(1, RATE)
            container.mux(audio.encode(sound))
        for stream in (video, audio):
            container.mux(stream.encode(None))
    return path


def pictures(path: Path) -> list[Image.Image]:
    """The frames of a clip, upright."""
    with av.open(str(path)) as container:
        return [
            frame.to_image().rotate(frame.rotation, expand=True)  # type: ignore[no-untyped-call]  # PyAV has no type for it
            for frame in container.decode(video=0)
        ]


def greys(path: Path) -> list[int]:
    """The mean of each frame of a clip."""
    return [image.convert("L").resize((1, 1)).tobytes()[0] for image in pictures(path)]


def silent(_share: float) -> None:
    """Who does not care how far it is."""


def noisy(path: Path, size: tuple[int, int] = (640, 480), **options: Any) -> Path:
    Image.merge("RGB", [Image.effect_noise(size, 90) for _ in range(3)]).save(path, **options)
    return path


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_a_photograph_comes_out_upright_without_where_it_was_taken(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (48.0, 51.0, 29.0)
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (40, 20), "red").save(path, exif=exif)
    assert measured(path).facts.located
    copy = fitted(path, Recipe(), "jpg")
    facts = measured(copy).facts
    assert (facts.width, facts.height, facts.located, facts.rotation) == (20, 40, False, 0)
    with Image.open(copy) as image:
        assert len(image.getexif()) == 0


@pytest.mark.parametrize("ending", ["heic", "avif", "tiff", "gif", "bmp", "webp"])
def test_any_picture_becomes_png_or_jpeg(tmp_path: Path, ending: str) -> None:
    register_heif_opener()
    path = tmp_path / f"picture.{ending}"
    Image.new("RGB", (64, 48), (200, 40, 40)).save(path)
    for format_, suffix in (("png", "png"), ("jpeg", "jpg")):
        copy = fitted(path, Recipe(format=format_), suffix)
        facts = measured(copy).facts
        assert (facts.format, facts.width, facts.height) == (format_, 64, 48)
        with Image.open(copy) as image:
            pixel = image.convert("RGB").getpixel((30, 20))
        assert isinstance(pixel, tuple)
        assert all(abs(got - meant) < 8 for got, meant in zip(pixel, (200, 40, 40), strict=True))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16", "I", "F"])
def test_every_mode_of_pixels_is_turned_into_plain_colours(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("picture.tiff" if mode in {"CMYK", "F", "I"} else "picture.png")
    Image.new(mode, (64, 64)).save(path)
    with Image.open(fitted(path, Recipe(format="jpeg"), "jpg")) as image:
        assert image.mode == "RGB"


def test_what_is_clear_stays_clear_in_png_and_white_in_jpeg(tmp_path: Path) -> None:
    path = tmp_path / "logo.webp"
    Image.new("RGBA", (64, 64), (255, 0, 0, 0)).save(path, lossless=True)
    with Image.open(fitted(path, Recipe(format="png"), "png")) as image:
        assert image.getchannel("A").getpixel((5, 5)) == 0
    with Image.open(fitted(path, Recipe(format="jpeg"), "jpg")) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


def test_a_profile_is_turned_into_srgb(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    Image.new("RGB", (64, 64), "green").save(path, icc_profile=profile)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = tmp_path / "plain.png"
    Image.new("RGB", (64, 64), (10, 200, 30)).save(other, icc_profile=srgb)
    for original in (path, other):
        with Image.open(fitted(original, Recipe(), "png")) as image:
            assert "icc_profile" not in image.info
    with Image.open(fitted(other, Recipe(), "png")) as image:
        assert image.getpixel((5, 5)) == (10, 200, 30)


def test_a_picture_that_cannot_be_made_so_small_is_refused(tmp_path: Path) -> None:
    path = noisy(tmp_path / "noise.png")
    with pytest.raises(LocalFailure, match=r"media\.not_small_enough"):
        fit(path, tmp_path / "copy.jpg", Recipe(format="jpeg", most_bytes=100), silent)
    assert [file.name for file in tmp_path.iterdir()] == ["noise.png"]


SIDES = st.integers(80, 900)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(width=SIDES, height=SIDES, data=st.data())
def test_a_picture_obeys_any_recipe(tmp_path: Path, width: int, height: int, data: st.DataObject) -> None:
    path = noisy(tmp_path / "noise.jpg", (width, height), quality=80)
    left, top = data.draw(st.integers(0, width - 70)), data.draw(st.integers(0, height - 70))
    crop = Crop(left, top, data.draw(st.integers(64, width - left)), data.draw(st.integers(64, height - top)))
    light = data.draw(st.booleans())
    recipe = Recipe(
        format="jpeg" if light else data.draw(st.sampled_from(["png", "jpeg"])),
        crop=data.draw(st.sampled_from([None, crop])),
        width=None if light else data.draw(st.none() | SIDES),
        height=None if light else data.draw(st.none() | SIDES),
        most_bytes=data.draw(st.integers(100_000, 400_000)) if light else None,
    )
    copy = fitted(path, recipe, {"png": "png", "jpeg": "jpg"}[recipe.format])
    facts = measured(copy).facts
    assert facts.format == recipe.format
    if recipe.most_bytes is not None:
        assert copy.stat().st_size <= recipe.most_bytes
        return
    base = (recipe.crop.width, recipe.crop.height) if recipe.crop else (width, height)
    if (recipe.width and recipe.height) or not (recipe.width or recipe.height):
        assert (facts.width, facts.height) == (recipe.width or base[0], recipe.height or base[1])
    else:
        assert recipe.width in (None, facts.width)
        assert recipe.height in (None, facts.height)


# --- clips and sounds -------------------------------------------------------------------------------------------------


def test_a_clip_is_trimmed_to_the_frame_and_loses_its_tags(film: Path) -> None:
    assert measured(film).facts.located
    progress: list[float] = []
    copy = fitted(film, Recipe(start=1.0, end=3.0), "mp4", progress)
    found = measured(copy)
    assert found.kind is Kind.VIDEO
    assert (found.facts.format, found.facts.codec, found.facts.located) == ("mp4", "h264", False)
    assert found.facts.seconds == pytest.approx(2.0, abs=0.06)
    shades = greys(copy)
    assert len(shades) == 2 * FPS
    assert shades[0] == pytest.approx(shades[FPS - 1], abs=12)
    assert shades[FPS] - shades[FPS - 1] > 20, "the cut between the seconds lies where it was"
    assert progress == sorted(progress)
    assert progress[-1] > 0.9
    with av.open(str(copy)) as container:
        assert len(container.streams.audio) == 1
        assert float((container.streams.audio[0].duration or 0) * (container.streams.audio[0].time_base or 0)) < 2.1


def test_a_turned_clip_comes_out_upright(turned_clip: Path) -> None:
    before = measured(turned_clip).facts
    copy = fitted(turned_clip, Recipe(), "mp4")
    facts = measured(copy).facts
    assert (facts.width, facts.height, facts.rotation) == (before.width, before.height, 0)
    assert before.rotation
    image, meant = pictures(copy)[0], pictures(turned_clip)[0]
    for point in ((4, 4), (60, 4), (4, 90), (60, 90)):
        difference = ImageChops.difference(image, meant).getpixel(point)
        assert isinstance(difference, tuple)
        assert max(difference) < 40


def test_a_clip_is_made_light_enough_and_keeps_its_length(film: Path) -> None:
    most = film.stat().st_size // 4
    copy = fitted(film, Recipe(format="mp4", most_bytes=most), "mp4")
    assert most // 4 < copy.stat().st_size <= most
    assert measured(copy).facts.seconds == pytest.approx(SECONDS, abs=0.1)


def test_a_clip_that_cannot_be_made_so_light_is_refused(film: Path, tmp_path: Path) -> None:
    with pytest.raises(LocalFailure, match=r"media\.not_small_enough"):
        fit(film, tmp_path / "copy.mp4", Recipe(format="mp4", most_bytes=2000), silent)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["mp3", "wav", "aac", "flac", "ogg", "m4a"])
def test_any_sound_becomes_m4a_and_is_trimmed(tmp_path: Path, name: str) -> None:
    codecs = {"mp3": "libmp3lame", "wav": "pcm_s16le", "flac": "flac", "ogg": "libopus"}
    path = tmp_path / f"sound.{name}"
    write_sound(path, codecs.get(name, "aac"), {"title": "secret"})
    copy = fitted(path, Recipe(format="m4a", start=0.1, end=0.4), "m4a")
    found = measured(copy)
    assert found.kind is Kind.AUDIO
    assert found.facts.seconds == pytest.approx(0.3, abs=0.05)
    assert b"secret" not in copy.read_bytes()


def test_other_codecs_and_odd_sides_become_h264_with_even_sides(webm: Path) -> None:
    facts = measured(fitted(webm, Recipe(format="mp4", crop=Crop(1, 1, 51, 33)), "mp4")).facts
    assert (facts.codec, facts.width, facts.height) == ("h264", 50, 32)


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.floats(0, 3.5),
    length=st.floats(0.2, 4),
    size=st.none() | st.tuples(st.integers(64, 400), st.integers(64, 400)),
    fps=st.none() | st.sampled_from([12.0, 24.0, 30.0, 23.976]),
)
def test_a_clip_obeys_any_recipe(
    film: Path, start: float, length: float, size: tuple[int, int] | None, fps: float | None
) -> None:
    assume(start + 0.2 < SECONDS)
    width, height = size or (None, None)
    copy = fitted(film, Recipe(start=start, end=start + length, width=width, height=height, fps=fps), "mp4")
    facts = measured(copy).facts
    assert facts.seconds == pytest.approx(min(length, SECONDS - start), abs=0.1)
    assert (facts.width, facts.height) == ((width or 320) // 2 * 2, (height or 240) // 2 * 2)
    if fps is not None:
        assert facts.fps == pytest.approx(fps, rel=0.1)


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


# --- in its own process -----------------------------------------------------------------------------------------------


@pytest.fixture
async def service() -> AsyncIterator[MediaService]:
    made = MediaService()
    yield made
    await made.close()


async def test_the_service_tells_how_far_a_copy_is(service: MediaService, film: Path, tmp_path: Path) -> None:
    shares: list[float] = []
    target = tmp_path / "copy.mp4"
    await service.fit(film, target, Recipe(end=1.0), shares.append)
    assert (await service.measure(target)).facts.seconds == pytest.approx(1.0, abs=0.1)
    assert shares
    assert shares == sorted(shares)


async def test_a_copy_that_is_called_off_ends_at_once_and_leaves_nothing(service: MediaService, tmp_path: Path) -> None:
    path = tmp_path / "long.mp4"
    write_video(path, "libx264")
    target = tmp_path / "copy" / "copy.mp4"
    target.parent.mkdir()
    begun = asyncio.Event()
    copy = asyncio.create_task(
        service.fit(path, target, Recipe(width=4000, height=4000, fps=600.0), lambda _: begun.set())
    )
    await begun.wait()
    copy.cancel()
    with pytest.raises(asyncio.CancelledError):
        await copy
    assert left_in(target.parent) == []


async def test_closing_ends_a_copy_that_is_being_made(film: Path, tmp_path: Path) -> None:
    service = MediaService()
    begun = asyncio.Event()
    recipe = Recipe(width=4000, height=4000, fps=600.0)
    copy = asyncio.create_task(service.fit(film, tmp_path / "copy.mp4", recipe, lambda _: begun.set()))
    await begun.wait()
    await service.close()
    with pytest.raises(LocalFailure):
        await copy
    assert left_in(tmp_path) == []


def test_the_buffer_of_a_copy_is_a_whole_picture(tmp_path: Path) -> None:
    path = noisy(tmp_path / "noise.png", (80, 80))
    with Image.open(io.BytesIO(fitted(path, Recipe(format="jpeg"), "jpg").read_bytes())) as image:
        image.load()
