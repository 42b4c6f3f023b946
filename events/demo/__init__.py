"""Believable activities for a site that has none yet; what is planned, and who has signed up, is made up."""
