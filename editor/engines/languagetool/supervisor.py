"""Runs Java and kills it when the program that asked for it is gone, however it went.

Started as a script of its own, by ``python -I -S supervisor.py COMMAND...``, with a pipe as its
standard input.  The pipe ends when the other end is closed, by ``kill -9`` as well, on every system,
and also if the program died before we began; then Java is killed.  It imports nothing of ours.
"""

import os
import subprocess
import sys
import threading

FINISH = b"f"
"""Written to the pipe, it asks Java to end by itself."""


def _die_with_parent() -> None:
    """On Linux, Java is told to die with us as well, should somebody kill us."""
    import ctypes

    pr_set_pdeathsig, sigkill = 1, 9
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, sigkill)


def main() -> None:
    # LanguageTool quotes the text in what it logs of an error, so what it says is kept nowhere.
    java = subprocess.Popen(
        sys.argv[1:],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )

    def follow() -> None:
        os._exit(java.wait() & 0xFF)

    threading.Thread(target=follow, daemon=True).start()
    try:
        while os.read(0, 1):
            java.terminate()
    except OSError:
        pass
    java.kill()
    java.wait()
    os._exit(0)


if __name__ == "__main__":
    main()
