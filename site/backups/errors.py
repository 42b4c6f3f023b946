class BackupError(Exception):
    """Says in one sentence what is wrong with a backup, or why one can not be made or restored."""
