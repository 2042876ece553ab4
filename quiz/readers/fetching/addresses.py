"""Addresses: which ones are fetched from, and which places of the network are public.

Nothing here touches the network. A name is read once, by one function, into an `Address`; whatever
is done later uses its parts and never the text that was typed, so that no two parsers can disagree.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import idna
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from quiz.errors import AddressError

MAX_LENGTH = 2_000  # characters
PORTS = {"http": 80, "https": 443}
SAVE = "Open it in a browser, save the page and give the file."
_SHOWN = 100
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_BRACKETED = re.compile(r"\[[0-9a-fA-F.]*:[0-9a-fA-F.:]*\](?::[0-9]*)?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

# Beyond what `ipaddress` calls global. Some lie in the public range and are still not the public
# network; others are not known to every Python that we run on.
_NEVER_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "100.64.0.0/10",  # shared by the customers of one provider
            "168.63.129.16/32",  # the host's own services, in one large cloud
            "192.0.0.0/24",  # protocol assignments
            "192.88.99.0/24",  # relays for 6to4
        ),
    )
)
_UNICAST_6 = ipaddress.IPv6Network("2000::/3")  # all that is handed out for the public network
_NEVER_6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocol assignments; among them Teredo, which wraps an IPv4 address
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which wraps an IPv4 address
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True)
class Address:
    """A web address in its parts, all of them ASCII and normal: lower case, no "..", no fragment.

    `host` is a name or an IP address without brackets, `target` the path with the query.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def place(self) -> str:
        """Return host and port as they stand in an address and in the header `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Return scheme, host and port."""
        return f"{self.scheme}://{self.place}"

    @property
    def url(self) -> str:
        """Return the whole address."""
        return self.origin + self.target

    @property
    def secured(self) -> bool:
        """Tell whether the connection is encrypted, and the site known by its certificate."""
        return self.scheme == "https"


def address_of(url: str) -> Address:
    """Return the parts of `url`. Raises AddressError for what is never fetched.

    That is anything but http and https on their ports 80 and 443, a user name, a backslash, a
    space or an invisible character, a number that C libraries take for an IP address, a name
    without a dot. Which place the name stands for is not looked at.
    """
    url = url.strip()
    if len(url) > MAX_LENGTH:
        raise AddressError(
            f"The address is longer than {MAX_LENGTH:,} characters. Give the page's own address."
        )
    if any(c in " \\" or not c.isprintable() for c in url):
        raise AddressError(
            "The address has a space, a backslash or an invisible character in it. "
            "Copy it anew from the browser."
        )
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError:
        raise _malformed(url) from None
    if split.scheme not in PORTS:
        raise AddressError(
            f"{shown(url)} is not fetched: only addresses that begin with http:// or https:// are."
        )
    if "@" in split.netloc:
        raise AddressError("The address has a user name in it, before the @. Give it without.")
    if port is not None and port not in PORTS.values():
        raise AddressError(
            f"{shown(url)} names port {port}, and pages are fetched from ports 80 and 443 only. "
            f"{SAVE}"
        )
    if "[" in split.netloc and not _BRACKETED.fullmatch(split.netloc):
        raise _malformed(url)  # urlsplit itself is less strict in some versions of Python
    host = _host(split.hostname or "", url)
    target = (split.path or "/") + (f"?{split.query}" if split.query else "")
    return _normal(Address(split.scheme, host, port or PORTS[split.scheme], target), url)


def shown(url: str) -> str:
    """Return `url` as a message can hold it: printable, and cut if long."""
    plain = "".join(c if c.isprintable() else "?" for c in url)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def is_public(place: str) -> bool:
    """Tell whether `place`, an IP address, lies in the public network, and nothing else is meant.

    An address that wraps an IPv4 address is judged by what it wraps (NAT64, which networks without
    IPv4 depend on) or never public (IPv4-mapped and -compatible, 6to4, Teredo: no site has one).
    """
    try:
        address = ipaddress.ip_address(place)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return _is_ordinary(address) and not any(address in never for never in _NEVER_4)
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
    in_range = address in _UNICAST_6 and not any(address in never for never in _NEVER_6)
    return in_range and _is_ordinary(address)


def _is_ordinary(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Tell whether Python has nothing against `address`: `is_global` alone lets multicast pass."""
    return address.is_global and not (
        address.is_private
        or address.is_multicast
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
    )


def _host(name: str, url: str) -> str:
    """Return the host `name` in ASCII, lower case and without a dot at its end."""
    if ":" in name:
        try:
            address = ipaddress.IPv6Address(name)
        except ValueError:
            raise _malformed(url) from None
        return str(address)
    if not name.isascii() or "xn--" in name.lower():
        try:
            name = idna.encode(name, uts46=True, std3_rules=True).decode()
        except (idna.IDNAError, UnicodeError):
            raise _malformed(url) from None
    name = name.lower().removesuffix(".")
    labels = name.split(".")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _malformed(url)
    if _NUMBER.fullmatch(labels[-1]):
        return _number(name, url)
    if len(labels) == 1 or labels[-1] == "localhost":
        raise not_public(name)
    return name


def _number(name: str, url: str) -> str:
    """Return `name`, a host that ends in a number, if it is an IPv4 address as people write it.

    The C library also takes 127.1, 2130706433, 0x7f.1 and 017700000001 for 127.0.0.1.
    """
    try:
        return str(ipaddress.IPv4Address(name))
    except ValueError:
        raise _malformed(url) from None


def _normal(address: Address, url: str) -> Address:
    """Return `address` with its target normal, if another parser reads the same parts."""
    try:
        parsed = parse_url(address.url)
    except LocationParseError:
        raise _malformed(url) from None
    host = (parsed.host or "").removeprefix("[").removesuffix("]")
    port = parsed.port or PORTS.get(parsed.scheme or "")
    same = (parsed.scheme, host, port) == (address.scheme, address.host, address.port)
    if not same or parsed.auth is not None or not parsed.request_uri.isascii():
        raise _malformed(url)
    return Address(address.scheme, address.host, address.port, parsed.request_uri)


def not_public(host: str) -> AddressError:
    """Return the error for a site that lies in a private network, or is this machine."""
    return AddressError(
        f"{host} is no site of the public web, and only those are fetched. "
        "Give the article as a file."
    )


def _malformed(url: str) -> AddressError:
    return AddressError(
        f"{shown(url)!r} is not a web address that can be read. Copy it anew from the browser."
    )
