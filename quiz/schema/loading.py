"""Reading a record from a JSON file: strictly as its JSON Schema says, and within limits."""

import json
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    ValidationInfo,
)

MAX_BYTES = 4_000_000
SIZE = f"{MAX_BYTES // 1_000_000} MB"
_FROM_FILE = "read from a file"

R = TypeVar("R", bound=BaseModel)


class DamageError(Exception):
    """Why a file is no sound record, as the end of a sentence that begins with its name."""


@dataclass(frozen=True)
class MaxLength:
    """The most characters that a text in a file may have; the JSON Schema says it too.

    It holds for what is read, not for what is made: a maker may propose a question that is too
    long, and screening drops it with a reason.
    """

    characters: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Check after everything else about the text."""
        return AfterValidator(self._check).__get_pydantic_core_schema__(source, handler)

    def __get_pydantic_json_schema__(
        self, schema: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the limit as `maxLength`."""
        return {**handler(schema), "maxLength": self.characters}

    def _check(self, text: str, info: ValidationInfo) -> str:
        if info.context == _FROM_FILE and len(text) > self.characters:
            raise ValueError(f"it has over {self.characters:,} characters")
        return text


def require_size(payload: bytes) -> None:
    """Raise DamageError for a file of more than MAX_BYTES."""
    if len(payload) > MAX_BYTES:
        raise DamageError(f"is over {SIZE}, the most that a file may have")


def parse(payload: bytes) -> tuple[str, Any]:
    """Return the text of a JSON file and what it holds.

    Raises DamageError where it is over MAX_BYTES, no JSON, or has halves of characters in it (lone
    surrogates), which can be written as escapes but never as text.
    """
    require_size(payload)
    try:
        text = payload.decode(json.detect_encoding(payload))
        outer = json.loads(text)
        json.dumps(outer, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):04x}"
        raise DamageError(f"is damaged: it holds {half}, which is half a character") from None
    except (ValueError, RecursionError):
        raise DamageError("is damaged or of another kind: it is not JSON") from None
    return text, outer


def record_from(kind: type[R], text: str) -> R:
    """Return the record of `kind` in the JSON `text`; raise DamageError that says where it is none.

    Nothing is converted: a number in quotation marks is no number, and "no" is not false.
    """
    try:
        return kind.model_validate_json(text, strict=True, context=_FROM_FILE)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        raise DamageError(f"is damaged{f' at {place}' if place else ''}: {reason}") from None
