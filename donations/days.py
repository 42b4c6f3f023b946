"""What was given on one day. Pure."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(kw_only=True)
class Day:
    day: date
    once: int = 0
    monthly: int = 0
    by_transfer: int = 0
    sums: dict[str, int] = field(default_factory=dict)
    """By currency, what was given."""

    @property
    def gifts(self) -> int:
        return self.once + self.monthly + self.by_transfer
