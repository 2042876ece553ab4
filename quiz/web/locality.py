"""Which machine a request comes from, and under which name it asks for this one."""

import ipaddress

from flask import Request

# A proxy on this machine connects from it; that it passes a request on is what these tell.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


def is_loopback(host: str) -> bool:
    """Tell whether `host`, a name or an address without port, is this machine to itself only."""
    name = host.lower().removeprefix("[").removesuffix("]")
    if name == "localhost":
        return True
    try:
        place = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(place, "ipv4_mapped", None)
    return (mapped or place).is_loopback


def from_this_machine(asked: Request) -> bool:
    """Tell whether a request was made on this machine: not passed on by a proxy, and by its name.

    A page of another site that a browser here has open comes from here too, but not by this name.
    """
    passed_on = any(name in asked.headers for name in _FORWARDED)
    here = is_loopback(asked.remote_addr or "")
    return here and not passed_on and asks_for_loopback(asked)


def asks_for_loopback(asked: Request) -> bool:
    """Tell whether the `Host` of a request is a name of the loopback address, with any port.

    A site elsewhere can let its own name stand for 127.0.0.1 ("DNS rebinding"), and would then be
    the same origin as this server for the browser; but the name is still in `Host`.
    """
    host = asked.headers.get("Host", "")
    name, colon, port = host.rpartition(":")
    if colon and port.isdecimal():
        host = name
    return is_loopback(host)
