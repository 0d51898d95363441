"""The judge of addresses: nothing passes that two parsers could read differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.api.address import judge_address
from seedance_desktop.domain.address import obstacle
from seedance_desktop.domain.errors import NotSent

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

REFUSED = [
    ("https://a\\@b/", "net.bad_address"),
    ("https://user@b/", "net.bad_address"),
    ("https://@b/", "net.bad_address"),
    ("https://b/a b", "net.bad_address"),
    ("https://b/a\nb", "net.bad_address"),
    ("https://b\t/", "net.bad_address"),
    (" https://b/", "net.bad_address"),
    ("https://b/\u2028", "net.bad_address"),
    ("https://", "net.bad_address"),
    ("https:///a", "net.bad_address"),
    ("https:a", "net.bad_address"),
    ("https://b:99999/", "net.bad_address"),
    ("https://b:0/", "net.bad_address"),
    ("https://b:x/", "net.bad_address"),
    ("https://[::1/", "net.bad_address"),
    ("https://[fe80::1%25eth0]/", "net.bad_address"),
    ("https://b\uff0fc/", "net.bad_address"),
    ("https://\u4f8b\u5b50.example/", "net.bad_address"),
    ("https://2130706433/", "net.bad_address"),
    ("https://0x7f.0.0.1/", "net.bad_address"),
    ("https://127.1/", "net.bad_address"),
    ("https://a..b/", "net.bad_address"),
    ("https://localhost./", "net.bad_address"),
    ("https://-a/", "net.bad_address"),
    ("http://b/", "net.insecure_address"),
    ("http://127.0.0.1.nip.example/", "net.insecure_address"),
    ("http://127.0.0.2/", "net.insecure_address"),
    ("HTTP://b/", "net.insecure_address"),
    ("file:///etc/passwd", "net.insecure_address"),
    ("asset://a", "net.insecure_address"),
    ("javascript:alert(1)", "net.insecure_address"),
    ("//b/c", "net.insecure_address"),
    ("seedance/video/a.mp4", "net.insecure_address"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_addresses_that_are_refused_even_when_trusted(text: str, code: str) -> None:
    with pytest.raises(NotSent) as caught:
        judge_address(text, trusted=True)
    assert caught.value.code == code


LOCAL = [
    "https://localhost/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://10.0.0.1/",
    "https://192.168.0.1/",
    "https://169.254.169.254/",
    "https://[fd00::1]/",
    "https://printer.local/",
    "https://a.localhost/",
    "https://0.0.0.0/",
]


@pytest.mark.parametrize("text", LOCAL)
def test_a_foreign_server_may_not_name_this_machine_or_its_network(text: str) -> None:
    with pytest.raises(NotSent) as caught:
        judge_address(text, trusted=False)
    assert caught.value.code == "net.insecure_address"
    assert judge_address(text, trusted=True).text == text


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("https://www.jimmyai.cn", "www.jimmyai.cn", 443),
        ("HTTPS://CDN.Example.com:8443/a?b=c#d", "cdn.example.com", 8443),
        ("https://my_bucket.s3.example.com/%E4%B8%AD.mp4", "my_bucket.s3.example.com", 443),
        ("https://8.8.8.8/a", "8.8.8.8", 443),
        ("https://[2001:4860:4860::8888]/", "2001:4860:4860::8888", 443),
        ("https://xn--fsq.example/", "xn--fsq.example", 443),
    ],
)
def test_good_addresses(text: str, host: str, port: int) -> None:
    found = judge_address(text, trusted=False)
    assert (found.host, found.port, found.text) == (host, port, text)


PIECES = st.sampled_from(
    [*"/\\@:?#[]%.- \t\n_", "https://", "http://", "b.example", "127.0.0.1", "::1", "a", "0", "\u3002"]
)


@given(text=st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=20).map("https://{}".format))
def test_what_passes_means_the_same_host_to_the_http_library(text: str) -> None:
    try:
        found = judge_address(text, trusted=True)
    except NotSent:
        return
    seen: Any = httpx.URL(text)
    assert (seen.host, seen.scheme, seen.userinfo) == (found.host, found.scheme, b"")
    assert seen.port in {None, found.port}


NEAR = [
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8", "0.0.0.0/8",
    "fc00::/7", "fe80::/10", "::1/128", "::ffff:10.0.0.0/104", "::ffff:127.0.0.0/104",
]  # fmt: skip


@given(st.sampled_from(NEAR).flatmap(lambda network: st.ip_addresses(network=network)))
def test_both_judges_keep_a_service_far_away_from_every_near_address(address: IPv4Address | IPv6Address) -> None:
    text = f"https://[{address}]/a.png" if address.version == 6 else f"https://{address}/a.png"
    with pytest.raises(NotSent) as caught:
        judge_address(text, trusted=False)
    assert caught.value.code == "net.insecure_address"
    assert caught.value.values["why"] == obstacle(text)
    assert obstacle(text) in {"loopback", "private"}


@given(st.ip_addresses())
def test_both_judges_agree_on_every_address(address: IPv4Address | IPv6Address) -> None:
    text = f"https://[{address}]/a.png" if address.version == 6 else f"https://{address}/a.png"
    assert refusal(text) == obstacle(text)


def refusal(text: str) -> object:
    """Why the judge of the client refuses it."""
    try:
        judge_address(text, trusted=False)
    except NotSent as failure:
        return failure.values["why"]
    return None


@pytest.mark.parametrize(
    "host",
    [
        "localhost.",
        "nas.local.",
        "127.1",
        "0x7f.1",
        "2130706433",
        "192.168.1.1.",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
    ],
)
def test_no_spelling_of_a_near_host_passes_either_judge(host: str) -> None:
    assert obstacle(f"https://{host}/a.png") is not None
    with pytest.raises(NotSent):
        judge_address(f"https://{host}/a.png", trusted=False)
