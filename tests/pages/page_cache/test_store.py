from pages.page_cache.answers import Answer
from pages.page_cache.keys import Key
from pages.page_cache.store import Store


def key(name: str) -> Key:
    return Key("example.org", "http", f"/be/{name}/", "")


def answer(size: int = 1000) -> Answer:
    return Answer(headers=(), bodies={"identity": b"x" * (size - 500)}, etag="x")


def filled(*names: str, limit: int = 10_000) -> Store:
    store = Store(limit=limit)
    store.get(key("none"), 1)
    for name in names:
        store.put(key(name), answer(), 1)
    return store


def names(store: Store, *wanted: str) -> list[str]:
    return [name for name in wanted if store.get(key(name), 1)]


def test_what_was_put_is_got():
    assert names(filled("a"), "a", "b") == ["a"]


def test_memory_is_bounded_and_the_longest_unasked_goes_first():
    store = filled(*"abcdefghij")
    store.get(key("a"), 1)
    store.put(key("k"), answer(), 1)

    assert names(store, *"abcdefghijk") == list("acdefghijk")
    assert store.size == 10_000


def test_one_page_does_not_push_out_all_others():
    store = filled("a")
    store.put(key("big"), answer(5_000), 1)

    assert names(store, "a", "big") == ["a"]


def test_putting_again_takes_no_more_room():
    assert filled("a", "a", "a").size == 1000


def test_a_change_empties_it():
    store = filled("a", "b")

    assert (store.get(key("a"), 2), len(store), store.size) == (None, 0, 0)


def test_what_was_built_before_a_change_is_not_kept_after_it():
    store = filled()
    store.get(key("a"), 2)
    store.put(key("a"), answer(), 1)

    assert store.get(key("a"), 2) is None
