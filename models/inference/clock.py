"""How much of a classification is done, how fast it goes, and how long the rest will take."""

from __future__ import annotations

import time

from ...core.messages import Progress, tr

#: Least number of seconds from one message to the next.
_MESSAGES = 10.0


class Clock:
    """Reports how much is done, and now and then how fast, and how long the rest will take.

    Args:
        pixels: Number of pixels to do.
        progress: Told the share that is done.
    """

    def __init__(self, pixels: int, progress: Progress):
        self._left = self._pixels = pixels
        self._progress = progress
        self._started = self._said = time.monotonic()

    def count(self, pixels: int) -> None:
        """Counts pixels as done."""
        self._left -= pixels
        # Tiles of an earlier run that turned out to be damaged come in addition.
        done = 1 - max(self._left, 0) / self._pixels if self._pixels else 1.0
        now = time.monotonic()
        if now - self._said < _MESSAGES or not 0 < done < 1:
            self._progress(done)
            return
        self._said = now
        minutes = (now - self._started) / 60
        self._progress(
            done,
            tr("{done:.0%} done, {pace:.2g} megapixels a second, {left:.1f} minutes left."),
            done=done,
            pace=done * self._pixels / (now - self._started) / 1e6,
            left=minutes / done - minutes,
        )
