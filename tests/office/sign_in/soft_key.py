"""A passkey without a device: signs what it is asked, also what no browser would let it."""

import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HERE = "http://localhost:8000"
Flag = AuthenticatorData.FLAG


class SoftKey:
    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.number = os.urandom(16)
        self.owner = ""

    def made(self, asked: dict[str, Any], *, origin: str = HERE) -> dict[str, Any]:
        """The answer to “make a key”."""
        self.owner = asked["user"]["id"]
        told = CollectedClientData.create("webauthn.create", asked["challenge"], origin)
        public = ES256.from_cryptography_key(self.private.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.number, public)
        data = self._data(asked["rp"]["id"], Flag.UP | Flag.UV | Flag.AT, credential)
        attested = AttestationObject.create("none", data, {})
        answer = {"clientDataJSON": websafe_encode(told), "attestationObject": websafe_encode(attested)}
        return self._answer(answer) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def signed(
        self, asked: dict[str, Any], *, origin: str = HERE, verified: bool = True, owner: str = ""
    ) -> dict[str, Any]:
        """The answer to “who are you”."""
        told = CollectedClientData.create("webauthn.get", asked["challenge"], origin)
        data = self._data(asked["rpId"], Flag.UP | Flag.UV if verified else Flag.UP)
        signature = self.private.sign(bytes(data) + sha256(told), ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": told, "authenticatorData": data, "signature": signature}
        answer = {name: websafe_encode(part) for name, part in parts.items()}
        return self._answer({**answer, "userHandle": owner or self.owner})

    def _data(self, host: str, flags: Flag, credential: Any = b"") -> AuthenticatorData:
        return AuthenticatorData.create(sha256(host.encode()), flags, 0, credential)

    def _answer(self, answer: dict[str, Any]) -> dict[str, Any]:
        number = websafe_encode(self.number)
        return {"id": number, "rawId": number, "type": "public-key", "response": answer}
