from pathlib import Path

from tests.ground import fingerprint


def test_the_ground_is_built_anew_when_anything_it_comes_from_changes(tmp_path: Path):
    (tmp_path / "home").mkdir()
    text = tmp_path / "home" / "demo.toml"
    text.write_text("title = 1")
    before = fingerprint(tmp_path)
    (tmp_path / "README.md").write_text("nothing is built from it")
    untouched = fingerprint(tmp_path)
    text.write_text("title = 2")

    assert (untouched == before, fingerprint(tmp_path) == before) == (True, False)


def test_the_ground_is_kept_while_nothing_changes(tmp_path: Path):
    assert fingerprint(tmp_path) == fingerprint(tmp_path)
