"""Bodies and addresses at their edges."""

from __future__ import annotations

import pytest

from seedance_desktop.domain.address import is_asset, is_reachable
from seedance_desktop.domain.body import InvalidJson, read_body
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.reference import Facts, Place, Reference
from seedance_desktop.domain.rules import evaluate

CATALOG = load_catalog()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"text"', "7", '{"duration": NaN}', '{"duration": -Infinity}', b"\xff{}", "{} {}"]
)
def test_what_is_no_json_object_is_refused(text: str | bytes) -> None:
    with pytest.raises(InvalidJson):
        read_body(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no JSON from line 1, column 1"),
        ('{\n "a": }', "no JSON from line 2, column 7"),
        ("[]", "not a JSON object"),
        ('{"duration": NaN}', "NaN is no JSON"),
        (b"\xff{}", "not written in UTF-8"),
        ('{"a":' * 200_000, "nested too deep"),
        ('{"duration": ' + "9" * 5000 + "}", "a number is too long"),
    ],
    ids=range(7),
)
def test_a_reason_says_nothing_of_how_we_read(text: str | bytes, reason: str) -> None:
    with pytest.raises(InvalidJson) as caught:
        read_body(text)

    assert str(caught.value) == reason


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(InvalidJson):
        read_body('{"a":' * 200_000)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_body(b'\xef\xbb\xbf{"prompt": "p"}').prompt == "p"


def test_text_that_cannot_be_sent_is_cleaned_but_an_address_is_refused() -> None:
    draft = read_body(
        r'{"model": "seedance2.0-mini-sp", "prompt": "a\u0000b\ud800", "duration": 5,'
        r' "images": ["https://media\u0000.example/1", "https://media.example/\ud800"]}'
    )
    answer = evaluate(CATALOG.route_of(draft.model), draft)

    assert draft.prompt == "ab?"
    assert [issue.code for issue in answer.errors] == ["media.address", "media.address"]


@pytest.mark.parametrize(
    ("address", "reachable"),
    [
        ("https://media.example/1.png", True),
        ("https://media.example:8443/1.png?x=1&y=2#z", True),
        ("HTTPS://MEDIA.EXAMPLE/1.png", True),
        ("https://例子.example/图.png", True),
        ("https://media.example:99999/1.png", False),
        ("https://media.example:port/1.png", False),
        ("https://user:word@media.example/1.png", False),
        ("https://@media.example/1.png", False),
        ("https://[::1", False),
        ("https:media.example/1.png", False),
        ("//media.example/1.png", False),
        ("https://media.example/1\t.png", False),
        ("https://media.example/\u202egnp.1", False),
        ("ftp://media.example/1.png", False),
        ("javascript:alert(1)", False),
        ("http://127.0.0.1:1/1.png", False),
        ("", False),
    ],
)
def test_what_counts_as_a_reachable_address(address: str, reachable: bool) -> None:  # noqa: FBT001 a parametrised answer
    assert is_reachable(address) is reachable


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("http://127.0.0.1:1/x", True),
        ("http://localhost/x", True),
        ("http://[::1]:9/x", True),
        ("http://127.0.0.1.evil.example/x", False),
        ("http://localhost@evil.example/x", False),
        ("http://192.168.0.9/x", False),
    ],
)
def test_plain_http_only_to_this_machine(address: str, allowed: bool) -> None:  # noqa: FBT001 a parametrised answer
    assert is_reachable(address, loopback=True) is allowed


@pytest.mark.parametrize(
    ("address", "asset"),
    [("asset://a", True), ("asset://", False), ("asset:a", False), ("asset://a b", False), ("https://a", False)],
)
def test_what_counts_as_an_asset(address: str, asset: bool) -> None:  # noqa: FBT001 a parametrised answer
    assert is_asset(address) is asset


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        (Reference("a", Place.IMAGES, "https://media.example/one.GIF?x=.png"), "gif"),
        (Reference("a", Place.IMAGES, "https://media.example/one"), None),
        (Reference("a", Place.IMAGES, "https://[::1"), None),
        (Reference("a", Place.IMAGES, "C:\\pictures\\one.JPG", local=True), "jpg"),
        (Reference("a", Place.IMAGES, "/pictures.d/one", local=True), None),
        (Reference("a", Place.IMAGES, "/pictures/one.png", local=True, facts=Facts(format="gif")), "gif"),
    ],
)
def test_the_format_is_measured_or_else_named(reference: Reference, found: str | None) -> None:
    assert reference.format == found
