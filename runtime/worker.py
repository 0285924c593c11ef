"""The worker's program: one job, asked for on standard input, answered in lines of JSON.

`scarp.runtime.client` starts it as a script, in any interpreter.
"""

import importlib
import importlib.util
import json
import os
import signal
import sys
import threading
import time
import traceback
from pathlib import Path

#: Seconds in which to clean up when QGIS is gone.
_PATIENCE = 30.0


def main() -> int:
    """Runs the job and returns the exit code: 0 done, 1 failed, 130 cancelled."""
    send = _take_over_stdout()
    signal.signal(signal.SIGTERM, _cancel)
    request = json.loads(sys.stdin.readline())
    threading.Thread(target=_wait_for_qgis_to_go, daemon=True).start()
    try:
        _import_package()
        jobs = importlib.import_module("scarp.runtime.jobs")

        def progress(fraction, message="", **values):
            send(type="progress", fraction=fraction, message=message, values=values)

        result = jobs.JOBS[request["job"]](progress, **request["arguments"])
        # The job is done: nothing is left to cancel.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        send(type="result", result=result)
        return 0
    except KeyboardInterrupt:
        # At once: a thread may be in the middle of a long computation that nobody needs.
        os._exit(130)
    except BaseException as error:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if hasattr(error, "template"):
            template, values, trace = error.template, error.values, ""
        else:
            template, values = _explain(error)
            trace = traceback.format_exc()
        send(type="error", message=template, values=values, traceback=trace)
        return 1


def _take_over_stdout():
    """Keeps the real standard output for the protocol; what is printed goes to stderr."""
    protocol = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    lock = threading.Lock()

    def send(**message):
        with lock:
            protocol.write(json.dumps(message, default=str) + "\n")
            protocol.flush()

    return send


def _cancel(*_):
    # Once only: a second signal must not interrupt the clean-up after the first.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def _wait_for_qgis_to_go():
    while sys.stdin.readline():
        pass
    signal.raise_signal(signal.SIGTERM)
    # Code of a library that does not return cannot be interrupted.
    time.sleep(_PATIENCE)
    os._exit(130)


def _import_package():
    """Makes the plugin's folder, whatever its name, importable as ``scarp``."""
    root = Path(__file__).resolve().parents[1]
    spec = importlib.util.spec_from_file_location(
        "scarp", root / "__init__.py", submodule_search_locations=[str(root)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["scarp"] = package
    spec.loader.exec_module(package)
    # The script's own folder must not hide other modules.
    here = Path(__file__).resolve().parent
    sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != here]


def _explain(error: BaseException):
    from scarp.core.messages import tr

    if isinstance(error, ModuleNotFoundError):
        return (
            tr(
                "The runtime {python} lacks the package “{package}”: run “Install runtime” again, "
                "or install it there."
            ),
            {"python": sys.executable, "package": error.name},
        )
    if isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError":
        return tr("The worker ran out of memory: choose smaller tiles, patches or batches."), {}
    return tr("The worker failed: {error}"), {"error": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    sys.exit(main())
