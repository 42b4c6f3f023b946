class LaunchError(Exception):
    """The start cannot go on; the message is one sentence for the person at the terminal."""
