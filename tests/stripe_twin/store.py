"""What the twin knows: documents as Stripe shows them, and what is still to happen, in SQLite.

What one request does is committed together before its answer leaves: a twin ended by kill -9 knows
afterwards whatever it has told anybody.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.stripe_twin.refusals import Refused

Document = dict[str, Any]

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, kind TEXT, created INTEGER, body TEXT);
CREATE INDEX IF NOT EXISTS documents_by_kind ON documents (kind, number);
CREATE INDEX IF NOT EXISTS not_paid_out ON documents (json_extract(body, '$._payout'))
    WHERE kind = 'balance_transaction';
CREATE TABLE IF NOT EXISTS timers (
    number INTEGER PRIMARY KEY AUTOINCREMENT, due INTEGER, verb TEXT, subject TEXT, UNIQUE (verb, subject));
CREATE TABLE IF NOT EXISTS deliveries (
    number INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT, endpoint TEXT, attempt INTEGER, due INTEGER,
    rank REAL, state TEXT, tricks TEXT, answer TEXT);
CREATE INDEX IF NOT EXISTS deliveries_by_state ON deliveries (state, due, rank);
CREATE INDEX IF NOT EXISTS deliveries_by_event ON deliveries (event);
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, request TEXT, status INTEGER, body TEXT, created INTEGER);
CREATE TABLE IF NOT EXISTS moods (
    number INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT, remaining INTEGER, body TEXT);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT);
"""


Condition = tuple[str, tuple[Any, ...]]
"""A piece of SQL about a document, and its values."""


def compared(name: str, value: Any) -> Condition:
    path = name.replace("__", ".")
    return f"json_extract(body, '$.{path}') = ?", (int(value) if isinstance(value, bool) else value,)


class Store:
    def __init__(self, file: Path | None) -> None:
        self.lock = threading.RLock()
        self.depth = 0
        self.loaded: dict[str, Document] = {}
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(file or ":memory:", check_same_thread=False, isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=NORMAL")
        self.connection.executescript(SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One at a time. A refusal undoes what was done, unless it says that it stays."""
        with self.lock:
            if self.depth:
                yield
                return
            self.depth += 1
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException as error:
                kept = isinstance(error, Refused) and error.kept
                self.connection.execute("COMMIT" if kept else "ROLLBACK")
                raise
            else:
                self.connection.execute("COMMIT")
            finally:
                self.depth -= 1
                self.loaded.clear()

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        with self.lock:
            return self.connection.execute(sql, values).fetchall()

    def write(self, sql: str, *values: Any) -> int:
        """How many rows it touched."""
        with self.lock:
            return self.connection.execute(sql, values).rowcount

    def put(self, document: Document) -> None:
        self.loaded[document["id"]] = document
        body = json.dumps(document, ensure_ascii=False)
        if not self.write("UPDATE documents SET body = ? WHERE id = ?", body, document["id"]):
            self.write(
                "INSERT INTO documents (id, kind, created, body) VALUES (?, ?, ?, ?)",
                document["id"],
                document["object"],
                document.get("created", 0),
                body,
            )

    def find(self, id: str) -> Document | None:  # noqa: A002 - as Stripe calls it
        """Within one transaction everybody who asks holds the same document."""
        if id in self.loaded:
            return self.loaded[id]
        rows = self.rows("SELECT body FROM documents WHERE id = ?", id)
        return self._remember(id, rows[0]["body"]) if rows else None

    def every(self, kind: str, **fields: Any) -> list[Document]:
        """The oldest first; `fields` are their values, `payment__type` is one within another."""
        wanted = [compared(name, value) for name, value in fields.items()]
        return self.chosen(kind, wanted, order="number")

    def chosen(
        self, kind: str, wanted: Sequence[Condition], *, order: str, limit: int | None = None
    ) -> list[Document]:
        """`kind` is a word of our own, never of a request."""
        where = "".join(f" AND {condition}" for condition, _ in wanted)
        values = [value for _, some in wanted for value in some]
        sql = f"SELECT id, body FROM documents WHERE kind = '{kind}'{where} ORDER BY {order}"  # noqa: S608
        rows = self.rows(f"{sql} LIMIT {limit or -1}", *values)
        return [self._remember(row["id"], row["body"]) for row in rows]

    def _remember(self, id: str, body: str) -> Document:  # noqa: A002
        document: Document = self.loaded.get(id) or json.loads(body)
        if self.depth:
            self.loaded[id] = document
        return document

    def setting(self, name: str, default: Any = None) -> Any:
        rows = self.rows("SELECT value FROM settings WHERE name = ?", name)
        return json.loads(rows[0]["value"]) if rows else default

    def set(self, name: str, value: Any) -> None:
        self.write("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", name, json.dumps(value))
