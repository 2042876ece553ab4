"""Teachers: who may sign in, who is signed in, and the links that work once.

Of a token (a sign-in, a link) only the SHA-256 is kept: whoever reads the database cannot use it.
Passwords come here as argon2id hashes; nothing in this module sees one.
"""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, delete, func, select, update

from quiz.errors import ConflictError, LinkError, OptionError
from quiz.schema.classroom import MAX_NAME, Teacher
from quiz.store.database import Database
from quiz.store.tables import LINKS, SIGN_INS, TEACHERS
from quiz.store.words import one_line, same_name

LinkKind = Literal["setup", "invite", "sign-in"]
SIGN_IN: LinkKind = "sign-in"
_TO_JOIN: tuple[LinkKind, ...] = ("setup", "invite")

IDLE = timedelta(days=14)  # a sign-in that is not used so long ends
LONGEST = timedelta(days=60)  # and every one ends after this
LINK_DAYS = 7
_TOUCHED = timedelta(hours=1)  # how exactly the last use of a sign-in is kept

# Wrong passwords in a row that are free, and the pause after each further one.
FREE_TRIES = 5
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=15)


class Credentials(NamedTuple):
    """A teacher and the hash that her password has to fit."""

    teacher: Teacher
    password: str


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class Teachers:
    """All teachers of the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def are_any(self) -> bool:
        """Tell whether there is a teacher."""
        with self._database.reading() as connection:
            return bool(connection.scalar(select(func.count()).select_from(TEACHERS)))

    def all(self) -> tuple[Teacher, ...]:
        """Return all teachers by name."""
        with self._database.reading() as connection:
            return tuple(
                _teacher(row) for row in connection.execute(select(TEACHERS).order_by("folded"))
            )

    def add(self, name: str, password: str, *, now: datetime) -> Teacher:
        """Add a teacher with the hash of her password.

        Raises OptionError for a name that is empty or too long, ConflictError for one that is
        taken.
        """
        with self._database.writing() as connection:
            return self._add(connection, name, password, now)

    def named(self, name: str) -> Teacher | None:
        """Return the teacher who signs in with `name`, if there is one."""
        with self._database.reading() as connection:
            row = _named(connection, name)
        return _teacher(row) if row else None

    def try_to_sign_in(self, name: str, *, now: datetime) -> Credentials | None:
        """Return what the password is held against; None for nobody, or while there is a pause.

        A try counts as failed until `begin` says otherwise, so that tries at the same time all
        count. After FREE_TRIES in a row each is followed by a pause, every one twice as long, up to
        15 minutes. Who else tries from where makes no difference.
        """
        with self._database.writing() as connection:
            row = _named(connection, name, lock=True)
            if row is None or (row.blocked_until and now < row.blocked_until):
                return None
            failures = min(row.failures + 1, 1_000)
            pause = _pause(failures)
            connection.execute(
                update(TEACHERS)
                .where(TEACHERS.c.teacher_id == row.teacher_id)
                .values(failures=failures, blocked_until=now + pause if pause else None)
            )
            return Credentials(_teacher(row), row.password)

    def begin(self, teacher_id: str, *, now: datetime) -> str:
        """Sign a teacher in and return the secret token of it, new and with 256 bits.

        Her failed tries are forgotten, and so are sign-ins that are over.
        """
        token = secrets.token_urlsafe(32)
        with self._database.writing() as connection:
            connection.execute(
                update(TEACHERS)
                .where(TEACHERS.c.teacher_id == teacher_id)
                .values(failures=0, blocked_until=None)
            )
            connection.execute(
                delete(SIGN_INS).where(
                    (SIGN_INS.c.used < now - IDLE) | (SIGN_INS.c.begun < now - LONGEST)
                )
            )
            connection.execute(
                SIGN_INS.insert().values(
                    token_hash=token_hash(token), teacher_id=teacher_id, begun=now, used=now
                )
            )
        return token

    def signed_in(self, token: str, *, now: datetime) -> Teacher | None:
        """Return the teacher whose sign-in has this token, None where it has ended."""
        known = token_hash(token)
        query = select(TEACHERS, SIGN_INS.c.begun, SIGN_INS.c.used).join(
            SIGN_INS, SIGN_INS.c.teacher_id == TEACHERS.c.teacher_id
        )
        with self._database.reading() as connection:
            row = connection.execute(query.where(SIGN_INS.c.token_hash == known)).one_or_none()
        if row is None or now - row.used > IDLE or now - row.begun > LONGEST:
            return None
        if now - row.used > _TOUCHED:
            with self._database.writing() as connection:
                at = SIGN_INS.c.token_hash == known
                connection.execute(update(SIGN_INS).where(at).values(used=now))
        return _teacher(row)

    def end(self, token: str) -> None:
        """Sign out: the token is worth nothing afterwards."""
        with self._database.writing() as connection:
            connection.execute(delete(SIGN_INS).where(SIGN_INS.c.token_hash == token_hash(token)))

    def end_all(self, teacher_id: str) -> None:
        """Sign a teacher out on every device."""
        with self._database.writing() as connection:
            connection.execute(delete(SIGN_INS).where(SIGN_INS.c.teacher_id == teacher_id))

    def set_password(self, teacher_id: str, password: str) -> None:
        """Keep the hash of a new password; sign out on every device."""
        with self._database.writing() as connection:
            self._set_password(connection, teacher_id, password)

    def make_link(
        self, kind: LinkKind, teacher_id: str | None, *, now: datetime, days: int = LINK_DAYS
    ) -> str:
        """Return the secret token of a new link, good for `days` days and for one use.

        A new link to set up the first teacher, or to sign in, makes the earlier ones useless.
        """
        token = secrets.token_urlsafe(32)
        with self._database.writing() as connection:
            if kind != "invite":
                same = (LINKS.c.kind == kind) & LINKS.c.teacher_id.is_not_distinct_from(teacher_id)
                connection.execute(delete(LINKS).where(same))
            connection.execute(delete(LINKS).where(LINKS.c.ends < now))
            connection.execute(
                LINKS.insert().values(
                    token_hash=token_hash(token),
                    kind=kind,
                    teacher_id=teacher_id,
                    made=now,
                    ends=now + timedelta(days=days),
                )
            )
        return token

    def link(self, token: str, kind: LinkKind, *, now: datetime) -> Teacher | None:
        """Return whose a link is (None: nobody’s), without using it up.

        Raises LinkError where it is of another kind, or no good.
        """
        with self._database.reading() as connection:
            return _link(connection, token, (kind,), now)

    def follow_to_join(self, token: str, name: str, password: str, *, now: datetime) -> Teacher:
        """Use up a link that sets up the first teacher, or invites one; return the new teacher.

        Raises LinkError, and what `add` raises; the link still works then.
        """
        with self._database.writing() as connection:
            _use(connection, token, _TO_JOIN, now)
            return self._add(connection, name, password, now)

    def follow_to_sign_in(self, token: str, password: str, *, now: datetime) -> Teacher:
        """Use up a link to choose a new password, keep its hash, and return whose it is.

        She is signed out everywhere. Raises LinkError.
        """
        with self._database.writing() as connection:
            owner = _use(connection, token, [SIGN_IN], now)
            if owner is None:
                raise LinkError(_NO_LINK)
            self._set_password(connection, owner.id, password)
            return owner

    def _add(self, connection: Connection, name: str, password: str, now: datetime) -> Teacher:
        name = one_line(name)
        if not 1 <= len(name) <= MAX_NAME:
            raise OptionError(f"Give a name of 1 to {MAX_NAME} characters.")
        values = {
            "teacher_id": secrets.token_urlsafe(12),
            "name": name,
            "folded": same_name(name)[: 2 * MAX_NAME],
            "password": password,
            "created": now,
            "failures": 0,
        }
        if not self._database.insert_new(connection, TEACHERS, values):
            raise ConflictError("There is a teacher with this name here; choose another name.")
        return Teacher(id=str(values["teacher_id"]), name=name, created=now)

    def _set_password(self, connection: Connection, teacher_id: str, password: str) -> None:
        connection.execute(
            update(TEACHERS)
            .where(TEACHERS.c.teacher_id == teacher_id)
            .values(password=password, failures=0, blocked_until=None)
        )
        connection.execute(delete(SIGN_INS).where(SIGN_INS.c.teacher_id == teacher_id))


_NO_LINK = "This link does not work: each works once, and for a few days only. Ask for a new one."


def _pause(failures: int) -> timedelta | None:
    """Return how long no further try is looked at after so many failed in a row."""
    if failures < FREE_TRIES:
        return None
    doublings = min(failures - FREE_TRIES, 10)
    return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)


def _named(connection: Connection, name: str, *, lock: bool = False) -> Row[Any] | None:
    query = select(TEACHERS).where(TEACHERS.c.folded == same_name(name)[: 2 * MAX_NAME])
    query = query.with_for_update() if lock else query
    return connection.execute(query).one_or_none()


def _link(
    connection: Connection, token: str, kinds: Collection[LinkKind], now: datetime
) -> Teacher | None:
    row = connection.execute(
        select(LINKS).where(LINKS.c.token_hash == token_hash(token), LINKS.c.kind.in_(kinds))
    ).one_or_none()
    if row is None or row.used is not None or now > row.ends:
        raise LinkError(_NO_LINK)
    if row.kind == "setup" and connection.scalar(select(func.count()).select_from(TEACHERS)):
        raise LinkError(_NO_LINK)
    owner = connection.execute(
        select(TEACHERS).where(TEACHERS.c.teacher_id == row.teacher_id)
    ).one_or_none()
    return _teacher(owner) if owner else None


def _use(
    connection: Connection, token: str, kinds: Collection[LinkKind], now: datetime
) -> Teacher | None:
    owner = _link(connection, token, kinds, now)
    used = connection.execute(
        update(LINKS)
        .where(LINKS.c.token_hash == token_hash(token), LINKS.c.used.is_(None))
        .values(used=now)
    )
    if used.rowcount != 1:  # somebody else was faster
        raise LinkError(_NO_LINK)
    return owner


def _teacher(row: Row[Any]) -> Teacher:
    return Teacher(id=row.teacher_id, name=row.name, created=row.created)
