"""Programs for whoever does not want to believe us. They import nothing of the site, and nothing besides
Python’s own library; a test holds them to it. The site offers them for download as they stand here."""
