"""The two origins as ASGI applications: the service's and the one that serves results."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from seedance_desktop.sandbox import price_list
from seedance_desktop.sandbox.envelopes import Envelope, Refusal, json_object, refusal, success
from seedance_desktop.sandbox.results import Results
from seedance_desktop.sandbox.scenarios import SCENARIOS
from seedance_desktop.sandbox.tasks import Tasks
from seedance_desktop.sandbox.troubles import answer_of
from seedance_desktop.sandbox.uploads import Uploads

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from seedance_desktop.sandbox.room import Room

    Call = Callable[[Request], Awaitable[dict[str, object] | Response]]
    LibraryCall = Callable[[str, Mapping[str, object]], dict[str, object]]

PREFIX = "/api/open-api/v1"


def service_app(room: Room) -> Starlette:
    """The service's own origin: endpoints 1 to 14 and the sandbox's ledger."""
    return Starlette(routes=[*_task_routes(room), *_asset_routes(room), *_account_routes(room)])


def results_app(room: Room) -> Starlette:
    """The origin of results and uploads."""
    return Starlette(routes=Results(room).routes())


def _task_routes(room: Room) -> list[BaseRoute]:
    tasks, shape = Tasks(room), room.options.envelope
    return [
        Route(f"{PREFIX}/seedance/videos", partial(_answered, shape, tasks.create), methods=["POST"]),
        Route(f"{PREFIX}/videos/{{task_id}}", partial(_answered, shape, tasks.query), methods=["GET"]),
        Route(
            f"{PREFIX}/files/upload",
            partial(_answered, Envelope.V3, Uploads(room).upload),
            methods=["POST"],
        ),
    ]


def _asset_routes(room: Room) -> list[BaseRoute]:
    library = room.library
    calls: dict[str, tuple[Envelope, LibraryCall]] = {
        "assets/audit": (Envelope.V1, library.audit),
        "assets/status": (Envelope.V1, library.audit_status),
        "sp/assets/upload": (Envelope.V2, library.add),
        "sp/assets/detail": (Envelope.V2, library.detail),
        "sp/assets/status": (Envelope.V2, library.status),
        "sp/realperson/submit": (Envelope.V2, library.submit_person),
        "sp/realperson/status": (Envelope.V2, library.person),
        "sp/realperson/batch-status": (Envelope.V2, library.people),
    }
    return [
        Route(
            f"{PREFIX}/seedance/{path}",
            partial(_answered, shape, partial(_on_library, room, call)),
            methods=["POST"],
        )
        for path, (shape, call) in calls.items()
    ]


def _account_routes(room: Room) -> list[BaseRoute]:
    async def user(request: Request) -> dict[str, object] | Response:
        return _balance_trouble(room) or room.accounts.user_balance(room.accounts.of(request))

    async def key(request: Request) -> dict[str, object] | Response:
        return _balance_trouble(room) or room.accounts.key_balance(room.accounts.of(request))

    async def prices(request: Request) -> dict[str, object]:
        return dict(price_list.listing(room.routes, room.prices_now(), request.query_params.get("search", "")))

    async def ledger(_: Request) -> Response:
        return JSONResponse(_ledger(room))

    return [
        Route(f"{PREFIX}/user/balance", partial(_answered, Envelope.V3, user), methods=["GET"]),
        Route(f"{PREFIX}/key/balance", partial(_answered, Envelope.V3, key), methods=["GET"]),
        Route(price_list.PATH, partial(_answered, Envelope.V3, prices), methods=["GET"]),
        Route("/sandbox/ledger", ledger, methods=["GET"]),
    ]


async def _answered(shape: Envelope, call: Call, request: Request) -> Response:
    try:
        answer = await call(request)
    except Refusal as reason:
        return refusal(shape, reason)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody is left to read it
    return answer if isinstance(answer, Response) else success(shape, answer)


def _balance_trouble(room: Room) -> Response | None:
    trouble = room.troubles.next(f"balance {room.scenario}", SCENARIOS[room.scenario].balance)
    return answer_of(trouble, room.pace)


async def _on_library(room: Room, call: LibraryCall, request: Request) -> dict[str, object]:
    account = room.accounts.of(request)
    return call(account, json_object(await request.body()))


def _ledger(room: Room) -> dict[str, object]:
    """What was asked and charged, for tests and for whoever looks for a lost task id."""
    return {
        "creates": room.creates,
        "tasks": [
            {
                "task_id": task.id,
                "model": task.body["model"],
                "scenario": task.scenario,
                "created_at": task.created_at,
                "charged": task.charged,
                "refunded": task.refunded,
            }
            for task in room.state.tasks
        ],
    }
