"""Phones of a class, many at once in one thread: they join, answer, and try again until “saved”."""

import asyncio
import html
import json
import re
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

Result = TypeVar("Result")

TOKEN = re.compile(r'name="token" value="([^"]+)"')
_PATIENCE = 20.0  # seconds for one answer of the server


def apart(work: Coroutine[Any, Any, Result]) -> Result:
    """Run `work` in a thread of its own: in the main one a browser's loop may be running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@dataclass
class Answered:
    """What the server said: status, body, and where it sends the phone."""

    status: int
    body: str
    location: str = ""


@dataclass
class Phone:
    """One phone with its cookies and one connection, opened again whenever it is gone.

    `acknowledged` are the (question, turn) the server said were saved; `times` how long it took to
    say so, in seconds, for those that were told at the first try.
    """

    base: str
    code: str
    name: str
    cookies: dict[str, str] = field(default_factory=dict)
    acknowledged: dict[int, int] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)
    _lines: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    _token: str = ""
    _sitting: str = ""

    async def sit_down(self) -> None:
        """Join the class and begin an attempt."""
        page = await self._ask("GET", f"/class/{self.code}")
        self._remember(page)
        joined = await self._ask("POST", f"/class/{self.code}/join", {"name": self.name})
        assert joined.status == 303, joined
        page = await self._ask("GET", f"/class/{self.code}")
        self._remember(page)
        begun = await self._ask("POST", f"/class/{self.code}/attempts", {})
        assert begun.status == 303, begun
        self._sitting = urlsplit(begun.location).path

    async def answer(self, question: int, given: tuple[str, ...], turn: int) -> None:
        """Send an answer until it is acknowledged."""
        sent = {"answers": [{"question": question, "turn": turn, "answer": given}]}
        for attempt in range(200):
            begun = time.monotonic()
            try:
                said = await self._ask("POST", f"{self._sitting}/sync", json.dumps(sent))
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                await self._hang_up()
                await asyncio.sleep(0.05 * (1 + attempt % 10))
                continue
            if said.status == 200:
                (saved,) = json.loads(said.body)["saved"]
                assert (saved["question"], saved["turn"]) == (question, turn)
                self.acknowledged[question] = turn
                if not attempt:
                    self.times.append(time.monotonic() - begun)
                return
            self.errors.append(said.status)
            await asyncio.sleep(0.2)
        raise AssertionError(f"{self.name} could not save an answer")

    async def leave(self) -> None:
        """Close the connection."""
        await self._hang_up()

    def _remember(self, page: Answered) -> None:
        assert page.status == 200, page
        found = TOKEN.search(page.body)
        assert found, page.body
        self._token = html.unescape(found[1])

    async def _ask(
        self, method: str, path: str, sent: dict[str, str] | str | None = None
    ) -> Answered:
        kind = "application/json"
        if isinstance(sent, dict):
            sent = urlencode({**sent, "token": self._token})
            kind = "application/x-www-form-urlencoded"
        body = (sent or "").encode()
        place = urlsplit(self.base)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {place.netloc}\r\nCookie: {cookies}\r\n"
            f"X-Form-Token: {self._token}\r\nContent-Type: {kind}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        async with asyncio.timeout(_PATIENCE):
            if self._lines is None:
                self._lines = await asyncio.open_connection(place.hostname, place.port)
            reader, writer = self._lines
            writer.write(head.encode() + body)
            await writer.drain()
            return await self._read(reader)

    async def _read(self, reader: asyncio.StreamReader) -> Answered:
        status = int((await reader.readuntil(b"\r\n")).split()[1])
        length, location, last = 0, "", False
        while (line := (await reader.readuntil(b"\r\n")).decode().strip()) != "":
            name, _, value = line.partition(": ")
            match name.lower():
                case "content-length":
                    length = int(value)
                case "location":
                    location = value
                case "set-cookie":
                    cookie, _, content = value.partition(";")[0].partition("=")
                    self.cookies[cookie] = content
                case "connection":
                    last = value.lower() == "close"
        body = (await reader.readexactly(length)).decode()
        if last:
            await self._hang_up()
        return Answered(status, body, location)

    async def _hang_up(self) -> None:
        if self._lines is not None:
            writer, self._lines = self._lines[1], None
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
