"""Dates, times and numbers where Django has no format for a language or one that reads wrong here.

Names come from Django's format settings; what a module leaves out falls back to Django's own.
"""
