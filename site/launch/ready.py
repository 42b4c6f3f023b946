"""Waits until the web process answers, then tells the person at the terminal where and as whom to go in."""

import http.client
import sys
import time

LOOK_EVERY = 0.1
COMPLAIN_AFTER = 60.0
ANSWER_WITHIN = 30.0


def answer(port: int) -> int | None:
    """The status of the first page, or None while nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_WITHIN)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}", "Connection": "close"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def wait(port: int) -> None:
    complain_at = time.monotonic() + COMPLAIN_AFTER
    while (status := answer(port)) is None or status >= 500:
        if time.monotonic() > complain_at:
            sys.stdout.write(complaint(status))
            sys.stdout.flush()
            complain_at = time.monotonic() + COMPLAIN_AFTER
        time.sleep(LOOK_EVERY)


def complaint(status: int | None) -> str:
    what = "does not answer" if status is None else f"answers with error {status}"
    return f"The site still {what}: look for the reason in the lines above that begin with `web |`.\n"


def main(port: int, sign_ins: str) -> None:
    wait(port)
    sys.stdout.write(f"\nReady: http://localhost:{port}/\n{sign_ins.strip()}\n\n".replace("\n\n\n", "\n\n"))
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
