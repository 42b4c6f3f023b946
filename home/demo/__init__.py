"""Believable content for a site nobody has written for yet; every story says that it is a demonstration."""
