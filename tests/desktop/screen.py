"""A screen of its own, with a window manager, and hands: mouse and keyboard."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

WIDTH, HEIGHT = 1366, 768
#: Seconds between moving and pressing, as of a hand; Qt drops what comes faster.
_PAUSE = 0.12
_LEFT, _RIGHT, _WHEEL_UP, _WHEEL_DOWN = 1, 3, 4, 5
#: QGIS has the whole screen from its second start on.
_SETTINGS = Path("/etc/xdg/openbox/rc.xml")
_END = "</applications>"
_MAXIMISED = '<application type="normal" title="*QGIS*"><maximized>true</maximized></application>'


class Screen:
    """An X server that nobody sees.

    Args:
        folder: Where pictures go.

    Attributes:
        clicks: So far; a double click is two.
        keys: Pressed so far; Ctrl+A is one.
    """

    def __init__(self, folder: Path):
        self.clicks = self.keys = 0
        self._folder, self._pictures = folder, 0
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", f"{WIDTH}x{HEIGHT}x24"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.display = ":" + self._server.stdout.readline().strip()
        settings = folder / "openbox.xml"
        settings.write_text(_SETTINGS.read_text().replace(_END, _MAXIMISED + _END))
        self._manager = subprocess.Popen(
            ["openbox", "--config-file", str(settings)],
            env=self.environment(),
            stderr=subprocess.DEVNULL,
        )

    def environment(self) -> dict[str, str]:
        """What a program needs to show itself here."""
        import os

        return {**os.environ, "DISPLAY": self.display}

    def close(self) -> None:
        """Ends the server."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()

    def click(self, x: int, y: int, times: int = 1) -> None:
        """Clicks with the left button."""
        self.clicks += times
        self._do("mousemove", x, y, "sleep", _PAUSE, "click", "--repeat", times, _LEFT)
        time.sleep(_PAUSE)

    def click_right(self, x: int, y: int) -> None:
        """Clicks with the right button."""
        self.clicks += 1
        self._do("mousemove", x, y, "sleep", _PAUSE, "click", _RIGHT)
        time.sleep(_PAUSE)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Moves something with the button held."""
        self.clicks += 1
        self._do("mousemove", *start, "sleep", _PAUSE, "mousedown", _LEFT, "sleep", _PAUSE)
        steps = 8
        for step in range(1, steps + 1):
            place = (round(a + (b - a) * step / steps) for a, b in zip(start, end))
            self._do("mousemove", *place, "sleep", 0.03)
        self._do("sleep", _PAUSE, "mouseup", _LEFT)
        time.sleep(_PAUSE)

    def turn(self, x: int, y: int, down: bool) -> None:
        """Turns the wheel by two notches."""
        button = _WHEEL_DOWN if down else _WHEEL_UP
        self._do("mousemove", x, y, "click", "--repeat", 2, button)
        time.sleep(_PAUSE)

    def press(self, *keys: str) -> None:
        """Presses keys one after another: "ctrl+a", "Return"."""
        self.keys += len(keys)
        self._do("key", "--delay", 40, *keys)
        time.sleep(_PAUSE)

    def type(self, text: str, counted: int) -> None:
        """Types a text, which counts as so many keys."""
        self.keys += counted
        self._do("type", "--delay", 12, text)
        time.sleep(_PAUSE)

    def picture(self, name: str) -> Path:
        """Takes a picture of all that is seen."""
        self._pictures += 1
        path = self._folder / f"{self._pictures:02}-{name}.png"
        subprocess.run(
            ["import", "-window", "root", str(path)], env=self.environment(), check=False
        )
        return path

    def _do(self, *words) -> str:
        done = subprocess.run(
            ["xdotool", *map(str, words)], env=self.environment(), capture_output=True, text=True
        )
        return done.stdout
