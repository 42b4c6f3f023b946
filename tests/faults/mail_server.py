"""A mail server in a process of its own, with a mood: good, later (4xx), never (5xx), silent.

python -m tests.faults.mail_server 2525 /folder good
"""

import asyncio
import sys
from pathlib import Path
from uuid import uuid4

from aiosmtpd.smtp import SMTP, Envelope, Session

ANSWERS = {
    "good": "250 OK",
    "later": "451 alina@example.org: try again later",
    "never": "550 alina@example.org: no such person",
}


class Mood:
    def __init__(self, folder: Path, answer: str) -> None:
        self.folder, self.answer = folder, answer

    async def handle_RCPT(  # noqa: N802 - the name is the library's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        (self.folder / uuid4().hex).write_bytes(content if isinstance(content, bytes) else b"")
        return "250 OK"


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


async def serve(port: int, folder: Path, mood: str) -> None:
    loop = asyncio.get_running_loop()
    if mood == "silent":
        server = await asyncio.start_server(silent, "127.0.0.1", port)
    else:
        server = await loop.create_server(
            lambda: SMTP(Mood(folder, ANSWERS[mood]), loop=loop), "127.0.0.1", port
        )
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
