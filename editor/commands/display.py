"""Whether a window can be opened, found out before Qt is asked: Qt ends the process when it cannot."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

# What Qt needs beside its own wheel, by the name of the Debian package that brings it.
_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
_X_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Where every X server listens (X11's Xtrans); the second name of each is Linux's abstract one.
_X_SOCKETS = Path("/", "tmp", ".X11-unix")
_PATIENCE = 1.0  # seconds for a display on another machine


def no_window_because(environment: Mapping[str, str] = os.environ) -> str:
    """A sentence on why no window can be opened here; empty if one can."""
    if sys.platform in ("win32", "darwin"):
        return ""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    wayland, x = _wayland(environment), _x(environment)
    if not (chosen or wayland or x):
        return "There is no display here, so no window can be opened."
    needed = dict(_LIBRARIES)
    if not wayland and chosen in ("", "xcb"):
        needed |= _X_LIBRARIES
    missing = [package for library, package in needed.items() if not _loads(library)]
    if missing:
        return (
            f"The window cannot open, for the system lacks {_listed(missing)}. "
            f"On Debian and Ubuntu: sudo apt install {' '.join(missing)}"
        )
    return ""


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _wayland(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and (Path(environment.get("XDG_RUNTIME_DIR", "/")) / name).exists()


def _x(environment: Mapping[str, str]) -> bool:
    """Whether something answers on the X display that the environment names."""
    host, colon, number = environment.get("DISPLAY", "").rpartition(":")
    number = number.partition(".")[0]
    if not colon or not number.isdigit():
        return False
    if host in ("", "unix") or host.startswith("/"):
        name = f"{_X_SOCKETS}/X{number}"
        return any(_answers(socket.AF_UNIX, address) for address in (name, f"\0{name}"))
    try:
        with socket.create_connection((host, 6000 + int(number)), _PATIENCE):
            return True
    except OSError:
        return False


def _answers(family: int, address: str) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(_PATIENCE)
        try:
            probe.connect(address)
        except OSError:
            return False
        return True
