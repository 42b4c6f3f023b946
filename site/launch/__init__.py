"""Everything `make run` and `make test` need around the site; knows no Django and no app of ours."""
