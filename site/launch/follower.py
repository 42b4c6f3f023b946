"""`follower.py PARENT SIGNALS COMMAND ...` becomes the command, and is sent SIGTERM when the parent dies.

With SIGNALS `held`, signals wait until the command is ready and lets them through.
All this is not done between fork and exec: Python must not run there once there are threads.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, signals, *command = sys.argv[1:]
    if signals == "held":
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):
        os.kill(os.getpid(), signal.SIGTERM)  # the parent was quicker; held, it still reaches the command
    try:
        os.execvp(command[0], command)  # noqa: S606 -- becoming another program is the point
    except OSError as error:
        sys.exit(f"{command[0]}: {error.strerror}")


if __name__ == "__main__":
    main()
