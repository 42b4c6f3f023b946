"""A pair of keys as a board member has: one public, one private."""

from pyrage.x25519 import Identity

IDENTITY = Identity.generate()
PRIVATE, PUBLIC = str(IDENTITY), str(IDENTITY.to_public())
SOMEBODY_ELSE = str(Identity.generate())
