#!/usr/bin/env python3
"""Asks Vanity's engine over D-Bus. A client to learn from, and a small program."""

import json
import os
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "app.vanity.Vanity.Engine"
PATH = "/app/vanity/Vanity/Engine"
INTERFACE = "app.vanity.Vanity.Engine1"


def call(method, arguments, fds):
    """Calls a method whose answer is one string. The fds are sent, and stay open here."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    sent = Gio.UnixFDList.new_from_array([os.dup(fd) for fd in fds])
    answer, _ = bus.call_with_unix_fd_list_sync(
        NAME, PATH, INTERFACE, method, arguments, GLib.VariantType("(s)"),
        Gio.DBusCallFlags.NONE, 300_000, sent, None)
    return answer.unpack()[0]


def detect(photo):
    """The faces in a photo, as a dictionary. `photo` is a file descriptor, as everywhere here."""
    return json.loads(call("Detect", GLib.Variant("(ha{sv})", (0, {})), [photo]))


def apply(photo, look, result, strength=1.0, face=0):
    """Writes the photo with a look on to `result`, as JPEG or PNG like the photo."""
    options = {"strength": GLib.Variant("d", strength), "face": GLib.Variant("u", face)}
    return json.loads(call("Apply", GLib.Variant("(hsha{sv})", (0, look, 1, options)),
                           [photo, result]))


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "detect":
        with open(sys.argv[2], "rb") as photo:
            print(json.dumps(detect(photo.fileno())))
    elif len(sys.argv) == 5 and sys.argv[1] == "apply":
        # Into memory first: a result that fails leaves the old file as it was.
        result = os.memfd_create("result")
        with open(sys.argv[2], "rb") as photo:
            apply(photo.fileno(), sys.argv[3], result)
        os.lseek(result, 0, os.SEEK_SET)
        with os.fdopen(result, "rb") as made, open(sys.argv[4], "wb") as out:
            out.write(made.read())
    else:
        sys.exit("usage: vanity_client.py detect PHOTO | apply PHOTO LOOK OUT")


if __name__ == "__main__":
    try:
        main()
    except GLib.Error as error:
        # Without the error's name before it.
        sys.exit(f"vanity_client: {error.message.split(': ', 1)[-1]}")
    except OSError as error:
        sys.exit(f"vanity_client: {error}")
