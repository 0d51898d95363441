"""What may be typed, and what becomes of the settings by it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Draft
from seedance_desktop.domain.price_rows import price_groups
from seedance_desktop.domain.rules import evaluate
from seedance_desktop.settings.model import SANDBOX_ID, Settings
from seedance_desktop.ui.preferences.checks import address_problem, is_key, plain_address, proxy_address, read_amount
from seedance_desktop.ui.preferences.edits import changed, with_new_profile, with_price, with_profile, without_profile
from seedance_desktop.wording.money import amount

TODAY = date(2026, 11, 26)
CATALOG = load_catalog()
AMOUNTS = st.decimals(min_value=0, max_value=999_999, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("https://www.jimmyai.cn", ""),
        ("  https://www.jimmyai.cn/ ", ""),
        ("https://media.example.com:8443/api", ""),
        ("http://127.0.0.1:8000", ""),
        ("http://localhost", ""),
        ("http://[::1]:9", ""),
        ("http://www.jimmyai.cn", "insecure"),
        ("http://127.0.0.2", "insecure"),
        ("", "broken"),
        ("www.jimmyai.cn", "broken"),
        ("ftp://www.jimmyai.cn", "broken"),
        ("https://", "broken"),
        ("https://a b.cn", "broken"),
        ("https://user@www.jimmyai.cn", "broken"),
        ("https://www.jimmyai.cn?x=1", "broken"),
        ("https://www.jimmyai.cn#top", "broken"),
        ("https://www.jimmyаi.cn", "broken"),
        ("https://[::1", "broken"),
        ("https://www.jimmyai.cn:99999", "broken"),
        ("https://www.jimmyai.cn\\@evil.example", "broken"),
    ],
)
def test_a_base_address_is_https_or_this_computer(text: str, problem: str) -> None:
    assert address_problem(text) == problem


@given(st.text(max_size=40))
def test_whatever_is_typed_is_judged(text: str) -> None:
    assert address_problem(text) in ("", "broken", "insecure")
    proxy_address(text)
    is_key(text)


def test_an_address_is_kept_without_its_last_slash() -> None:
    assert plain_address(" https://www.jimmyai.cn/ ") == "https://www.jimmyai.cn"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("socks5h://127.0.0.1:7890", "socks5h://127.0.0.1:7890"),
        ("127.0.0.1:7890", "http://127.0.0.1:7890"),
        ("http://proxy.example:3128/", "http://proxy.example:3128"),
        ("system", "http://system"),
        ("none", "http://none"),
        ("", None),
        ("ftp://proxy", None),
        ("http://", None),
        ("http://a b", None),
        ("http://proxy:0", None),
        ("http://proxy:1/way", None),
        ("http://[::1", None),
    ],
)
def test_a_proxy_has_a_scheme_that_the_client_knows(text: str, kept: str | None) -> None:
    assert proxy_address(text) == kept


@pytest.mark.parametrize(("text", "good"), [("sk-1", True), (" sk-1\n", True), ("sk 1", False), ("密钥", False)])
def test_a_key_can_stand_in_a_header(text: str, *, good: bool) -> None:
    assert is_key(text) is good


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), ("  ", None), ("0", "0"), ("0.35", "0.35"), (".5", "0.5"), ("０．３５", "0.35"), ("3。5", "3.5")],
)
def test_an_amount_is_read_as_it_is_typed(text: str, value: str | None) -> None:
    assert read_amount(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize("text", ["0,35", "1e5", "-1", "abc", ".", "1.2.3", "nan", "inf", "¥3", "1234567890", "1 000"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no amount"):
        read_amount(text)


@given(AMOUNTS)
def test_an_amount_as_shown_is_read_as_the_same(value: Decimal) -> None:
    assert read_amount(amount(value)) == value


@given(st.text(max_size=12))
def test_an_amount_is_never_below_nothing_nor_endless(text: str) -> None:
    try:
        value = read_amount(text)
    except ValueError:
        return
    assert value is None or (value.is_finite() and value >= 0)


@pytest.mark.parametrize("values", [{"language": "fr"}, {"profiles": ()}, {"appearance": "pink"}, {"nonsense": 1}])
def test_settings_that_the_model_refuses_are_never_made(values: dict[str, object]) -> None:
    assert changed(Settings(), **values) is None


def test_a_profile_without_a_name_is_never_made() -> None:
    assert with_profile(Settings(), "default", name="") is None
    assert with_new_profile(Settings(), "") == (None, "")


def test_a_price_comes_and_goes() -> None:
    priced = with_price(Settings(), "default", "sd2_mx_720p", Decimal("0.28"), TODAY)
    assert priced is not None
    assert priced.profiles[0].prices == {"sd2_mx_720p": Decimal("0.28")}
    unknown = with_price(priced, "default", "sd2_mx_720p", None, TODAY)
    assert unknown == Settings()
    assert with_price(Settings(), "default", "sd2_mx_720p", Decimal(-1), TODAY) is None
    assert with_price(Settings(), SANDBOX_ID, "sd2_mx_720p", Decimal(1), TODAY) is None


def test_a_new_profile_has_an_id_of_its_own_and_the_last_one_stays() -> None:
    settings, first = with_new_profile(Settings(), "A")
    assert settings is not None
    settings, second = with_new_profile(settings, "A")
    assert settings is not None
    assert len({first, second, "default"}) == 3
    for profile_id in (first, second):
        settings = without_profile(settings, profile_id)
        assert settings is not None
    assert without_profile(settings, "default") is None


def test_every_price_that_any_draft_asks_for_has_a_row() -> None:
    rows = {row.key: row for group in price_groups(CATALOG) for row in group.rows}
    asked = set()
    for route in CATALOG.routes:
        for model in route.models:
            for resolution in model.rules.resolution.options or ("",):
                price = evaluate(route, Draft(model=model.id, prompt="x", duration=5, resolution=resolution)).price
                assert price is not None
                assert (rows[price.key].unit, rows[price.key].stated) == (price.unit, price.billing_name is not None)
                asked.add(price.key)
    assert asked == set(rows)
    assert len(CATALOG.models) == 23
