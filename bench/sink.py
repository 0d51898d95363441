"""Takes whatever is sent to it and answers as the service's upload does. Prints its port when it serves."""

from __future__ import annotations

import socket
import sys
import threading

ANSWER = b'{"code":20000,"msg":"ok","data":{"url":"https://cdn.example.com/a.mp4","filename":"a.mp4"}}'
REPLY = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b"
ROOM = 1 << 20


def main() -> None:
    """Serve until killed."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        sys.stdout.write(f"{server.getsockname()[1]}\n")
        sys.stdout.flush()
        while True:
            visit, _ = server.accept()
            threading.Thread(target=_take, args=(visit,), daemon=True).start()


def _take(visit: socket.socket) -> None:
    with visit:
        head = b""
        while b"\r\n\r\n" not in head:
            more = visit.recv(65536)
            if not more:
                return
            head += more
        lines, _, body = head.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b":", 1) for line in lines.split(b"\r\n")[1:])
        if b"expect" in fields:
            visit.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        left = int(fields[b"content-length"]) - len(body)
        room = bytearray(ROOM)
        while left > 0:
            got = visit.recv_into(room, min(left, ROOM))
            if got == 0:
                return
            left -= got
        visit.sendall(REPLY % (len(ANSWER), ANSWER))


if __name__ == "__main__":
    main()
