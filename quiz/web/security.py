"""What every answer of the server carries, and what every POST has to prove.

A POST needs three things: a token, in the form or in a header, that belongs to the visitor's cookie
and is signed with the application's secret, an `Origin` that is this site, and a `Sec-Fetch-Site`
that says so too. Browsers send `Origin: null` under `Referrer-Policy: no-referrer`, which keeps the
secret addresses of attempts out of referrers, so the last two are checked only as far as they are
sent.
"""

import secrets
from collections.abc import Collection

from flask import Flask, Request, Response, abort, g, request
from flask_babel import lazy_gettext as later
from itsdangerous import BadSignature, URLSafeSerializer

from quiz.web.limits import ANSWER, ROOMS
from quiz.web.locality import asks_for_loopback
from quiz.web.teacher.roles import signed_in

FIELD = "token"
HEADER = "X-Form-Token"  # where the token stands if no form is sent, but JSON
COOKIE = "broadsheet_visitor"
MAX_BODY = ANSWER.body

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "script-src 'self'",
        "connect-src 'self'",  # answers of a class are sent while the page stays
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ONE_YEAR = 365 * 24 * 3600
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_STALE = later(
    "This page is older than the server, or your browser keeps no cookies for it. Go back to the "
    "page, reload it and send it again; your answers so far are kept."
)
_MISNAMED = later(
    "This server answers only to the names of the machine it runs on: open it as localhost or "
    "127.0.0.1."
)
_FOREIGN = later("This form was sent from another site, so nothing was done with it.")


def protect(app: Flask, secret: bytes, *, local: bool, names: Collection[str] = ()) -> None:
    """Give `app` its headers, its limits and its tokens, signed with `secret`.

    Where it is `local`, only requests for a loopback name or address, or one of `names`, are
    answered.
    """
    app.config.update(
        MAX_CONTENT_LENGTH=ANSWER.body,
        MAX_FORM_MEMORY_SIZE=ANSWER.field,
        MAX_FORM_PARTS=ANSWER.fields,
    )
    known = {name.lower() for name in names}
    signer = URLSafeSerializer(secret, salt="broadsheet.form")

    @app.before_request
    def check() -> None:
        if local and not (asks_for_loopback(request) or _host(request) in known):
            abort(400, str(_MISNAMED))
        _admit(request)
        if request.method not in _SAFE and request.routing_exception is None:
            _check_origin(request)
            _check_token(request, signer)

    @app.context_processor
    def tokens() -> dict[str, object]:
        return {"form_token": lambda: signer.dumps(_visitor()), "form_field": FIELD}

    app.after_request(_dress)


def _host(asked: Request) -> str:
    return asked.host.partition(":")[0].lower()


def _admit(asked: Request) -> None:
    """Say how much may be sent, and by whom, before a form is read."""
    room = ROOMS.get(asked.endpoint or "")
    if room is not None:
        if room.teachers:
            signed_in()
        asked.max_content_length = room.body
        asked.max_form_memory_size = room.field
        asked.max_form_parts = room.fields


def _check_origin(asked: Request) -> None:
    """Refuse a POST that says it comes from elsewhere.

    Host and port are compared, not the scheme: behind a proxy that ends TLS we only see http.
    """
    if asked.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(400, str(_FOREIGN))
    origin = asked.headers.get("Origin", "null")
    if origin != "null" and origin.partition("://")[2] != asked.host:
        abort(400, str(_FOREIGN))


def _check_token(asked: Request, signer: URLSafeSerializer) -> None:
    try:
        given = asked.headers.get(HEADER) if asked.is_json else asked.form.get(FIELD)
        owner = signer.loads(given or "")
    except BadSignature:
        abort(400, str(_STALE))
    visitor = asked.cookies.get(_cookie(), "")
    # Digests of bytes: a cookie may hold anything, and compare_digest takes no other text.
    if not visitor or not secrets.compare_digest(str(owner).encode(), visitor.encode()):
        abort(400, str(_STALE))


def _visitor() -> str:
    """Return the visitor's random name, from the cookie or new with this answer.

    Whoever signs in or out gets a new one: a name that somebody else has planted is worth nothing.
    """
    known = request.cookies.get(_cookie())
    if known and "new_visitor" not in g:
        return known
    if "visitor" not in g:
        g.visitor = secrets.token_urlsafe(18)
    return str(g.visitor)


def known_visitor() -> str | None:
    """Return the visitor's random name, None for a browser that has none yet."""
    return request.cookies.get(_cookie())


def _cookie() -> str:
    """Return the name of the cookie. Under TLS only this very site can set one of that name."""
    return f"__Host-{COOKIE}" if request.is_secure else COOKIE


def _dress(response: Response) -> Response:
    """Put the security headers on `response`; pages are never stored, static files are."""
    response.headers.update(_HEADERS)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={_ONE_YEAR}"
    if request.endpoint == "static" and response.status_code in (200, 304):
        # Its address carries a digest of its bytes, so that it may be kept for ever.
        response.headers["Cache-Control"] = f"public, max-age={_ONE_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
    if "new_visitor" in g:
        _visitor()
    if "visitor" in g:
        response.set_cookie(
            _cookie(), g.visitor, httponly=True, samesite="Lax", secure=request.is_secure
        )
    return response
