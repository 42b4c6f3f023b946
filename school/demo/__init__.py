"""A school with a term behind it, for a site that has none yet. Nobody in it exists."""
