"""The command line: ``python -m scene FOLDER --width 1200 --height 1000 --seed 1``."""

import argparse
from pathlib import Path

from . import make_before, make_scene


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a synthetic satellite scene of landslides.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--width", type=int, default=1200, help="pixels")
    parser.add_argument("--height", type=int, default=1000, help="pixels")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--before", action="store_true", help="also the place before the event, and its heights"
    )
    options = parser.parse_args()
    settings = options.folder, options.width, options.height, options.seed
    for path in (*make_scene(*settings), *(make_before(*settings) if options.before else ())):
        print(path)


if __name__ == "__main__":
    main()
