"""The clip itself: what was asked is what one sees, hears and can read back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from seedance_desktop.sandbox.clip import clip_size, render_clip
from seedance_desktop.sandbox.job import ClipJob, Pictured
from seedance_desktop.sandbox.options import Options
from seedance_desktop.sandbox.palettes import PALETTES
from seedance_desktop.sandbox.server import open_sandbox
from seedance_desktop.sandbox.shapes import aspect, frame_size
from seedance_desktop.sandbox.typeface import wrapped
from tests.unit.sandbox.desk import Desk, Hands, client, comment, movie, picture

JOB = ClipJob("seedance2.0-mini-sp", "a heron", "720p", "16:9", "", 1, (), {"model": "m"}, Path("clip.mp4"), scale=0.25)
COLOURS = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255)}


def reference(folder: Path, place: str, name: str, content: bytes) -> Pictured:
    path = folder / name
    path.write_bytes(content)
    kind = {"reference_videos": "video", "reference_audios": "audio"}.get(place, "image")
    return Pictured(place, kind, f"https://x.example/{name}", "x.example", name, path)


def rendered(folder: Path, job: ClipJob) -> Path:
    render_clip(replace(job, target=folder / "clip.mp4"))
    return folder / "clip.mp4"


def frames(clip: Path) -> list[Image.Image]:
    with av.open(str(clip)) as container:
        shown: list[Image.Image] = [
            frame.to_image()  # type: ignore[no-untyped-call]  # PyAV leaves it bare
            for frame in container.decode(video=0)
        ]
    return shown


def loudness(clip: Path) -> float:
    """Mean of the sound's absolute samples, 0 to 1."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=8000)
    total = count = 0
    with av.open(str(clip)) as container:
        for frame in container.decode(audio=0):
            for part in resampler.resample(frame):
                samples = memoryview(bytes(part.planes[0])).cast("h")[: part.samples]
                total += sum(map(abs, samples))
                count += part.samples
    return total / count / 32768


def is_near(pixel: object, colour: tuple[int, int, int], distance: int = 24) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= distance for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("resolution", "ratio", "orientation", "size"),
    [
        ("480p", "16:9", "", (854, 480)),
        ("720p", "9:16", "", (720, 1280)),
        ("720p", "1:1", "landscape", (720, 720)),
        ("720p", "", "portrait", (720, 1280)),
        ("720p", "", "landscape", (1280, 720)),
        ("720p", "", "", (1280, 720)),
        ("1080p", "21:9", "", (2520, 1080)),
        ("1080p", "3:4", "", (1080, 1440)),
        ("2k", "16:9", "", (2560, 1440)),
        ("4k", "16:9", "", (3840, 2160)),
    ],
)
def test_resolution_ratio_and_orientation_decide_the_size(
    resolution: str, ratio: str, orientation: str, size: tuple[int, int]
) -> None:
    assert clip_size(replace(JOB, resolution=resolution, ratio=ratio, orientation=orientation, scale=1.0)) == size


@pytest.mark.parametrize(
    ("resolution", "ratio", "size"),
    [("480p", "16:9", (854, 480)), ("720p", "9:16", (720, 1280)), ("4k", "16:9", (3840, 2160))],
)
def test_a_clip_has_the_size_that_was_asked_for(
    tmp_path: Path, resolution: str, ratio: str, size: tuple[int, int]
) -> None:
    job = replace(JOB, resolution=resolution, ratio=ratio, scale=1.0)
    with av.open(str(rendered(tmp_path, job))) as container:
        video = container.streams.video[0]
        assert (video.width, video.height) == size


@pytest.mark.parametrize("seconds", [1, 4, 15])
def test_a_clip_is_h264_and_aac_of_exactly_the_asked_length(tmp_path: Path, seconds: int) -> None:
    clip = rendered(tmp_path, replace(JOB, seconds=seconds, scale=0.1))
    with av.open(str(clip)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.pix_fmt, str(video.average_rate)) == ("h264", "yuv420p", "24")
        assert (audio.codec_context.name, audio.rate, audio.channels) == ("aac", 48000, 2)
        assert (video.duration or 0) * (video.time_base or 0) == seconds
        assert float((audio.duration or 0) * (audio.time_base or 0)) == pytest.approx(seconds, abs=0.03)
        assert sum(1 for _ in container.decode(video=0)) == seconds * 24


def test_an_index_stands_at_the_head_so_that_a_player_can_begin_at_once(tmp_path: Path) -> None:
    content = rendered(tmp_path, JOB).read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_nothing_half_done_is_left_behind(tmp_path: Path) -> None:
    rendered(tmp_path, JOB)
    with pytest.raises(OSError, match="No such file"):
        render_clip(replace(JOB, target=tmp_path / "none" / "clip.mp4"))
    assert [file.name for file in tmp_path.iterdir()] == ["clip.mp4"]


