"""`check`: the contract that scripts rely on, body by body."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from seedance_desktop.cli.main import main
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.settings.file import save_settings
from seedance_desktop.settings.model import SavedProfile, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, list[dict[str, Any]], str]]

BODY = {"model": "seedance2.0-mini-sp", "prompt": "a heron", "duration": 5}
FULL = {"model": "sd2_mx_720p", "prompt": "a heron", "duration": 5, "images": ["https://media.example/1.png"]}


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SEEDANCE_DATA_DIR", str(tmp_path / "data"))

    def call(*arguments: str, stdin: bytes = b"") -> tuple[int, list[dict[str, Any]], str]:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            main(arguments)
        out, err = capsys.readouterr()
        return int(left.value.code or 0), [json.loads(line) for line in out.splitlines()], err

    return call


def test_a_ready_body_is_answered_whole(run: Run) -> None:
    code, (verdict,), err = run("check", "-", stdin=json.dumps({**BODY, "resolution": "480p"}).encode())

    assert (code, err) == (0, "")
    assert verdict == {
        "ready": True,
        "issues": [],
        "route": "mini-special",
        "request": {**BODY, "resolution": "480p"},
        "price": {
            "billing_name": "seedance2.0-mini-sp-480p",
            "unit": "task",
            "quantity": 1,
            "unit_price": None,
            "total": None,
        },
    }


def test_an_issue_carries_code_severity_field_and_values(run: Run) -> None:
    _, (verdict,), _ = run("check", "-", stdin=json.dumps({**BODY, "duration": 16}).encode())

    assert not verdict["ready"]
    assert verdict["request"] is None
    assert verdict["issues"] == [
        {
            "code": "duration.out_of_range",
            "severity": "error",
            "field": "duration",
            "values": {"value": 16, "minimum": 4, "maximum": 15},
        }
    ]


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"null", b'{"duration": NaN}', b"\xff\xfe\xff", b"[" * 100_000])
def test_what_is_no_json_object_is_an_issue_and_no_failure(run: Run, text: bytes) -> None:
    code, (verdict,), _ = run("check", "-", stdin=text)

    assert code == 0
    assert verdict.keys() == {"ready", "issues", "route", "request", "price"}
    assert [issue["code"] for issue in verdict["issues"]] == ["json.invalid"]
    assert (verdict["ready"], verdict["route"], verdict["request"], verdict["price"]) == (False, None, None, None)


def test_a_model_of_no_route_has_neither_route_nor_price(run: Run) -> None:
    _, (verdict,), _ = run("check", "-", stdin=b'{"model": "x", "prompt": "p", "duration": 5}')

    assert [issue["code"] for issue in verdict["issues"]] == ["model.unknown"]
    assert (verdict["route"], verdict["price"]) == (None, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lines_are_judged_one_by_one_and_in_order(run: Run, tmp_path: Path, encoding: str) -> None:
    lines = [json.dumps({**BODY, "prompt": "鹭", "duration": seconds}, ensure_ascii=False) for seconds in (4, 99, 5)]
    file = tmp_path / "bodies.jsonl"
    file.write_bytes("\r\n".join([lines[0], "", lines[1], "{", lines[2], ""]).encode(encoding))

    code, verdicts, _ = run("check", "--jsonl", str(file))

    assert code == 0
    assert [verdict["ready"] for verdict in verdicts] == [True, False, False, True]
    assert verdicts[3]["request"]["prompt"] == "鹭"


def test_an_empty_file_of_lines_is_no_body(run: Run) -> None:
    assert run("check", "--jsonl", "-", stdin=b"\n\n") == (0, [], "")


def test_a_raw_address_on_full_needs_a_review(run: Run) -> None:
    _, (verdict,), _ = run("check", "-", stdin=json.dumps(FULL).encode())

    assert [(issue["code"], issue["severity"]) for issue in verdict["issues"]] == [("media.needs_review", "error")]


def test_this_machines_addresses_are_fine_only_beside_the_sandbox(run: Run) -> None:
    body = json.dumps({**BODY, "images": ["http://127.0.0.1:5/1.png"]}).encode()

    assert not run("check", "-", stdin=body)[1][0]["ready"]
    assert run("--sandbox", "check", "-", stdin=body)[1][0]["ready"]
    assert run("--base-url", "http://127.0.0.1:9", "check", "-", stdin=body)[1][0]["ready"]


def test_prices_come_from_the_profile_as_json_numbers(run: Run, tmp_path: Path) -> None:
    prices = {
        "seedance2.0-mini-720p": Decimal("0.05"),
        "seedance2.0-md": Decimal(2),
    }
    profile = SavedProfile(id="default", name="n", base_url="https://www.jimmyai.cn", prices=prices)
    save_settings(tmp_path / "data" / "settings.toml", Settings(profiles=(profile,)))

    def price(model: str) -> tuple[object, object]:
        stated = run("check", "-", stdin=json.dumps({**BODY, "model": model}).encode())[1][0]["price"]
        return stated["unit_price"], stated["total"]

    assert price("seedance2.0-mini") == (0.05, 0.25)
    assert price("seedance2.0-md") == (2, 2)


def test_the_sandboxs_prices_are_known(run: Run) -> None:
    _, (verdict,), _ = run("--sandbox", "check", "-", stdin=json.dumps(BODY).encode())

    assert verdict["price"]["total"] > 0


def test_the_request_judged_again_is_the_same(run: Run) -> None:
    for model in load_catalog().models:
        body = {"model": model, "prompt": "p", "duration": 5, "resolution": "720p", "orientation": "portrait"}
        _, (first,), _ = run("check", "-", stdin=json.dumps(body).encode())
        _, (again,), _ = run("check", "-", stdin=json.dumps(first["request"]).encode())
        assert (again["request"], again["price"]) == (first["request"], first["price"])
        assert [issue["code"] for issue in again["issues"] if issue["severity"] == "note"] == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "“none.json” cannot be found. Put it back"), ("zh", "找不到“none.json”。请把它放回原处")],
)
def test_a_missing_file_is_told_in_the_language_of_the_user(run: Run, language: str, sentence: str) -> None:
    code, verdicts, err = run("--lang", language, "check", "/nowhere/none.json")

    assert (code, verdicts) == (2, [])
    assert err.startswith(sentence)


def test_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    code, _, err = run("check", str(tmp_path))

    assert code == 2
    assert "is a folder" in err


@pytest.mark.parametrize(
    ("variables", "chinese"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "", "LANG": "zh_TW"}, True),
        ({"LC_ALL": "C.UTF-8", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, False),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, False),
    ],
)
def test_the_terminal_says_which_language(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    chinese: bool,  # noqa: FBT001  a parametrised answer
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert ("找不到" in run("check", "/nowhere/none.json")[2]) is chinese


def test_the_settings_language_stands_before_the_terminals(run: Run, tmp_path: Path) -> None:
    save_settings(tmp_path / "data" / "settings.toml", Settings(language="zh"))

    assert "找不到" in run("check", "/nowhere/none.json")[2]


def test_a_broken_route_file_is_told_and_the_rest_works(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data" / "routes").mkdir(parents=True)
    (tmp_path / "data" / "routes" / "mine.toml").write_text("order = 1", "utf-8")

    code, (verdict,), err = run("check", "-", stdin=json.dumps(BODY).encode())

    assert (code, verdict["ready"]) == (0, True)
    assert "“mine.toml” was skipped" in err


@pytest.mark.parametrize(
    "arguments", [(), ("fly",), ("check",), ("check", "--what", "-"), ("--lang", "fr", "check", "-"), ("run", "x")]
)
def test_wrong_arguments_are_usage(run: Run, arguments: tuple[str, ...]) -> None:
    code, verdicts, err = run(*arguments)

    assert (code, verdicts) == (2, [])
    assert "Usage:" in err


def test_two_services_at_once_are_usage(run: Run) -> None:
    code, _, err = run("--sandbox", "--base-url", "http://127.0.0.1:1", "check", "-")

    assert code == 2
    assert "--sandbox and --base-url" in err


def _process(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "seedance_desktop", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, env={**os.environ})


def test_a_real_process_judges_and_loads_neither_qt_nor_a_client(tmp_path: Path) -> None:
    code = (
        "import atexit, sys; from seedance_desktop.__main__ import main;"
        "atexit.register(lambda: sys.stderr.write(' '.join(m for m in sys.modules if m in "
        "('PySide6', 'qasync', 'httpx', 'keyring', 'av', 'starlette', 'rich', 'asyncio'))));"
        f"sys.argv = ['x', '--data-dir', {str(tmp_path)!r}, 'check', '-']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(BODY).encode(), capture_output=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["ready"]


def test_no_command_of_the_command_line_loads_qt() -> None:
    rooms = [
        f"seedance_desktop.cli.{path.stem}"
        for path in Path(sys.modules["seedance_desktop.cli.main"].__file__ or "").parent.glob("*.py")
    ]
    code = f"import sys, {', '.join(rooms)}; print([m for m in sys.modules if m.startswith(('PySide6', 'qasync'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_reader_that_has_seen_enough_is_no_crash(tmp_path: Path) -> None:
    bodies = tmp_path / "bodies.jsonl"
    bodies.write_text((json.dumps(BODY) + "\n") * 2000, "utf-8")
    command = [sys.executable, "-m", "seedance_desktop", "check", "--jsonl", str(bodies)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()

    assert told == b""


def test_four_thousand_bodies_are_all_judged(tmp_path: Path) -> None:
    models = load_catalog().models
    bodies = tmp_path / "bodies.jsonl"
    bodies.write_text(
        "".join(json.dumps({**BODY, "model": models[n % 23], "duration": n % 18, "n": n}) + "\n" for n in range(4000)),
        "utf-8",
    )
    done = _process("check", "--jsonl", str(bodies))

    assert len(done.stdout.splitlines()) == 4000
