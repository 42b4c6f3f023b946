"""How long to wait before a process that died is started again. Seconds throughout."""

from dataclasses import dataclass

FIRST_DELAY = 0.5
LONGEST_DELAY = 30.0
LIVED_WELL = 60.0
DEATHS_BEFORE_COMPLAINT = 3


@dataclass(frozen=True)
class Backoff:
    """Quick deaths in a row; one that lived well before it died starts the count anew."""

    deaths: int = 0

    def after_death(self, *, lived: float) -> "Backoff":
        return Backoff(1 if lived >= LIVED_WELL else self.deaths + 1)

    @property
    def delay(self) -> float:
        doublings = min(self.deaths - 1, 10)
        return min(FIRST_DELAY * 2.0**doublings, LONGEST_DELAY) if self.deaths else 0.0

    @property
    def keeps_dying(self) -> bool:
        return self.deaths >= DEATHS_BEFORE_COMPLAINT