def test_adaptive_follows_the_first_picture(tmp_path: Path) -> None:
    wide = reference(tmp_path, "images", "wide.png", picture(size=(90, 60)))
    tall = reference(tmp_path, "images", "tall.png", picture(size=(60, 90)))
    walk = reference(tmp_path, "reference_videos", "walk.mp4", movie(1, (64, 48)))
    job = replace(JOB, ratio="Adaptive", scale=1.0)
    assert clip_size(replace(job, references=(wide, tall))) == (1080, 720)
    assert clip_size(replace(job, references=(tall, wide))) == (720, 1080)
    assert clip_size(replace(job, references=(walk,))) == (960, 720)
    assert clip_size(job) == (1280, 720)


def test_the_colours_come_out_as_they_were_painted(tmp_path: Path) -> None:
    first = frames(rendered(tmp_path, replace(JOB, prompt="dusk")))[0]
    sun = PALETTES["dusk"].sun
    assert sum(is_near(pixel, sun, 6) for pixel in first.get_flattened_data()) > 300
    assert is_near(first.getpixel((4, 2)), PALETTES["dusk"].sky[0], 8)


def test_the_land_moves(tmp_path: Path) -> None:
    shown = frames(rendered(tmp_path, JOB))
    assert shown[0].tobytes() != shown[-1].tobytes()


def test_the_file_tells_the_request_and_what_arrived_in_order(tmp_path: Path) -> None:
    content = {name: picture(name) for name in ("red", "lime", "blue")}
    given_ = tuple(reference(tmp_path, "images", f"{name}.png", data) for name, data in content.items())
    far = Pictured("images", "image", "https://x.example/far.png", "x.example", "far.png", None)
    sound = reference(tmp_path, "reference_audios", "a.wav", movie(sound=True))
    request = {"model": "m", "prompt": "苍鹭", "images": ["…"]}
    clip = rendered(tmp_path, replace(JOB, references=(*given_, far, sound), request=request))
    told = comment(clip)
    assert told["request"] == request
    hashes = [hashlib.sha256(data).hexdigest() for data in content.values()]
    assert [(r["place"], r["number"], r["name"], r["sha256"]) for r in told["references"]] == [
        ("images", 1, "red.png", hashes[0]),
        ("images", 2, "lime.png", hashes[1]),
        ("images", 3, "blue.png", hashes[2]),
        ("images", 4, "far.png", None),
        ("reference_audios", 1, "a.wav", hashlib.sha256(movie(sound=True)).hexdigest()),
    ]


