"""Looks into files for many lives: decoders are loaded once, and each worker process is a fork of this one.

python -m tests.chaos.helper SOCKET
"""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
from pathlib import Path

from seedance_desktop.media import worker


def main(place: Path) -> None:
    """Serve until standard input ends, as it does with whoever started us."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(place))
        door.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            if sys.stdin in select.select([door, sys.stdin], [], [])[0]:
                return
            there, _ = door.accept()
            pipes = socket.recv_fds(there, 1, 2)[1]
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                for number, pipe in enumerate(pipes):
                    os.dup2(pipe, number)
                    os.close(pipe)
                door.close()
                worker.main()
                os._exit(0)
            for pipe in pipes:
                os.close(pipe)
            there.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
