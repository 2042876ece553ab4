"""A zip archive whose bytes depend on nothing but what is in it."""

import io
import zipfile
from collections.abc import Mapping

_MEMBER_DATE = (1980, 1, 1, 0, 0, 0)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a compressed zip of `members` by name, in their order, all with one fixed date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, payload in members.items():
            member = zipfile.ZipInfo(name, _MEMBER_DATE)
            member.create_system = 3
            member.external_attr = 0o644 << 16
            archive.writestr(member, payload, zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()