def test_the_references_are_seen_in_order(tmp_path: Path) -> None:
    given_ = tuple(reference(tmp_path, "images", f"{name}.png", picture(name)) for name in COLOURS)
    last = frames(rendered(tmp_path, replace(JOB, references=given_, scale=0.5, seconds=2)))[-1]
    # A strip of thumbnails, 134 × 84 pixels each and 10 apart at 720p, begins 32 from the corner.
    for index, colour in enumerate(COLOURS.values()):
        assert is_near(last.getpixel(((32 + 144 * index + 67) // 2, (32 + 30) // 2)), colour, 60)


def test_frames_are_where_the_clip_begins_and_ends(tmp_path: Path) -> None:
    first = reference(tmp_path, "first_image", "a.png", picture("lime"))
    last = reference(tmp_path, "last_image", "b.png", picture("blue"))
    shown = frames(rendered(tmp_path, replace(JOB, references=(first, last), seconds=2)))
    middle = (shown[0].width // 2, shown[0].height // 2)
    assert is_near(shown[0].getpixel(middle), COLOURS["lime"])
    assert is_near(shown[-1].getpixel(middle), COLOURS["blue"])
    between = shown[len(shown) // 2].getpixel(middle)
    assert not is_near(between, COLOURS["lime"])
    assert not is_near(between, COLOURS["blue"])


def test_the_reference_audio_is_heard_over_a_soft_chord(tmp_path: Path) -> None:
    chord = loudness(rendered(tmp_path, replace(JOB, seconds=2)))
    sound = reference(tmp_path, "reference_audios", "a.wav", movie(2, sound=True))
    mixed = loudness(rendered(tmp_path, replace(JOB, seconds=2, references=(sound,))))
    assert 0.005 < chord < 0.2
    assert mixed > chord * 2


@pytest.mark.parametrize("content", [b"", b"not media", picture()[:40], movie()[:200], b"<svg/>", bytes(5000)])
@pytest.mark.parametrize("place", ["images", "first_image", "last_image", "reference_videos", "reference_audios"])
def test_a_reference_that_cannot_be_opened_is_a_card_and_no_failure(tmp_path: Path, place: str, content: bytes) -> None:
    broken = reference(tmp_path, place, "broken.bin", content)
    clip = rendered(tmp_path, replace(JOB, references=(broken,), scale=0.1))
    assert comment(clip)["references"][0]["sha256"] == hashlib.sha256(content).hexdigest()


def test_what_an_address_points_at_is_drawn_as_a_card_with_its_name(tmp_path: Path) -> None:
    far = Pictured("images", "image", "https://cdn.example.com/苍鹭.png", "cdn.example.com", "苍鹭.png", None)
    bare = replace(JOB, seconds=2)
    without = frames(rendered(tmp_path, bare))[-1]
    with_card = frames(rendered(tmp_path, replace(bare, references=(far,))))[-1]
    assert is_near(with_card.getpixel((30, 10)), (24, 28, 35))
    assert not is_near(without.getpixel((30, 10)), (24, 28, 35))


def test_a_picture_with_transparency_and_one_turned_by_its_camera_are_shown(tmp_path: Path) -> None:
    clear = tmp_path / "clear.png"
    Image.new("RGBA", (40, 20), (255, 0, 0, 128)).save(clear)
    turned = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20), "red").save(turned, exif=exif)
    job = replace(JOB, ratio="Adaptive", scale=1.0)
    for file, size in ((clear, (1440, 720)), (turned, (720, 1440))):
        shown = Pictured("first_image", "image", "s", "h", file.name, file)
        assert clip_size(replace(job, references=(shown,))) == size
        rendered(tmp_path, replace(JOB, references=(shown,)))


@pytest.mark.parametrize("prompt", ["x" * 5000, "很" * 5000, "a\nb\tc", "👩‍👩‍👧 زرافة", " "])
def test_any_prompt_can_be_written(tmp_path: Path, prompt: str) -> None:
    assert len(frames(rendered(tmp_path, replace(JOB, prompt=prompt)))) == 24


def test_a_whole_clip_comes_out_of_the_worker_process_as_asked(tmp_path: Path) -> None:
    with open_sandbox(Options(tmp_path), Hands()) as live, client(live, "sk_sandbox") as http:
        assert isinstance(live.room.clock, Hands)
        with client(live, "") as visitor:
            desk = Desk(live, live.room.clock, http, visitor)
            url = desk.upload("heron.png", picture("lime"))
            task = desk.create(model="seedance2.0-fast-i2v", duration=2, ratio="9:16", images=[url])
            link = desk.completed(task)["result"]["video_url"]
            (tmp_path / "got.mp4").write_bytes(desk.fetch(link).content)
    with av.open(str(tmp_path / "got.mp4")) as container:
        video = container.streams.video[0]
        assert (video.width, video.height, video.frames) == (720, 1280, 48)
    told = comment(tmp_path / "got.mp4")
    assert told["request"]["images"] == [url]
    assert told["references"][0]["sha256"] == hashlib.sha256(picture("lime")).hexdigest()


shapes = st.tuples(st.integers(1, 100), st.integers(1, 100))


@given(
    resolution=st.sampled_from(["480p", "720p", "1080p", "2k", "4k", "", "8k"]),
    ratio=st.one_of(shapes.map(lambda s: f"{s[0]}:{s[1]}"), st.sampled_from(["", "Adaptive", "adaptive"]), st.text()),
    orientation=st.sampled_from(["", "landscape", "portrait"]),
    first=st.one_of(st.none(), st.tuples(st.integers(0, 9000), st.integers(0, 9000))),
)
def test_every_size_is_even_and_of_a_sane_shape(
    resolution: str, ratio: str, orientation: str, first: tuple[int, int] | None
) -> None:
    width, height = frame_size(resolution, aspect(ratio, orientation, first))
    assert width % 2 == height % 2 == 0
    assert min(width, height) in {480, 720, 1080, 1440, 2160}
    assert max(width, height) <= min(width, height) * 4 + 2


@given(width=st.integers(1, 40), height=st.integers(1, 40))
def test_a_ratio_is_taken_at_its_word(width: int, height: int) -> None:
    shape = aspect(f"{width}:{height}", "", None)
    assert shape == min(Fraction(4), max(Fraction(1, 4), Fraction(width, height)))


@given(text=st.text(st.sampled_from("ab 很长 \n"), max_size=80), limit=st.integers(3, 30))
def test_no_line_of_a_caption_is_too_long(text: str, limit: int) -> None:
    lines = wrapped(text, len, limit)
    assert len(lines) <= 3
    assert all(len(line.rstrip()) <= limit for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("mood", PALETTES)
def test_a_word_of_the_prompt_decides_the_mood(tmp_path: Path, mood: str) -> None:
    palette = PALETTES[mood]
    shown = frames(rendered(tmp_path, replace(JOB, prompt=f"x {palette.words[-1]} y")))[0]
    assert is_near(shown.getpixel((4, 1)), palette.sky[0], 12)
