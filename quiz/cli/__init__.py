"""The command line: a thin shell around the library.

The modules of this package import nothing heavy at their top: `quiz --help` and `quiz read` must
not wait for the language model or the exporters.
"""

import os
import sys
from collections.abc import Sequence

import click

from quiz.cli.building import build, explain, run
from quiz.cli.exporting import export, formats
from quiz.cli.pushing import push
from quiz.cli.reading import find, read, schema
from quiz.cli.serving import serve
from quiz.cli.teachers import invite, sign_in_link
from quiz.cli.upkeep import backup, doctor, purge, restore
from quiz.cli.wording import one_line, worded
from quiz.errors import BroadsheetError

__all__ = ["group", "main"]

INTERRUPTED = 130
USAGE = 2


class _InOrder(click.Group):
    """A group that lists its verbs in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Return the names of the verbs."""
        return list(self.commands)


@click.group(
    "quiz",
    cls=_InOrder,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="broadsheet", message="broadsheet %(version)s")
@click.pass_context
def group(context: click.Context) -> None:
    """Build quizzes from news articles.

    Every question carries the sentence of the article that proves it. SOURCE is a file or a web
    address in English, of any kind listed in docs/formats.md, or the JSON of `quiz read`; `-`
    stands for standard input or output everywhere.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


_VERBS = (
    *(read, find, build, explain, export, push, formats, schema, serve, run),
    *(invite, sign_in_link),
    *(doctor, backup, restore, purge),
)
for _verb in _VERBS:
    group.add_command(_verb)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0: done. 1: `quiz doctor` found a fault. 2: something the user can put right, said in one line
    on standard error. 130: stopped with Ctrl-C.
    """
    _survive_narrow_encodings()
    try:
        outcome = group.main(
            args=None if arguments is None else list(arguments),
            prog_name="quiz",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except BroadsheetError as error:
        return _complain(worded(error), error.exit_code)
    except click.UsageError as error:
        return _complain(_usage_sentence(error), USAGE)
    except click.ClickException as error:
        return _complain(error.format_message(), USAGE)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # click and rich turn a broken pipe into SystemExit; nothing else here ends the process.
        return _let_go_of_the_pipe()
    return outcome if isinstance(outcome, int) else 0


def _complain(message: str, code: int) -> int:
    click.echo(f"quiz: {one_line(message)}", err=True)
    return code


def _usage_sentence(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "quiz"
    return f"{error.format_message().rstrip('.')}. See `{command} --help`."


def _let_go_of_the_pipe() -> int:
    """Stay silent where the reader of our output went away, as `quiz read X | head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _survive_narrow_encodings() -> None:
    """Print a replacement for a letter that the terminal cannot show, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
