"""The protocol of AnkiConnect, the add-on through which a running Anki takes orders (version 6).

Every request is a POST of `{"action", "version", "params", "key"}`, every answer the JSON object
`{"result", "error"}`. The add-on sits in Anki's own window: while Anki shows a dialog or
syncs, nothing is answered, and older versions read a kilobyte every 25 milliseconds.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3 import exceptions as trouble

from quiz.errors import AnkiError, AnkiRefusalError, OptionError

ADDRESS = "http://127.0.0.1:8765"
ADD_ON = "AnkiConnect (code 2055492159)"
KEY_NAME = "ANKI_CONNECT_KEY"
VERSION = 6
LARGEST = 64_000_000  # bytes of an answer
_CONNECT_SECONDS = 3.0
_READS_A_SECOND = 20_000  # bytes: half of what an older add-on takes in when Anki is idle
_PIECE = 8_192
_WANTS_KEY = "valid api key must be provided"


class AnkiConnect:
    """A running Anki, by the address of its add-on. Nothing is sent before the first request.

    `key` is the add-on's `apiKey`; it goes into requests and into no message. Raises OptionError
    for an address that cannot be one.
    """

    def __init__(
        self, address: str = ADDRESS, key: str | None = None, *, seconds: float = 30.0
    ) -> None:
        self._url, self._place = _checked(address)
        self._key = key
        self._seconds = seconds

    def greet(self) -> None:
        """Make sure that Anki is there, lets us in and speaks our version. Raises AnkiError."""
        answer = self.ask("requestPermission")
        if not isinstance(answer, dict) or "permission" not in answer:
            raise self._stranger()
        if answer["permission"] != "granted":
            raise self._closed()
        version = answer.get("version")
        if not isinstance(version, int) or version < VERSION:
            raise self._old()
        if answer.get("requireApikey") and not self._key:
            raise self._wants_key()

    def ask(self, action: str, *, seconds: float | None = None, **params: Any) -> Any:
        """Return the result of `action`. Raises AnkiError, also for what Anki refuses."""
        reply = self._post(self._request(action, params), seconds or self._seconds)
        return self._result(action, reply)

    def ask_all(self, action: str, many: Sequence[dict[str, Any]]) -> list[str | None]:
        """Carry out `action` once for each of `many` parameters, in one request.

        Returns what went wrong with each, None where nothing did. Raises AnkiError where the
        request as a whole fails: then it is not known which of them were carried out.
        """
        actions = [self._request(action, params) for params in many]
        replies = self.ask("multi", actions=actions)
        if not isinstance(replies, list) or len(replies) != len(many):
            raise self.unexpected(action)
        return [_complaint(reply) for reply in replies]

    def unexpected(self, action: str) -> AnkiError:
        """Return the error for an answer to `action` that has another form than it must have."""
        return AnkiError(
            f"What {self._place} answers to {action} is not what AnkiConnect answers. Update the "
            "add-on in Anki, or export a package with `quiz export --to anki`."
        )

    def _request(self, action: str, params: dict[str, Any]) -> dict[str, Any]:
        request: dict[str, Any] = {"action": action, "version": VERSION, "params": params}
        return request | {"key": self._key} if self._key else request

    def _post(self, request: dict[str, Any], seconds: float) -> Any:
        """Return the JSON that comes back for `request`."""
        body = json.dumps(request).encode()
        seconds += len(body) // _READS_A_SECOND
        timeout = urllib3.Timeout(connect=_CONNECT_SECONDS, read=seconds)
        try:
            # The add-on closes each connection when it has answered, so that none is kept.
            with urllib3.PoolManager(num_pools=1, retries=False, timeout=timeout) as pool:
                response = pool.request(
                    "POST",
                    self._url,
                    body=_pieces(body),
                    headers={
                        "Content-Type": "application/json",
                        "Content-Length": str(len(body)),
                        "Connection": "close",
                    },
                    redirect=False,
                    preload_content=False,
                )
                try:
                    status, payload = response.status, response.read(LARGEST + 1)
                finally:
                    response.close()
        except trouble.ReadTimeoutError:
            raise AnkiError(
                f"Anki did not answer within {seconds:g} seconds. It may be syncing or showing a "
                "dialog; close that and push again."
            ) from None
        except (trouble.NewConnectionError, trouble.ConnectTimeoutError):
            raise self._silent() from None
        except (trouble.HTTPError, OSError):
            raise self._stranger() from None
        if status == 403:
            raise self._closed()
        if len(payload) > LARGEST:
            raise AnkiError(
                f"The answer of {self._place} is over {LARGEST // 1_000_000} MB, more than a quiz "
                "can be the reason for. Push fewer quizzes at once."
            )
        try:
            return json.loads(payload) if status == 200 else None
        except (ValueError, RecursionError):
            raise self._stranger() from None

    def _result(self, action: str, reply: Any) -> Any:
        if not isinstance(reply, dict) or set(reply) != {"result", "error"}:
            raise self._stranger()
        error = reply["error"]
        if error is None:
            return reply["result"]
        if error == _WANTS_KEY:
            raise self._wants_key()
        if error == "unsupported action":
            raise self._old()
        if error == "collection is not available":
            raise AnkiError("Anki has no profile open. Open one in Anki and push again.")
        raise AnkiRefusalError(f"Anki refuses {action}: {_shortened(error)}.")

    def _silent(self) -> AnkiError:
        return AnkiError(
            f"Anki does not answer at {self._place}. Start Anki with the add-on {ADD_ON}, or "
            "export a package with `quiz export --to anki`."
        )

    def _stranger(self) -> AnkiError:
        return AnkiError(
            f"What answers at {self._place} is not AnkiConnect. Start Anki with the add-on "
            f"{ADD_ON}, or name its address with --anki-url."
        )

    def _closed(self) -> AnkiError:
        return AnkiError(
            f"AnkiConnect at {self._place} denies permission. Allow this machine in the settings "
            "of the add-on, or export a package with `quiz export --to anki`."
        )

    def _old(self) -> AnkiError:
        return AnkiError(
            f"The AnkiConnect at {self._place} is too old. Update the add-on in Anki (Tools, "
            "Add-ons, Check for Updates) and push again."
        )

    def _wants_key(self) -> AnkiError:
        ours = "it is another than the one in" if self._key else "put it into"
        return AnkiError(
            f"AnkiConnect at {self._place} wants its key (`apiKey` in the settings of the add-on): "
            f"{ours} the environment variable {KEY_NAME}."
        )


def _pieces(body: bytes) -> Iterator[bytes]:
    """Yield `body` in pieces, each of which has the time of its own that a socket grants."""
    for start in range(0, len(body), _PIECE):
        yield body[start : start + _PIECE]


def _checked(address: str) -> tuple[str, str]:
    """Return the URL to post to, and how messages call the place."""
    wrong = OptionError(
        f"The address of AnkiConnect must be one such as {ADDRESS}, with nothing behind it."
    )
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise wrong
    if parts.path not in ("", "/") or parts.query or parts.fragment or not address.isprintable():
        raise wrong
    shown = f"[{host}]" if ":" in host else host
    place = shown if port is None else f"{shown}:{port}"
    return f"{parts.scheme}://{place}/", place


def _complaint(reply: Any) -> str | None:
    """Return what one of several answers complains of."""
    if not isinstance(reply, dict) or set(reply) != {"result", "error"}:
        return "the answer is damaged"
    return None if reply["error"] is None else _shortened(reply["error"])


def _shortened(error: object) -> str:
    """Return the first line of an error of Anki, which may be a whole traceback."""
    line = " ".join(str(error).strip().split("\n")[0].split()).rstrip(".")
    return line if len(line) <= 200 else f"{line[:199]}…"
