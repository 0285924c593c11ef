"""QGIS's desktop as its user has it: looked at through the agent, used by mouse and keyboard."""

from __future__ import annotations

import json
import os
import shlex
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from screen import Screen

HERE = Path(__file__).resolve().parent
_START = 120
_TURNS = 60


class Failed(Exception):
    """Something is not as it ought to be."""


class Desk:
    """A QGIS with an empty profile.

    Args:
        command: What starts it: "qgis".
        folder: Where its profile and home are.
        screen: What it shows itself on.
        python: The runtime's Python, found through SCARP_PYTHON.

    Attributes:
        made: Names of layers that stages have made, for those that follow.
        home: The folder that its user begins in.
        help_words: Words of help that were shown.
    """

    def __init__(self, command: str, folder: Path, screen: Screen, python: str):
        self.screen, self.folder, self.help_words = screen, folder, 0
        self.made: dict[str, object] = {}
        self._socket = folder / "agent"
        self.home = folder / "home"
        self.home.mkdir(parents=True)
        (folder / "run").mkdir(mode=0o700)
        left_out = ("QGIS_PLUGINPATH", "QGIS_CUSTOM_CONFIG_PATH", "SCARP_PYTHON")
        environment = {k: v for k, v in screen.environment().items() if k not in left_out}
        environment |= {
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "SCARP_DESKTOP_TESTS": str(HERE),
            "SCARP_DESKTOP_SOCKET": str(self._socket),
        }
        if python:
            environment["SCARP_PYTHON"] = python
        options = ["--profiles-path", str(folder), "--nologo", "--code", str(HERE / "agent.py")]
        self._log = open(folder / "qgis.log", "w")  # noqa: SIM115 - open as long as QGIS is
        self.process = subprocess.Popen(
            [*shlex.split(command), *options],
            env=environment,
            cwd=folder,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.until(self._socket.exists, "QGIS did not start", _START)
        time.sleep(1)
        self.version = self.ask("version")

    def ask(self, question: str, seconds: float = 120, **details):
        """Asks the agent, which is one of the functions of `looking`."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(seconds)
            try:
                connection.connect(os.path.relpath(self._socket))
                line = json.dumps({"ask": question, "with": details}) + "\n"
                connection.sendall(line.encode())
                answer = connection.makefile().readline()
            except OSError as error:
                raise Failed(f"QGIS does not answer ({question}): {error}") from error
        answer = json.loads(answer or '{"problem": "QGIS has gone."}')
        if "problem" in answer:
            raise Failed(f"{question} {details}: {answer['problem'].strip().splitlines()[-1]}")
        return answer["answer"]

    def evaluate(self, code: str):
        """The value of a Python expression in QGIS."""
        return self.ask("evaluate", code=code)

    @staticmethod
    def until(holds: Callable, problem: str, seconds: float = 20):
        """Waits until something is true, and gives it."""
        end = time.monotonic() + seconds
        while True:
            found = holds()
            if found:
                return found
            if time.monotonic() > end:
                raise Failed(problem)
            time.sleep(0.25)

    def find(self, seconds: float = 20, **features) -> dict:
        """A widget, once it is on the screen and lies still; see `looking.widget`."""
        return self.seen(lambda: self.ask("widget", **features), f"no {features}", seconds)

    def click(self, seconds: float = 20, times: int = 1, **features) -> dict:
        """Clicks on a widget, once it is enabled."""
        self.until(
            lambda: (self.ask("widget", **features) or {}).get("enabled"),
            f"nothing to click: {features}",
            seconds,
        )
        found = self.find(seconds, **features)
        self.click_on(found, times)
        return found

    def click_on(self, found: dict, times: int = 1) -> None:
        """Clicks on the middle of what was found."""
        x, y, width, height = found["rect"]
        self.screen.click(x + width // 2, y + height // 2, times)

    def click_box(self, **features) -> None:
        """Clicks on the box of a check box, which is at its left."""
        x, y, _, height = self.find(**features)["rect"]
        self.screen.click(x + 9, y + height // 2)

    def menu(self, *path: str) -> None:
        """Clicks through a menu."""
        for text in path:
            found = self.seen(lambda text=text: self.ask("action", text=text), f"no menu {text}")
            self.click_on(found)

    def open_panel(self, name: str) -> None:
        """Opens one of Scarp's panels by its entry in the menu, named as the action's object."""
        action = self.ask("action_text", name=name)
        if self.ask("action", text="Scarp"):
            self.menu("Scarp", action)
        else:
            self.menu("Plugins", "Scarp", action)

    def item(self, text: str, times: int = 1, seconds: float = 20, **where) -> dict:
        """Clicks on a row of a list or tree."""
        found = self.seen(
            lambda: self.ask("item", text=text, **where), f"no row {text} {where}", seconds
        )
        x, y, width, height = found["rect"]
        self.screen.click(x + min(width // 2, 60), y + height // 2, times)
        return found

    def write(self, found: dict, text: str, end: str = "Tab") -> None:
        """Puts a text into a line, instead of what is there.

        Wherever the tests may run, the path of a file counts as if home were "~".
        """
        self.click_on(found)
        self.screen.press("ctrl+a")
        self.screen.type(text, len(text.replace(str(self.home), "~")))
        if end:
            self.screen.press(end)

    def window(self, title: str, seconds: float = 20) -> dict:
        """A window by a part of its title, or by its class, once it is there."""
        return self.until(
            lambda: next(
                (
                    w
                    for w in self.ask("windows")
                    if title.lower() in w["title"].lower() or f"/{title}" in w["class"] + "/"
                ),
                None,
            ),
            f"no window {title}",
            seconds,
        )

    def read_help(self, within: str = "") -> None:
        """Counts the words of help that a window shows."""
        self.help_words += self.ask("help_words", within=within)

    def layer_names(self) -> list[str]:
        """Names of the project's layers, the upper ones first."""
        return [layer["name"] for layer in self.ask("layers")]

    def check_errors(self) -> None:
        """Raises what has gone wrong in QGIS since the last check."""
        errors = self.ask("errors")
        if errors:
            raise Failed("; ".join(errors))

    def tidy(self) -> None:
        """Closes what a stage that failed has left open."""
        for _ in range(6):
            dialogs = [w for w in self.ask("windows") if "QgisApp" not in w["class"]]
            if not dialogs:
                return
            self.screen.press("Escape")
            time.sleep(0.5)
        with suppress(Failed):
            self.evaluate(
                "[w.close() for w in QApplication.topLevelWidgets() if w.isVisible() and "
                "w is not iface.mainWindow()]"
            )

    def seen(self, look: Callable, problem: str, seconds: float = 20) -> dict:
        """What is found, scrolled to with the wheel, once it lies still."""
        before = None
        end = time.monotonic() + seconds
        for _ in range(_TURNS):
            found = self.until(look, problem, max(end - time.monotonic(), 0))
            if found.get("scroll"):
                x, y, width, height = found["scroll"]["bar"]
                self.screen.turn(x + width // 2, y + height // 2, found["scroll"]["down"])
            elif found == before:
                return found
            before = found
            time.sleep(0.15)
        raise Failed(f"{problem}: it cannot be brought into sight")
