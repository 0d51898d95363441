"""What is asked of years of ledger is found in it, and the other lines are passed over unread."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from seedance_desktop.store.ledger import BLOCK, Reading, read_ledger
from seedance_desktop.store.parsing import parse
from seedance_desktop.store.store import LEDGER_NAME, Store

if TYPE_CHECKING:
    from pathlib import Path

MANY = 3000
RAW = json.dumps({"says": 'neither "answer" nor "sending"', "text": "x" * 200})


def written(folder: Path) -> Path:
    """Some blocks of lines, the last of them cut short."""
    path = folder / LEDGER_NAME
    lines = []
    for number in range(MANY):
        lines += [
            {"what": "sending", "task": f"t{number}", "at": 1.0, "body": "{}"},
            {"what": "answer" if number % 2 else "unsent", "task": f"t{number}", "at": 2.0, "remote_id": f"v{number}"},
            {"what": "seen", "task": f"t{number}", "at": 3.0, "raw": RAW},
        ]
    path.write_text(
        "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines) + '{"what":"answ', "utf-8"
    )
    assert path.stat().st_size > 3 * BLOCK
    return path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The lines that were read."""
    seen = list[bytes]()

    def parse_and_tell(raw: bytes) -> Any:
        seen.append(raw)
        return parse(raw)

    monkeypatch.setattr("seedance_desktop.store.ledger.parse", parse_and_tell)
    return seen


@pytest.mark.parametrize("holding", [(b'"answer"',), (b'"unsent"', b'"sending"'), (b'"t7"',), (b'"t2999"', b'"t0"')])
def test_what_holds_a_word_is_found_in_order_and_nothing_else_is_read(
    tmp_path: Path, holding: tuple[bytes, ...], parsed: list[bytes]
) -> None:
    path = written(tmp_path)
    wanted = {json.loads(one) for one in holding}
    expected = [line for line in read_ledger(path) if wanted & {line["what"], line["task"]}]
    parsed.clear()
    assert list(Reading(path, *holding)) == expected
    assert len(parsed) == len(expected) > 0


async def test_the_store_reads_what_it_is_asked_for(tmp_path: Path, parsed: list[bytes]) -> None:
    store = await Store.open(tmp_path)
    written(tmp_path)
    parsed.clear()
    assert [line["what"] for line in await store.lines_of("t7")] == ["sending", "answer", "seen"]
    assert len(parsed) == 3
    assert len(await store.accepted_ids()) == MANY // 2
    assert len(await store.sent_ids()) == MANY // 2
    assert len(parsed) == 3 + MANY // 2 + MANY + MANY // 2
    await store.close()
