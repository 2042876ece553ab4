"""Parsers that behave badly in a child process, for test_confined."""

import os
import socket
import subprocess
import sys
import time

from quiz.errors import LengthError
from quiz.readers.draft import Draft, Piece


def echo(payload: bytes, name: str) -> Draft:
    return Draft(pieces=(Piece(text=payload.decode()),), title=name)


def refuse(payload: bytes, name: str) -> Draft:
    raise LengthError(f"{name} has 400 pages.")


def break_down(payload: bytes, name: str, *, how: str) -> Draft:
    if how == "raise":
        raise KeyError("a table of the file")
    if how == "exit":
        sys.exit(3)
    if how == "babble":
        sys.stdout.write("A warning of a library.")
    if how == "recurse":
        return break_down(payload, name, how=how)
    if how == "abort":
        os.abort()
    if how == "memory":
        held = [bytearray(2**24) for _ in range(200)]
        return Draft(pieces=(Piece(text=str(len(held))),))
    if how == "loop":
        while True:
            pass
    if how == "sleep":
        time.sleep(120)
    if how == "connect":
        socket.create_connection(("127.0.0.1", 9))
    if how == "popen":
        subprocess.run([sys.executable, "-V"], check=False)
    if how == "system":
        os.system("true")
    if how == "exec":
        os.execv(sys.executable, [sys.executable, "-V"])
    if how == "spawn":
        os.posix_spawn(sys.executable, [sys.executable, "-V"], {})
    if how == "fork":
        os.fork()
    return Draft(pieces=())
