"""The child process that parses one file: `python -m quiz.readers.child ORDER`.

ORDER is JSON: the parser ("module:function"), the name of the file and the options.
The bytes come by standard input; the draft, or the sentence of a SourceError, goes to standard
output as JSON.
"""

import json
import sys
from importlib import import_module
from typing import Any

from quiz.errors import SourceError
from quiz.readers.base import SeveralError
from quiz.readers.confined import CPU_SECONDS, MEMORY, OUT_OF_MEMORY

FILE = 128 * 1024 * 1024  # bytes; the model of languages unfolds to 75 million
_NETWORK = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"})
_PROGRAMS = frozenset(
    {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"}
    | {"os.fork", "os.forkpty"}
)


def main() -> int:
    """Do the order of the command line."""
    order = json.loads(sys.argv[1])
    module, _, function = order["parser"].partition(":")
    _limit()
    sys.addaudithook(_refuse)
    try:
        parse = getattr(import_module(module), function)
        draft = parse(sys.stdin.buffer.read(), order["name"], **order["options"])
        answer: dict[str, Any] = {"draft": draft.model_dump(mode="json")}
    except SourceError as error:
        answer = {"error": type(error).__name__, "says": str(error), "remedy": error.remedy}
        if isinstance(error, SeveralError):
            answer["entries"] = [entry.title for entry in error.entries]
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.write(json.dumps(answer))
    return 0


def _limit() -> None:
    """Bound memory and time of this process and its children, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is all there is
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    """Refuse the network and other programs: what a parser reads is what it was given."""
    if event in _NETWORK:
        raise SourceError("A file that asks for the network is not read.")
    if event in _PROGRAMS:
        raise SourceError("A file that asks for another program is not read.")


if __name__ == "__main__":
    sys.exit(main())
