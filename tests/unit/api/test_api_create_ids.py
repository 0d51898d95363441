"""An id that stands in an answer to the create call is never forgotten, whatever else the answer says."""

from __future__ import annotations

import json

import pytest

from seedance_desktop.api.client import _created
from seedance_desktop.domain.errors import OutcomeUnknown
from tests.unit.api.answers import answer

TASK = {"code": "20000", "msg": "ok", "data": {"task_id": "vid_1", "status": "queued"}}


@pytest.mark.parametrize("status", [301, 302, 400, 401, 402, 403, 404, 409, 422, 429, 451, 500, 502])
@pytest.mark.parametrize("code", ["20000", 0, "20002", 30001, -1, None])
def test_a_refusal_that_names_a_task_is_an_unknown_outcome(status: int, code: object) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        _created(answer({**TASK, "code": code}, status))
    assert "vid_1" in caught.value.raw


@pytest.mark.parametrize("code", [1, 201, "202", "10000", 20003, 30003, 42900, 50300])
def test_a_code_that_nobody_documented_is_no_refusal(code: object) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        _created(answer({"code": code, "msg": "ok", "data": {"id": "cgt-1"}}))
    assert "cgt-1" in caught.value.raw


@pytest.mark.parametrize("code", ["20002", 30001, -1, "?"])
def test_a_success_with_an_id_is_one_whatever_its_code_says(code: object) -> None:
    assert _created(answer({**TASK, "code": code})).remote_id == "vid_1"


@pytest.mark.parametrize(
    "body",
    [
        b'{"code":0,"data":{"task_id":"vid_1","task_id":"vid_2"}}',
        b'{"code":0,"data":{"task_id":"vid_1","task_id":null}}',
        b'{"task_id":"vid_1","status":"queued","task_id":""}',
        b'{"code":0,"data":{"task_id":"vid_1\\u0000"}}',
        b'{"code":0,"data":{"task_id":"vid_1 or vid_2"}}',
        b'{"code":0,"data":{"task_id":1.5,"note":"vid_1"}}',
        b'{"code":0,"data":{"task_id":NaN,"note":"vid_1"}}',
        b'{"code":0,"data":{"task_id":' + b"9" * 300 + b',"note":"vid_1"}}',
        b'{"code":0,"data":{"task_id":["vid_1"]}}',
        b'{"code":0,"data":{"task_id":".."},"note":"vid_1"}',
    ],
)
def test_an_id_that_is_none_or_two_leaves_the_outcome_unknown_and_is_kept(body: bytes) -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        _created(answer(body))
    assert caught.value.code == "create.unreadable"
    assert "vid_1" in caught.value.raw


@pytest.mark.parametrize("value", ["vid_1", 42, " vid_1\n", "9" * 256])
def test_the_same_id_said_twice_is_that_id(value: object) -> None:
    written = json.dumps(value)
    body = f'{{"code":0,"data":{{"task_id":{written},"task_id":{written}}}}}'
    assert _created(answer(body.encode())).remote_id == str(value).strip()
