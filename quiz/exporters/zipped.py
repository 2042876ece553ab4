"""A zip archive whose bytes depend on nothing but what is in it."""

import io
import zipfile
from collections.abc import Collection, Mapping

_MEMBER_DATE = (1980, 1, 1, 0, 0, 0)


def zipped(
    members: Mapping[str, bytes], *, level: int = 9, as_they_are: Collection[str] = ()
) -> bytes:
    """Return a compressed zip of `members` by name, in their order, all with one fixed date.

    `level` is how hard zlib tries, from 1 to 9. Members named in `as_they_are`, such as pictures,
    are packed already and only stored.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, payload in members.items():
            member = zipfile.ZipInfo(name, _MEMBER_DATE)
            member.create_system = 3
            member.external_attr = 0o644 << 16
            method = zipfile.ZIP_STORED if name in as_they_are else zipfile.ZIP_DEFLATED
            archive.writestr(member, payload, method, level)
    return buffer.getvalue()
