"""Uploads and the results origin: shapes, limits, signed links, ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.sandbox.app import PREFIX
from seedance_desktop.sandbox.links import Links
from seedance_desktop.sandbox.options import Options
from seedance_desktop.sandbox.uploads import MIME_TYPES
from tests.unit.sandbox.desk import Desk, movie, open_desk, picture

if TYPE_CHECKING:
    from pathlib import Path

UPLOAD = f"{PREFIX}/files/upload"
THREE_DAYS = 3 * 24 * 3600


def test_an_upload_answers_with_the_documented_fields(desk: Desk) -> None:
    content = picture()
    answer = desk.http.post(UPLOAD, files={"file": ("夜 photo.PNG", content)}).json()
    assert (answer["code"], answer["msg"]) == (20000, "ok")
    url = answer["data"].pop("url")
    assert answer["data"] == {"filename": "夜 photo.PNG", "size": len(content), "mime_type": "image/png"}
    assert url.startswith(desk.live.address.results_url + "/uploads/")
    assert desk.live.address.results_url != desk.live.address.base_url


def test_an_uploaded_file_is_public_and_unchanged(desk: Desk) -> None:
    content = picture(kind="JPEG")
    answer = desk.fetch(desk.upload("a.jpeg", content))
    assert (answer.content, answer.headers["content-type"]) == (content, "image/jpeg")


@pytest.mark.parametrize("ending", MIME_TYPES)
def test_every_ending_of_the_upload_page_is_taken(desk: Desk, ending: str) -> None:
    assert desk.upload(f"a{ending}", b"not really")


@pytest.mark.parametrize("name", ["a.txt", "a", "a.mp4.exe", ".png"])
def test_other_endings_are_refused(desk: Desk, name: str) -> None:
    answer = desk.http.post(UPLOAD, files={"file": (name, b"x")}).json()
    assert answer["code"] == 20002
    assert "unsupported file type" in answer["msg"]


def test_a_part_of_another_name_is_refused(desk: Desk) -> None:
    assert desk.http.post(UPLOAD, files={"image": ("a.png", b"x")}).json()["code"] == 20002
    assert desk.http.post(UPLOAD, data={"file": "text"}).json()["code"] == 20002
    assert desk.http.post(UPLOAD, json={}).json()["code"] == 20002


def test_the_size_limit_holds_on_both_sides(tmp_path: Path) -> None:
    assert Options(tmp_path).upload_limit == 100_000_000
    with open_desk(Options(tmp_path, upload_limit=200_000)) as desk:
        for size, code in ((200_000, 20000), (200_001, 20002), (2_000_000, 20002)):
            answer = desk.http.post(UPLOAD, files={"file": ("a.png", bytes(size))}).json()
            assert answer["code"] == code, size


def test_the_name_of_a_file_leads_nowhere(desk: Desk) -> None:
    before = set(desk.live.room.options.folder.parent.rglob("*.png"))
    desk.upload("../../../evil.png", picture())
    added = set(desk.live.room.options.folder.parent.rglob("*.png")) - before
    assert [file.parent.parent for file in added] == [desk.live.room.state.uploads_folder]


def test_limits_on_uploaded_media_are_judged(desk: Desk) -> None:
    small = desk.upload("small.mp4", movie(1))
    long = desk.upload("long.mp4", movie(16, (720, 720)))
    said = desk.refused(model="seedance2.0-md", reference_videos=[small])
    assert "reference_videos.pixels" in said
    said = desk.refused(model="seedance2.0-md", reference_videos=[long])
    assert "reference_videos.too_long" in said


def test_links_die_after_three_days(desk: Desk) -> None:
    url = desk.upload("a.png", picture())
    made = desk.hands.now
    desk.hands.now = made + THREE_DAYS - 1
    assert desk.fetch(url).status_code == 200
    desk.hands.now = made + THREE_DAYS + 1
    answer = desk.fetch(url)
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/xml"
    assert "AccessDenied" in answer.text


def test_only_signed_links_open_anything(desk: Desk) -> None:
    link = desk.completed(desk.create())["result"]["video_url"]
    assert desk.fetch(link).status_code == 200
    path, _, query = link.partition("?")
    expires, _, signature = query.partition("&")
    other = f"{path[:-5]}x.mp4"
    for forged in (path, f"{path}?{expires}", f"{path}?{expires}0&{signature}", f"{link[:-1]}g", f"{other}?{query}"):
        assert desk.fetch(forged).status_code == 403, forged
    assert desk.fetch(f"{path}?expires=abc&sig=ü").status_code == 403


def test_a_key_opens_nothing_on_the_results_origin(desk: Desk) -> None:
    link = desk.completed(desk.create())["result"]["video_url"].partition("?")[0]
    assert desk.http.get(link).status_code == 403


def test_the_origins_serve_nothing_of_each_other(desk: Desk) -> None:
    link = urlsplit(desk.completed(desk.create())["result"]["video_url"])
    assert desk.fetch(f"{desk.live.address.base_url}{link.path}?{link.query}").status_code == 404
    assert desk.http.get(f"{desk.live.address.results_url}{PREFIX}/user/balance").status_code == 404


def test_a_download_can_be_resumed_by_range_and_tag(desk: Desk) -> None:
    link = desk.completed(desk.create())["result"]["video_url"]
    whole = desk.fetch(link)
    tag, size = whole.headers["etag"], len(whole.content)
    assert whole.headers["accept-ranges"] == "bytes"
    rest = desk.fetch(link, **{"Range": "bytes=1000-", "If-Range": tag})
    assert rest.status_code == 206
    assert rest.headers["content-range"] == f"bytes 1000-{size - 1}/{size}"
    assert rest.headers["etag"] == tag
    assert rest.content == whole.content[1000:]
    changed = desk.fetch(link, **{"Range": "bytes=1000-", "If-Range": '"other"'})
    assert (changed.status_code, changed.content) == (200, whole.content)
    assert desk.fetch(link, Range=f"bytes={size}-").status_code == 416


@given(path=st.text(min_size=1).map(lambda text: "/" + text), life=st.integers(0, 10**9), step=st.integers(1, 10**6))
def test_a_signature_fits_one_path_and_one_time(path: str, life: int, step: int) -> None:
    links = Links(b"secret", lambda: "http://127.0.0.1:1")
    query = {"expires": str(life), "sig": links._signature(path, str(life))}
    assert links.is_valid(path, query, life)
    assert not links.is_valid(path, query, life + 1)
    assert not links.is_valid(path + "x", query, life)
    assert not links.is_valid(path, {**query, "expires": str(life + step)}, life)
    assert not Links(b"other", lambda: "").is_valid(path, query, life)
