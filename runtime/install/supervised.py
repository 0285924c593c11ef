"""Runs a module as a program that ends with the process that started it.

Started as a script, in any interpreter, by `scarp.runtime.install.processes`: ``supervised.py pip
install …``. Standard input closes when QGIS is gone, whatever ended it.
"""

import os
import runpy
import signal
import sys
import threading


def main() -> None:
    """Runs the module named first with the arguments that follow."""
    threading.Thread(target=_wait_for_qgis_to_go, daemon=True).start()
    # This script's own folder must not hide other modules.
    del sys.path[0]
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _wait_for_qgis_to_go() -> None:
    while os.read(0, 1024):
        pass
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(130)


if __name__ == "__main__":
    main()
