"""Write out what a model would be asked about articles, and play written replies back.

    python -m tests.bench.writing FOLDER ARTICLE…            writes requests, reads replies
    python -m tests.bench.writing FOLDER ARTICLE… --before   also quizzes of unproved proposals

Each article has a folder of its name in FOLDER, with request_1.json and so on. A reply is put
beside its request as reply_1.json, the very JSON that the request asks for, and the program is run
again:
repairs are asked for once the first replies are there. quiz.json and explain.json lie beside them.
The replies go through a server on this machine that finds each by the digest of its request, so
that the whole way is measured, client library and all.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from quiz.cli.explaining import verdicts
from quiz.pipeline import Built, Commission, build, read
from quiz.schema.quiz import dump
from quiz.schema.record import digest
from quiz.schema.writing import Usage, is_written
from quiz.writer import ChatEndpoint, Settings
from tests.writer.stand_in import Answering, Heard, Said, completion, serving

MODEL = "recorded"
_EMPTY = '{"questions": []}'


class Folder:
    """The requests and replies of one article."""

    def __init__(self, place: Path) -> None:
        place.mkdir(parents=True, exist_ok=True)
        self.place = place
        self.waiting: list[Path] = []

    def answer(self, heard: Heard) -> Said:
        """Answer with the reply to a request; write the request out where there is none."""
        messages = [message["content"] for message in heard.body["messages"]]
        key = digest("request", *messages)
        number = self._number(key)
        reply = self.place / f"reply_{number}.json"
        if reply.is_file():
            return completion(reply.read_text(encoding="utf-8"), usage=None)
        request = self.place / f"request_{number}.json"
        shown = {"digest": key, "system": messages[0], "user": messages[1]}
        request.write_text(json.dumps(shown, indent=1, ensure_ascii=False), encoding="utf-8")
        self.waiting.append(request)
        return completion(_EMPTY, usage=None)

    def _number(self, key: str) -> int:
        """Return the number of the request with this digest, a new one where it has none."""
        numbers = {}
        for path in self.place.glob("request_*.json"):
            known = json.loads(path.read_text(encoding="utf-8"))["digest"]
            numbers[known] = int(path.stem.removeprefix("request_"))
        return numbers.get(key, max(numbers.values(), default=0) + 1)


def played(article: Path, folder: Path) -> tuple[Built, Folder]:
    """Build the quiz on an article with the replies in `folder`."""
    source = read(article.read_bytes(), name=article.name)
    replies = Folder(folder)
    answer: Answering = replies.answer
    with serving(answer) as server:
        settings = Settings(url=server.url, model=MODEL)
        built = build(source, commission=Commission(("writer",), settings, ChatEndpoint(settings)))
    return built, replies


def proposed(folder: Path) -> Iterator[dict[str, object]]:
    """Yield what the first replies propose, as a judge reads it, without any proof."""
    for path in sorted(folder.glob("request_*.json")):
        order = json.loads(path.read_text(encoding="utf-8"))["user"]
        reply = folder / path.name.replace("request", "reply")
        if order.startswith("Write ") and reply.is_file():
            yield from json.loads(reply.read_text(encoding="utf-8"))["questions"]


def main() -> int:
    """Play the articles named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--before", action="store_true", help="write before.json: all proposals")
    given = parser.parse_args()
    words, total = 0, Usage()
    for article in given.articles:
        place = given.folder / article.stem
        built, replies = played(article, place)
        (place / "explain.json").write_text(
            json.dumps(verdicts(built), indent=1, ensure_ascii=False), encoding="utf-8"
        )
        # The address holds a port that is another one every time.
        written = built.quiz.written
        if written is not None:
            fixed = written.model_copy(update={"address": "http://127.0.0.1/v1"})
            quiz = built.quiz.model_copy(update={"written": fixed})
            (place / "quiz.json").write_bytes(dump(quiz))
            total += written.usage
        if given.before:
            unproved = list(proposed(place))
            (place / "before.json").write_text(
                json.dumps(unproved, indent=1, ensure_ascii=False), encoding="utf-8"
            )
        words += built.quiz.article.word_count
        own = sum(is_written(question) for question in built.quiz.questions)
        print(
            f"{article.stem}: {own} of {len(built.quiz.questions)} questions written, "
            f"{len(built.refused)} refused; waiting: "
            f"{', '.join(path.name for path in replies.waiting) or 'nothing'}"
            + (f"; trouble: {built.trouble}" if built.trouble else "")
        )
    print(
        f"{words} words, {total.requests} requests ({1000 * total.requests / words:.2f} for 1,000 "
        f"words), about {total.tokens_in} tokens in and {total.tokens_out} out"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
