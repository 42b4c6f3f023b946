"""`follower.py PARENT COMMAND ...` becomes the command, and is sent SIGTERM when the parent dies.

Not done between fork and exec, where Python must not run once there are threads.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, *command = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):
        sys.exit("Whoever started this has ended.")
    os.execvp(command[0], command)  # noqa: S606 -- becoming another program is the point


if __name__ == "__main__":
    main()
