"""The verbs for whoever runs a server: look it over, back it up, restore it, let names go."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from quiz.cli.output import check_target
from quiz.cli.wording import one_line, size

_FAULTY = 1


@click.command()
def doctor() -> int:
    """Look the database over.

    Checks that the file is whole, that every row has its owner, that every quiz can be read, that
    each score is what its answer deserves, and that no name is kept longer than it may be. Changes
    nothing. Ends with 1 where something is wrong.
    """
    from quiz.checkup import checks
    from quiz.store import Store, default_url

    faulty = False
    with Store(default_url()) as store:
        click.echo(one_line(f"Database: {store.database.name}"))
        for check in checks(store, now=datetime.now(UTC)):
            click.echo(f"{'WRONG' if check.faults else 'ok   '}  {check.what}.")
            for fault in check.faults:
                click.echo(one_line(f"       {fault}"))
            faulty = faulty or bool(check.faults)
    return _FAULTY if faulty else 0


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write the whole database to FILE.

    Quizzes, accounts, classes, answers. The server may go on meanwhile. The file holds names and
    answers: keep it as safe as the
    database itself.
    """
    from quiz.store import Store, default_url
    from quiz.store.backup import write_backup

    check_target(file)
    with Store(default_url()) as store:
        written = write_backup(store.database, file)
    click.echo(one_line(f"{file} {size(written)}"))


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--replace",
    is_flag=True,
    help="Put the backup in the place of what is there; that is kept in a file beside FILE.",
)
def restore(file: Path, *, replace: bool) -> None:
    """Put a backup back into the database.

    A database that holds something already is left alone unless you say --replace. Backups of a
    SQLite file can be restored into PostgreSQL, and the other way round: QUIZ_DATABASE names the
    database. Stop the server first.
    """
    from quiz.store import Store, default_url
    from quiz.store.backup import holds_something, restore_backup, write_backup

    with Store(default_url()) as store:
        if replace and file.is_file() and holds_something(store.database):
            stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
            before = file.with_name(f"before-restore-{stamp}.db")
            write_backup(store.database, before)
            click.echo(one_line(f"What was there is kept in {before}."))
        restore_backup(file, store.database, replace=replace)
        click.echo(one_line(f"Restored into {store.database.name}."))


@click.command()
def purge() -> None:
    """Remove names whose time is over.

    `quiz serve` does this every hour by itself; this is for a database that is not being served.
    """
    from quiz.store import Store, default_url

    with Store(default_url()) as store:
        count = store.retention.purge(now=datetime.now(UTC))
    classes = "one class" if count == 1 else f"{count} classes"
    click.echo(f"Names removed from {classes}." if count else "No names are due.")
