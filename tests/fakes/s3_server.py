"""Serves S3 on loopback: OpenStack Swift with its s3api, which checks every signature. Prints its port when it serves.

All four servers live in this one process; their memory cache is a dictionary.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402  Swift must find everything patched
from swift.common import storage_policy, utils  # noqa: E402  as above
from swift.common.ring import RingBuilder  # noqa: E402  as above
from swift.common.wsgi import loadapp  # noqa: E402  as above

if TYPE_CHECKING:
    from collections.abc import Callable

BACKENDS = ("account", "container", "object")
PROXY = """[DEFAULT]
swift_dir = {root}
[pipeline:main]
pipeline = s3api tempauth slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
storage_url_scheme = http
[filter:slo]
use = egg:swift#slo
"""
BACKEND = """[DEFAULT]
swift_dir = {root}
devices = {root}
mount_check = false
[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
"""
SWIFT = """[swift-hash]
swift_hash_path_suffix = after
swift_hash_path_prefix = before
[storage-policy:0]
name = only
default = yes
"""


class Memory(dict[str, Any]):
    """What Swift wants of memcached."""

    def __bool__(self) -> bool:
        return True

    def get(self, key: str, *_: object, **__: object) -> Any:
        return super().get(key)

    def set(self, key: str, value: object, *_: object, **__: object) -> None:
        self[key] = value

    def incr(self, key: str, delta: int = 1, *_: object, **__: object) -> int:
        self[key] = int(super().get(key) or 0) + delta
        return int(self[key])

    def delete(self, key: str, *_: object, **__: object) -> None:
        self.pop(key, None)

    def set_multi(self, values: dict[str, object], *_: object, **__: object) -> None:
        self.update(values)

    def get_multi(self, keys: list[str], *_: object, **__: object) -> list[Any]:
        return [super(Memory, self).get(key) for key in keys]


def main(root: Path) -> None:
    (root / "swift.conf").write_text(SWIFT, "utf-8")
    utils.SWIFT_CONF_FILE = str(root / "swift.conf")
    utils.validate_hash_conf()
    storage_policy.reload_storage_policies()
    sockets = {name: eventlet.listen(("127.0.0.1", 0)) for name in (*BACKENDS, "proxy")}
    (root / "disk").mkdir()
    for name in BACKENDS:
        ring = RingBuilder(2, 1, 1)
        port = sockets[name].getsockname()[1]
        ring.add_dev({"id": 0, "region": 1, "zone": 1, "weight": 1, "ip": "127.0.0.1", "port": port, "device": "disk"})
        ring.rebalance()
        ring.get_ring().save(str(root / f"{name}.ring.gz"))
        (root / f"{name}.conf").write_text(BACKEND.format(root=root, name=name), "utf-8")
    (root / "proxy.conf").write_text(PROXY.format(root=root), "utf-8")
    memory = Memory()
    pool = eventlet.GreenPool()
    with Path(os.devnull).open("w", encoding="utf-8") as silence:
        for name, socket in sockets.items():
            app = loadapp(str(root / f"{name}.conf"), global_conf={"log_level": "CRITICAL"})
            pool.spawn(wsgi.server, socket, _remembering(app, memory), silence)
        sys.stdout.write(f"{sockets['proxy'].getsockname()[1]}\n")
        sys.stdout.flush()
        pool.waitall()


def _remembering(app: Callable[..., Any], memory: Memory) -> Callable[..., Any]:
    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        environ["swift.cache"] = memory
        return app(environ, start_response)

    return call


if __name__ == "__main__":
    main(Path(sys.argv[1]))
