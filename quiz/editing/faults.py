"""What can be wrong with a question that a teacher writes: a name for each, for pages to word."""

from typing import Literal, get_args

Fault = Literal[
    "no stem",
    "no key",
    "too long",
    "gap missing",
    "too few options",
    "too many options",
    "options alike",
    "no right option",
    "no correction",
    "key not in the evidence",
    "no evidence",
    "prompts alike",
    "choices alike",
    "choices in order",
    "events alike",
    "too many forms",
    "asked already",
    "quiz full",
    "unsound",
]
FAULTS: tuple[Fault, ...] = get_args(Fault)


class UnsoundError(Exception):
    """What was written is no sound question. `detail` is the text that is meant, if one is."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}" if detail else fault)
        self.fault: Fault = fault
        self.detail = detail
