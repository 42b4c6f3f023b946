"""What can go wrong with sealed data. Each is loud, and none carries a word of what is sealed."""


class PrivacyError(Exception):
    """The common kind: nothing sealed was shown."""


class MasterKeyMissing(PrivacyError):
    """A key in the vault is wrapped under a master key that this process does not have."""


class Tampered(PrivacyError):
    """Wrong key, changed bytes, or a document moved to another row: they can not be told apart, nor should
    they."""


class Forgotten(PrivacyError):
    """The key is destroyed: what was sealed under it can not be read by anybody any more."""


class DocumentMismatch(PrivacyError):
    """What was unsealed is not the document that is declared."""
