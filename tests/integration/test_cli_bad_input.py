"""Bad input on the command line: a sentence that says what happened and what to do, and nothing sent, kept or lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from seedance_desktop.sandbox.options import Options
from seedance_desktop.sandbox.server import LiveSandbox, open_sandbox
from tests.fakes.command import Command, Done, body_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "sk-canary-59a1c7"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSandbox]:
    with open_sandbox(Options(tmp_path_factory.mktemp("sandbox"), pace=0.01)) as opened:
        yield opened


@pytest.fixture
def command(sandbox: LiveSandbox, tmp_path: Path) -> Command:
    return Command(tmp_path / "data", sandbox.address.base_url, CANARY, here=True)


def refused(done: Done, code: str, data_dir: Path) -> None:
    """It ended before anything was sent or kept, and said so."""
    assert done.code == 2, done.err
    assert done.end["error"]["code"] == code
    assert (done.end["task"], done.end["task_id"], done.end["status"], done.end["take"]) == (None, None, "draft", None)
    assert done.end["error"]["message"] in done.err
    assert not (data_dir / "tasks.db").exists()


def test_an_invalid_request_is_told_in_sentences_and_not_kept(command: Command) -> None:
    done = command.generate(duration=99, images=["https://a.example/1.png"], first_image="https://a.example/2.png")

    refused(done, "images.with_frames", command.data_dir)
    assert [issue["code"] for issue in done.end["error"]["issues"]] == ["images.with_frames", "duration.out_of_range"]
    assert "Error: The route makes clips of 4 to 15 seconds, not 99. Choose a duration" in done.err
    chinese = command("--lang", "zh", "generate", "-", stdin=body_of(prompt=""))
    assert (chinese.code, chinese.out, chinese.err) == (2, "", "错误: 提示词为空。请描述你想看到的画面。\n")


def test_a_body_that_is_no_json_is_told(command: Command) -> None:
    done = command("generate", "-", "--json", stdin="{")

    refused(done, "json.invalid", command.data_dir)


def test_a_body_that_is_not_there_is_told(command: Command) -> None:
    refused(command("generate", "/nowhere/body.json", "--json"), "file.missing", command.data_dir)


@pytest.mark.parametrize(
    ("option", "name", "code"),
    [
        ("--image", "none.png", "file.missing"),
        ("--image", "", "file.is_folder"),
        ("--image", "empty.png", "media.empty"),
        ("--image", "text.png", "media.unknown_kind"),
        ("--image", "broken.png", "media.truncated"),
        ("--video", "picture.png", "file.wrong_kind"),
        ("--audio", "picture.png", "file.wrong_kind"),
    ],
)
def test_a_local_file_that_will_not_do_is_told_before_anything_is_sent(
    command: Command, tmp_path: Path, option: str, name: str, code: str
) -> None:
    Image.effect_noise((64, 64), 50).save(tmp_path / "picture.png")
    content = (tmp_path / "picture.png").read_bytes()
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "text.png").write_text("no picture at all, only words")
    (tmp_path / "broken.png").write_bytes(content[: len(content) // 2])

    done = command.generate(option, str(tmp_path / name))

    refused(done, code, command.data_dir)


def test_a_frame_given_twice_is_told(command: Command, tmp_path: Path) -> None:
    Image.new("RGB", (64, 64)).save(tmp_path / "a.png")

    done = command.generate("--first-frame", str(tmp_path / "a.png"), first_image="https://a.example/1.png")

    refused(done, "cli.frame_twice", command.data_dir)


@pytest.mark.parametrize(
    ("base_url", "code"),
    [
        ("http://example.com", "net.insecure_address"),
        ("junk", "net.bad_address"),
        ("https://", "net.bad_address"),
        ("https://user:word@example.com", "net.bad_address"),
        ("https://example.com/?x=1", "net.bad_address"),
    ],
)
def test_a_wrong_base_address_is_told(tmp_path: Path, base_url: str, code: str) -> None:
    command = Command(tmp_path / "data", base_url, CANARY, here=True)

    refused(command.generate(), code, command.data_dir)


@pytest.mark.parametrize(("key", "code"), [("", "key.missing"), ("  ", "key.missing"), ("with space", "key.malformed")])
def test_a_key_that_is_none_is_told(sandbox: LiveSandbox, tmp_path: Path, key: str, code: str) -> None:
    command = Command(tmp_path / "data", sandbox.address.base_url, here=True)

    refused(command.generate(env={"SEEDANCE_API_KEY": key}), code, command.data_dir)


def test_a_wrong_key_is_told_and_stands_nowhere(command: Command) -> None:
    done = command.generate()

    assert (done.code, done.end["status"], done.end["error"]["code"]) == (3, "refused", "key.refused")
    assert "The service does not accept the key." in done.end["error"]["message"]
    everything = [path.read_bytes() for path in command.data_dir.rglob("*") if path.is_file()]
    assert everything
    assert not [content for content in everything if CANARY.encode() in content]
    assert CANARY not in done.out + done.err


def test_a_refused_connection_is_told_and_kept(tmp_path: Path) -> None:
    command = Command(tmp_path / "data", "http://127.0.0.1:1", CANARY, here=True)

    done = command.generate()

    assert (done.code, done.end["status"], done.end["error"]["code"]) == (3, "failed", "net.refused")
    assert "127.0.0.1 refused the connection." in done.err
    assert len(json.loads(command("tasks", "--json").out)) == 1


def test_a_folder_that_cannot_be_written_is_told_before_money_is_spent(
    sandbox: LiveSandbox, command: Command, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    before = sandbox.room.creates

    done = command.generate("--out", str(tmp_path / "file" / "clips"))

    refused(done, "folder.unwritable", command.data_dir)
    assert sandbox.room.creates == before


def test_a_data_folder_that_cannot_be_used_is_told(sandbox: LiveSandbox, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    command = Command(tmp_path / "file", sandbox.address.base_url, CANARY, here=True)

    done = command.generate("--out", str(tmp_path))

    assert done.code == 2
    assert done.end["error"]["code"] == "store.no_folder"
    assert done.end["error"]["message"] in done.err
    again = command("resume", "--json")
    assert again.code == 2
    assert (again.end["task"], again.end["error"]) == (None, done.end["error"])


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_a_data_folder_that_is_a_file_has_no_tasks_to_list(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("in the way")

    done = Command(tmp_path / name, here=True)("tasks", "--json")

    assert (done.code, done.out) == (2, "")
    assert f"{tmp_path / 'file'} is a file" in done.err
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.parametrize("empty", ["", "  "])
def test_no_folder_for_the_take_is_a_usage_error(command: Command, empty: str) -> None:
    done = command.generate("--out", empty)

    assert (done.code, done.out) == (2, "")
    assert "--out" in done.err
    assert not command.data_dir.exists()


def test_a_full_disk_is_told_before_money_is_spent(command: Command) -> None:
    done = command.generate("--out", "/dev/full")

    refused(done, "folder.unwritable", command.data_dir)


def test_broken_settings_are_told_and_survived(command: Command) -> None:
    command.data_dir.mkdir()
    (command.data_dir / "settings.toml").write_text("language = 'zh'\nwhat = 1\n")

    done = command("resume")

    assert done.code == 0
    assert "“settings.toml”中有些设置无法读取。" in done.err
    assert (command.data_dir / "settings.kept-0.toml").exists()


@pytest.mark.parametrize(("language", "words"), [("en", "its folder"), ("zh", "无法写入它的文件夹")])
def test_a_sandbox_without_a_folder_to_write_in_is_told_in_the_language(
    tmp_path: Path, language: str, words: str
) -> None:
    (tmp_path / "file").write_text("in the way")

    done = Command(tmp_path / "file", here=True)("--lang", language, "sandbox")

    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "Errno" not in done.err


def test_a_sandbox_without_its_port_is_told(sandbox: LiveSandbox, tmp_path: Path) -> None:
    port = sandbox.address.base_url.rpartition(":")[2]

    done = Command(tmp_path, here=True)("sandbox", "--port", port)

    assert (done.code, done.out) == (2, "")
    assert f"port {port} is taken" in done.err
    assert Command(tmp_path, here=True)("sandbox", "--port", "65536").code == 2
