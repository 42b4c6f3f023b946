"""A twin of Stripe for `make run` and the tests: a process on this machine that takes money nobody has.

    python -m tests.stripe_twin --port 12111 --hook http://localhost:8000/… --file var/stripe/twin.sqlite3

It imports nothing of the site's, and the site nothing of it: Stripe's own library speaks to an address.
Every request is held against that library's own types of parameters. See docs/stripe-twin.md.
"""
