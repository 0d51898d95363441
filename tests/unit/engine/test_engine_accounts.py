"""What the engine tells of money afterwards: receipts, readings, and what was taken off the list."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.accounts import account_lines
from seedance_desktop.domain.errors import OutcomeUnknown
from seedance_desktop.domain.price import Price, Unit
from seedance_desktop.domain.task import Status
from seedance_desktop.domain.witness import Movement, Traffic, witness
from seedance_desktop.engine.events import AccountsKnown, FileSaved, TaskForgotten
from tests.fakes.house import PROMPT_ONLY, House, task_of, with_files
from tests.fakes.service import Script, report

if TYPE_CHECKING:
    import pytest

    from seedance_desktop.engine.engine import Engine


async def receipt(house: House, engine: Engine, task_id: str) -> dict[str, Any]:
    path = house.folder / "receipt.json"
    engine.receipts.save(task_id, path)
    await house.clock.until(lambda: house.has(FileSaved, 1))
    assert house.of(FileSaved) == [FileSaved(str(path), None)]
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


async def test_a_receipt_holds_what_support_asks_for(house: House, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    house.service.balance_script = Script([Decimal(10), Decimal("9.5")])
    async with house.engine() as engine:
        task_id = engine.submit(with_files(picture), "main", Price(None, "", Unit.TASK, 1, Decimal("0.5")))
        await house.until(task_id, Status.COMPLETED)
        await house.clock.until(lambda: task_of(engine, task_id).balance_after is not None)
        picture.write_bytes(b"another one")
        told = await receipt(house, engine, task_id)
    (sent,) = told["sent"]
    assert sent["body"]["images"] == [told_address(house)]
    assert len(sent["sha256_of_body_without_signatures"]) == 64
    assert [word for _, word in told["status_words"]] == ["processing", "completed"]
    assert [answer["to"] for answer in told["answers"]] == ["create", "query"]
    reference = told["references"][0]
    assert reference["sha256_sent"] == hashlib.sha256(b"picture").hexdigest()
    assert reference["sha256_sent_is_of"] == "file"
    assert reference["sha256_now"] == hashlib.sha256(b"another one").hexdigest()
    assert [step for _, step in told["ledger"]] == [
        "intent",
        "uploaded",
        "sending",
        "answer",
        "seen",
        "seen",
        "ended",
    ]
    money = told["money"]
    assert (money["price_shown"], money["balance_says"], money["amount"]) == ("0.5", "charged", "0.5")
    assert told["times"]["sent"] is not None
    assert told["task"]["task_id"] == task_of(engine, task_id).remote_id


def told_address(house: House) -> object:
    (body,) = house.service.creates
    images = body["images"]
    assert isinstance(images, list)
    return images[0]


async def test_a_lost_answer_has_a_receipt_and_neither_keys_nor_the_home_folder_are_in_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = house.folder / "home" / "ada"
    home.mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    picture = home / "a.png"
    picture.write_bytes(b"picture")
    raw = '{"odd": "https://files.example/x.png?sig=secret-signature", "said": "Bearer sk-made-up-key"}'
    house.service.create_script = Script([OutcomeUnknown("create.unreadable", {}, "odd", raw)])
    async with house.engine() as engine:
        task_id = engine.submit(with_files(picture), "main")
        await house.until(task_id, Status.UNCERTAIN)
        told = await receipt(house, engine, task_id)
    written = (house.folder / "receipt.json").read_text("utf-8")
    for secret in ("secret-signature", "sk-made-up", str(home)):
        assert secret not in written
    assert told["references"][0]["source"] == "~/a.png"
    assert told["answers"][0]["body"]["odd"] == "https://files.example/x.png?[hidden]"


async def test_a_receipt_that_cannot_be_written_says_so(house: House) -> None:
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.COMPLETED)
        engine.receipts.save(task_id, house.folder / "nowhere" / "receipt.json")
        await house.clock.until(lambda: house.has(FileSaved, 1))
    (saved,) = house.of(FileSaved)
    assert saved.failure is not None
    assert saved.failure.code == "file.unwritable"


async def test_three_readings_tell_a_charge_from_its_refund(house: House) -> None:
    house.service.balance_script = Script([Decimal(10), Decimal("9.5"), Decimal(10)])
    house.service.query_script = Script([report("failed")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.FAILED)
        await house.clock.until(lambda: task_of(engine, task_id).balance_after is not None)
        verdict = witness(task_of(engine, task_id), Traffic(engine.tasks))
    assert (verdict.movement, verdict.amount) == (Movement.REFUNDED, Decimal("0.5"))


async def test_what_came_back_stays_back_when_its_task_leaves_the_list(house: House) -> None:
    house.service.balance_script = Script([Decimal(10), Decimal("9.5"), Decimal(10)])
    house.service.query_script = Script([report("failed")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main", Price(None, "", Unit.TASK, 1, Decimal("0.5")))
        await house.until(task_id, Status.FAILED)
        await house.clock.until(lambda: task_of(engine, task_id).balance_after is not None)
        (listed,) = account_lines(engine.tasks)

        def forgotten() -> bool:
            engine.forget(task_id)
            return house.has(TaskForgotten, 1)

        await house.clock.until(forgotten)
        engine.accounts.ask()
        await house.clock.until(lambda: house.has(AccountsKnown, 1))
    (line,) = house.of(AccountsKnown)[0].views[False, 1].lines
    assert (line.verdict, line.amount) == (listed.verdict, listed.amount)
    assert (line.verdict.movement, line.amount) == (Movement.REFUNDED, 0)


async def test_what_left_the_list_has_come_between_all_the_same(house: House) -> None:
    async with house.engine() as engine:
        task_id, other = (engine.submit(PROMPT_ONLY, "main") for _ in range(2))
        await house.until(task_id, Status.COMPLETED)
        await house.until(other, Status.COMPLETED)
        await house.clock.until(lambda: all(task.balance_after is not None for task in engine.tasks))

        def forgotten() -> bool:
            engine.forget(other)
            return house.has(TaskForgotten, 1)

        await house.clock.until(forgotten)
        assert (await receipt(house, engine, task_id))["money"]["because"] == "overlapped"
    house.events.clear()
    async with house.engine() as engine:
        assert {task.id for task in engine.known} == {task_id, other}
        assert (await receipt(house, engine, task_id))["money"]["because"] == "overlapped"


async def test_what_left_the_list_is_still_accounted_for(house: House) -> None:
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.COMPLETED)

        def forgotten() -> bool:
            engine.forget(task_id)
            return house.has(TaskForgotten, 1)

        await house.clock.until(forgotten)
        assert (await receipt(house, engine, task_id))["task"]["our_id"] == task_id
        engine.accounts.ask()
        await house.clock.until(lambda: house.has(AccountsKnown, 1))
    (known,) = house.of(AccountsKnown)
    assert [line.task.id for line in known.views[False, 1].lines] == [task_id]
