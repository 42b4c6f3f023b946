"""Tell the twin of `make run` something: `python -m tests.stripe_twin.tell clock ahead=2592000`.

Values are JSON where they can be read as such, and words otherwise.
"""

import http.client
import json
import os
import sys
from pathlib import Path
from typing import Any

ADDRESS = Path(os.environ.get("VAR_DIR") or "var") / "stripe" / "address"


def main(words: list[str]) -> int:
    if not words or not ADDRESS.exists():
        sys.stderr.write(f"{__doc__}\nIts address stands in {ADDRESS} while it runs.\n")
        return 2
    command, *told = words
    connection = http.client.HTTPConnection(ADDRESS.read_text().strip().removeprefix("http://"), timeout=600)
    try:
        connection.request("POST", f"/twin/{command}", body=json.dumps(dict(map(_pair, told))))
        answer = connection.getresponse()
        body = json.loads(answer.read())
    except OSError as error:
        sys.stderr.write(f"The twin does not answer: {error.strerror}.\n")
        return 1
    finally:
        connection.close()
    sys.stdout.write(f"{json.dumps(body, indent=2, ensure_ascii=False)}\n")
    return int(answer.status != 200)


def _pair(word: str) -> tuple[str, Any]:
    name, _, value = word.partition("=")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
