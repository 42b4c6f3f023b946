from pages.page_cache.answers import Answer
from pages.page_cache.generation import Now
from pages.page_cache.keys import Key
from pages.page_cache.store import Store


def key(name: str) -> Key:
    return Key("example.org", "http", f"/be/{name}/", "")


def answer(size: int = 1000) -> Answer:
    return Answer(headers=(), bodies={"identity": b"x" * (size - 500)}, etag="x")


def filled(*names: str, limit: int = 10_000) -> Store:
    store = Store(limit=limit)
    store.get(key("none"), Now(1))
    for name in names:
        store.put(key(name), answer(), Now(1))
    return store


def names(store: Store, *wanted: str) -> list[str]:
    return [name for name in wanted if store.get(key(name), Now(1))]


def test_what_was_put_is_got():
    assert names(filled("a"), "a", "b") == ["a"]


def test_memory_is_bounded_and_the_longest_unasked_goes_first():
    store = filled(*"abcdefghij")
    store.get(key("a"), Now(1))
    store.put(key("k"), answer(), Now(1))

    assert names(store, *"abcdefghijk") == list("acdefghijk")
    assert store.size == 10_000


def test_one_page_does_not_push_out_all_others():
    store = filled("a")
    store.put(key("big"), answer(5_000), Now(1))

    assert names(store, "a", "big") == ["a"]


def test_putting_again_takes_no_more_room():
    assert filled("a", "a", "a").size == 1000


def test_a_change_empties_it():
    store = filled("a", "b")

    assert (store.get(key("a"), Now(2)), len(store), store.size) == (None, 0, 0)


def test_what_was_built_before_a_change_is_not_kept_after_it():
    store = filled()
    store.get(key("a"), Now(2))
    store.put(key("a"), answer(), Now(1))

    assert store.get(key("a"), Now(2)) is None


def test_a_change_of_numbers_ends_only_the_pages_that_show_them():
    store = filled("story")
    store.put(key("events"), answer(), Now(1, (("seats", "1"),)), shows={"seats"})
    later = Now(1, (("gifts", "9"), ("seats", "2")))

    assert (store.get(key("events"), later), bool(store.get(key("story"), later))) == (None, True)
    assert store.get(key("events"), Now(1, (("gifts", "9"), ("seats", "1"))))


def test_what_was_built_before_a_change_of_numbers_is_not_true_after_it():
    store = filled()
    store.put(key("events"), answer(), Now(1), shows={"seats"})

    assert store.get(key("events"), Now(1, (("seats", "1"),))) is None
    store.put(key("events"), answer(), Now(1, (("seats", "1"),)), shows={"seats"})
    assert (len(store), store.size) == (1, 1000)
