"""The error tree: one class per kind of trouble, one sentence per class.

Everything a user can cause derives from `BroadsheetError`. The message is one clear sentence that
names the problem and the way out; the command line prints it and exits with `exit_code`, the web
shell answers with `http_status`. Anything else that escapes is a bug.
"""

from typing import Literal

# What to ask for differently. Where it is asked for (an option, a field) is the shell's to say.
Remedy = Literal["choose pages", "no pages", "choose entry", "no entry"]


class BroadsheetError(Exception):
    """Something the user can put right."""

    exit_code = 2
    http_status = 400


class SourceError(BroadsheetError):
    """The source cannot be read as an article."""

    http_status = 422

    def __init__(self, message: str = "", *, remedy: Remedy | None = None) -> None:
        super().__init__(message)
        self.remedy = remedy  # where another part of the source would do, or all of it


class SourceNotFoundError(SourceError):
    """There is no such file, or it is a folder or not readable."""

    http_status = 404


class FetchError(SourceError):
    """A page cannot be fetched: the address is not allowed, or the other side does not answer."""

    http_status = 502


class AddressError(FetchError):
    """The address is none that Broadsheet fetches from."""

    http_status = 422


class ParserError(SourceError):
    """A file is damaged, or reading it took more memory or time than is allowed."""


class EncodingError(SourceError):
    """The bytes are not text in any encoding we can tell apart safely."""


class LanguageError(SourceError):
    """The text is not in a language questions can be built for."""


class LengthError(SourceError):
    """The text is too short or too long to build a quiz from."""


class QuizFileError(BroadsheetError):
    """A quiz file is damaged, or is not a quiz file at all."""

    http_status = 422


class QuizVersionError(QuizFileError):
    """A quiz file was written by another version of the format than we can read."""


class OptionError(BroadsheetError):
    """An option has a value that makes no sense."""


class ExportError(BroadsheetError):
    """A quiz cannot be put into the format asked for."""


class AnkiError(BroadsheetError):
    """The running Anki cannot be reached, refuses, or did only a part of what was asked."""

    http_status = 502


class AnkiRefusalError(AnkiError):
    """The running Anki understood what it was asked and says no."""


class WriterError(BroadsheetError):
    """The endpoint of the language model that may write cannot be used, or answers with no use."""

    http_status = 502


class WriterStoppedError(WriterError):
    """Whoever asked for a written quiz called it off."""


class OutputError(BroadsheetError):
    """A file cannot be written where it was asked for."""


class AddressInUseError(BroadsheetError):
    """The server cannot listen at the address asked for."""


class ModelError(BroadsheetError):
    """The language model named in the settings is not installed."""


class StoreError(BroadsheetError):
    """The database cannot be opened or written just now; nothing was lost."""

    http_status = 503


class UnknownQuizError(BroadsheetError):
    """There is no such quiz."""

    http_status = 404


class UnknownAttemptError(BroadsheetError):
    """There is no such attempt at a quiz."""

    http_status = 404


class UnknownJobError(BroadsheetError):
    """There is no such quiz being built."""

    http_status = 404


class UnknownAssignmentError(BroadsheetError):
    """There is no such assignment, or it is another teacher's."""

    http_status = 404


class UnknownParticipantError(BroadsheetError):
    """There is no such student in the class."""

    http_status = 404


class UnknownCodeError(BroadsheetError):
    """No class has this code."""

    http_status = 404


class SignInError(BroadsheetError):
    """Only a teacher who has signed in may do this, or the sign-in failed."""

    http_status = 401


class ForbiddenError(BroadsheetError):
    """Whoever asks may not do this, whatever the address says."""

    http_status = 403


class LinkError(BroadsheetError):
    """A link that works once was used, is too old, or never was one."""

    http_status = 404


class ConflictError(BroadsheetError):
    """Something else was done meanwhile, or stands in the way; nothing was changed."""

    http_status = 409
