"""Events that wait, sent within a given time, some twice and in no order; and how fast the site was."""

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.stripe_twin import hooks
from tests.stripe_twin.twin import Twin


def replay(
    twin: Twin,
    *,
    seconds: float,
    workers: int = 8,
    twice: int = 3,
    seed: int = 0,
    only: list[str] | None = None,
) -> dict[str, Any]:
    """Every `twice`-th comes twice, 0 for none; `only` of these kinds. Times are milliseconds from asking to
    the answer's end."""
    numbers = _plan(twin, twice=twice, seed=seed, only=only)
    began = time.monotonic()
    moments = [began + seconds * place / max(1, len(numbers)) for place in range(len(numbers))]
    with ThreadPoolExecutor(workers) as pool:
        answers = list(pool.map(lambda pair: _send(twin, *pair), zip(numbers, moments, strict=True)))
    times = sorted(took for _, took, _ in answers)
    return {
        "sent": len(answers),
        "statuses": dict(Counter(str(status) for status, _, _ in answers)),
        "p50": _share(times, 50),
        "p99": _share(times, 99),
        "slowest": _share(times, 100),
        "behind": round(max((late for _, _, late in answers), default=0.0), 3),
    }


def _plan(twin: Twin, *, twice: int, seed: int, only: list[str] | None) -> list[int]:
    rows = twin.store.rows(
        "SELECT d.number, json_extract(e.body, '$.type') AS type FROM deliveries d"
        " JOIN documents e ON e.id = d.event WHERE d.state = 'waiting' ORDER BY d.number"
    )
    numbers = [row["number"] for row in rows if only is None or row["type"] in only]
    numbers += numbers[::twice] if twice else []
    random.Random(seed).shuffle(numbers)  # noqa: S311 - no secret
    return numbers


def _send(twin: Twin, number: int, moment: float) -> tuple[int | None, float, float]:
    """The status, how long it took, and by how many seconds it left too late because all hands were full."""
    time.sleep(max(0.0, moment - time.monotonic()))
    late = time.monotonic() - moment
    with twin.transaction():
        (row,) = twin.store.rows("SELECT event, endpoint FROM deliveries WHERE number = ?", number)
        event, endpoint = twin.get("event", row["event"]), twin.get("webhook_endpoint", row["endpoint"])
        parcel = hooks.parcel(twin, number, event, endpoint)
    took = []

    def timed(parcel: hooks.Parcel) -> hooks.Answered:
        asked = time.monotonic()
        answered = hooks.send(parcel)
        took.append((time.monotonic() - asked) * 1000)
        return answered

    told = hooks.hand_over(twin, parcel, timed)
    return told["status"], took[0], late


def _share(times: list[float], percent: int) -> float:
    return round(times[min(len(times) - 1, len(times) * percent // 100)], 1) if times else 0.0
