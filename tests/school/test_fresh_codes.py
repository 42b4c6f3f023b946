"""A code stands for one child, for ever."""

import pytest

from school import codes, fresh_codes, ledger
from school.ledger import By, Deed
from tests.school import children
from tests.school.children import NOW

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet"),
]


def test_neither_a_childs_code_nor_one_of_the_ledger_is_given_again(monkeypatch: pytest.MonkeyPatch):
    row = children.waiting()
    with ledger.held() as head:
        ledger.write(head, Deed.ERASED, "K7-M2P", by=By.FAMILY, at=NOW)
    offered = iter([row.code, "K7-M2P", "H3-C6T", "H3-C6T", "T6-A3X"])
    monkeypatch.setattr(codes, "new", lambda: next(offered))

    assert sorted(fresh_codes.fresh(2)) == ["H3-C6T", "T6-A3X"]


def test_a_hundred_are_a_hundred_different_ones():
    assert len(set(fresh_codes.fresh(100))) == 100
