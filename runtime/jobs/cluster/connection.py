"""A connection to a Dask cluster, and running tasks on it."""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import statistics
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from ....core.messages import Progress, ScarpError, tr
from ...cluster_address import FILE, LOCAL, ClusterAddress
from .code import write_package

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds to wait for a scheduler, for its first node, and between looks at what has been done.
_PATIENCE, _FIRST_NODE, _LOOK = 30.0, 300.0, 0.2
#: Tasks that are sent ahead for each node: none is to wait for the next one.
_AHEAD = 4
#: How often a task that fails is tried again elsewhere.
_RETRIES = 2
#: A task that takes so many times the median, and so many seconds, is done a second time elsewhere.
_STRAGGLES, _STRAGGLES_SECONDS = 4.0, 30.0
#: Seconds from one look at the nodes to the next.
_NODES = 5.0


@dataclass
class _Sent:
    """A task that has been sent.

    Attributes:
        number: Its place in the order.
        arguments: What the function is given.
        futures: Of its attempts.
        since: When it was first seen to be computed; None: it still waits.
    """

    number: int
    arguments: tuple
    futures: list[Future]
    since: float | None = None


@dataclass
class Cluster:
    """A Dask cluster that Scarp's code has been sent to.

    Attributes:
        client: Dask's.
        progress: Told of nodes that come and go.
        folder: For files that are sent to the nodes.
        nodes: Addresses of the nodes that may be used; empty: all.
    """

    client: Client
    progress: Progress
    folder: Path
    nodes: list[str] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)
    _looked: float = 0.0
    _any_done: Event = field(default_factory=Event)

    @property
    def size(self) -> int:
        """Number of nodes, which are processes; 1 while there is none."""
        return max(len(self._at_hand()), 1)

    def _at_hand(self) -> set[str]:
        found = set(self.client.scheduler_info(n_workers=-1)["workers"])
        return found & set(self.nodes) if self.nodes else found

    def ask(self, function: Callable) -> list:
        """What a function gives on each node."""
        return list(self.client.run(function, workers=self.nodes or None).values())

    def share(self, value: Any) -> str:
        """Sends a value to the nodes, those that come later too; they `receive` it by its name."""
        data = pickle.dumps(value)
        name = f"scarp-{hashlib.sha256(data).hexdigest()[:16]}.pickle"
        path = self.folder / name
        path.write_bytes(data)
        _send_file(self.client, path, load=False)
        return name

    def run(
        self, function: Callable, tasks: Iterable[tuple], done: Callable[[Any], None] | None = None
    ) -> Iterator[Any]:
        """Runs a function on the nodes, and yields its results in the order of the tasks.

        A task that fails, or whose node is lost, is tried again elsewhere; one that takes much
        longer than others is done a second time elsewhere, and the first result counts. So a task
        must be able to be done twice.

        Args:
            function: Importable on the nodes.
            tasks: The arguments of each call.
            done: Called with each result as soon as it is there, in any order.

        Raises:
            ScarpError: as a task does; or if the scheduler is lost.
        """
        left = enumerate(tasks)
        sent: dict[int, _Sent] = {}
        ready: dict[int, Any] = {}
        took: deque[float] = deque(maxlen=200)
        wanted = 0
        try:
            while True:
                ahead = _AHEAD * self.size
                while len(sent) + len(ready) < 2 * ahead and len(sent) < ahead:
                    number, arguments = next(left, (None, None))
                    if number is None:
                        break
                    sent[number] = _Sent(number, arguments, [self._submit(function, arguments)])
                while wanted in ready:
                    yield ready.pop(wanted)
                    wanted += 1
                if not sent:
                    return
                for one in list(sent.values()):
                    if self._is_done(one):
                        result = self._result(one)
                        if one.since is not None:
                            took.append(time.monotonic() - one.since)
                        del sent[one.number]
                        ready[one.number] = result
                        if done is not None:
                            done(result)
                if wanted not in ready:
                    self._look(function, sent, took)
                    self._wait()
        finally:
            for one in sent.values():
                self.client.cancel(one.futures, force=True)

    def _submit(self, function: Callable, arguments: tuple, nodes: list[str] | None = None):
        import cloudpickle

        # What is computed is hidden from the scheduler, which may not have Scarp's code.
        future = self.client.submit(
            pickle.loads,
            cloudpickle.dumps(_Call(function, arguments)),
            key=f"{function.__name__}-{uuid4().hex}",
            pure=False,
            retries=_RETRIES,
            workers=nodes or self.nodes or None,
        )
        future.add_done_callback(lambda _future: self._any_done.set())
        return future

    @staticmethod
    def _is_done(one: _Sent) -> bool:
        """Whether an attempt has given a result, or all have failed."""
        kinds = [future.status for future in one.futures]
        return "finished" in kinds or not any(kind == "pending" for kind in kinds)

    def _result(self, one: _Sent) -> Any:
        """The result of a task, of the first attempt that has one."""
        from distributed import KilledWorker
        from distributed.comm import CommClosedError

        done = [future for future in one.futures if future.status == "finished"]
        try:
            result = (done or one.futures)[0].result(timeout=_PATIENCE)
        except KilledWorker as problem:
            raise ScarpError(
                tr(
                    "A task was lost with each node that tried it, the last time with {node}: the "
                    "nodes may have too little memory."
                ),
                node=str(getattr(problem, "last_worker", "") or "?").split(" ")[0],
            ) from problem
        except (CommClosedError, OSError, TimeoutError) as problem:
            raise _lost() from problem
        except Exception as problem:
            # Of a task that has been cancelled, because the scheduler is gone.
            if type(problem).__name__ in ("CancelledError", "FutureCancelledError"):
                raise _lost() from problem
            raise
        others = [future for future in one.futures if future not in done[:1]]
        if others:
            self.client.cancel(others, force=True)
        return result

    def _look(self, function: Callable, sent: dict[int, _Sent], took: deque[float]) -> None:
        """Tells of nodes that come and go, and sends what takes too long a second time."""
        now = time.monotonic()
        if now - self._looked < _NODES:
            return
        self._looked = now
        if self.client.status != "running":
            raise _lost()
        found = self._at_hand()
        lost = self._known - found
        if lost:
            self.progress(
                None,
                tr("Nodes lost: {count}; the {left} that are left do their tasks again."),
                count=len(lost),
                left=len(found),
            )
        elif len(found) > len(self._known) > 0:
            self.progress(None, tr("Nodes at work: {count}."), count=len(found))
        self._known = found
        running = self.client.processing()
        at = {key: node for node, keys in running.items() for key in keys}
        for one in sent.values():
            node = at.get(one.futures[-1].key)
            if node is not None and one.since is None:
                one.since = now
            long = max(_STRAGGLES * statistics.median(took), _STRAGGLES_SECONDS) if took else None
            others = [name for name in found if name != node]
            if long is None or one.since is None or len(one.futures) > 1 or not others:
                continue
            if now - one.since > long:
                one.futures.append(self._submit(function, one.arguments, others))

    def _wait(self) -> None:
        """Waits a moment for any of the tasks; the progress may cancel."""
        self.progress(None)
        self._any_done.wait(_LOOK)
        self._any_done.clear()


@dataclass(frozen=True)
class _Call:
    """A call that is made when it is unpickled: what comes of that is its result."""

    function: Callable
    arguments: tuple

    def __reduce__(self):
        return self.function, self.arguments


def _send_file(client: Client, path: Path, load: bool) -> None:
    """Sends a file to all nodes, those that come later too."""
    from distributed.diagnostics.plugin import UploadFile

    client.register_plugin(UploadFile(str(path), load=load), name=path.name)


def receive(name: str) -> Any:
    """A value that `Cluster.share` has sent; on a node."""
    from distributed import get_worker

    return pickle.loads(Path(get_worker().local_directory, name).read_bytes())


def _lost() -> ScarpError:
    return ScarpError(
        tr(
            "The connection to the cluster's scheduler is lost: run the step again when it is "
            "there, and it goes on from what has been done."
        )
    )


@contextmanager
def connected(address: ClusterAddress, progress: Progress) -> Iterator[Cluster]:
    """Connects to a cluster, or starts one on this machine, and sends it Scarp's code.

    Args:
        address: Where it is.
        progress: Told of it; it may raise to cancel.

    Raises:
        ScarpError: if there is no scheduler, or no node.
    """
    from distributed import Client, LocalCluster

    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="scarp-cluster-"))
        if address.kind == LOCAL:
            local = LocalCluster(
                n_workers=int(address.place),
                threads_per_worker=1,
                processes=True,
                dashboard_address=":0",
                local_directory=folder,
                silence_logs=logging.ERROR,
                env=_environment(int(address.place)),
            )
            stack.enter_context(local)
            client = Client(local, set_as_default=False)
        else:
            client = _client(address)
        stack.enter_context(client)
        # `Client.upload_file` would import it in the scheduler, too, which may be in this process.
        _send_file(client, write_package(Path(folder)), load=True)
        cluster = Cluster(client, progress, Path(folder))
        _wait_for_nodes(client, progress)
        progress(None, tr("Nodes at work: {count}."), count=cluster.size)
        if address.kind != LOCAL or find_spec("bokeh"):
            progress(None, tr("Dask's dashboard: {link}"), link=client.dashboard_link)
        yield cluster


def _client(address: ClusterAddress) -> Client:
    from distributed import Client

    where = {"scheduler_file": address.place} if address.kind == FILE else {}
    if address.kind == FILE and not Path(address.place).is_file():
        raise ScarpError(
            tr("There is no scheduler file {path}: is the scheduler running?"), path=address.place
        )
    try:
        return Client(
            None if where else address.place, timeout=_PATIENCE, set_as_default=False, **where
        )
    except (OSError, TimeoutError, ValueError) as problem:
        raise ScarpError(
            tr("There is no Dask scheduler at {place}: is it running, and can it be reached?"),
            place=address.place,
        ) from problem


def _wait_for_nodes(client: Client, progress: Progress) -> None:
    since = time.monotonic()
    while not client.scheduler_info(n_workers=-1)["workers"]:
        if time.monotonic() - since > _FIRST_NODE:
            raise ScarpError(
                tr("The cluster has no node after {minutes:.0f} minutes: start some."),
                minutes=_FIRST_NODE / 60,
            )
        progress(None)
        time.sleep(_LOOK)


def _environment(processes: int) -> dict[str, str]:
    """Environment of processes that share this machine's cores."""
    threads = str(max((os.cpu_count() or 1) // processes, 1))
    names = ("TF_NUM_INTRAOP_THREADS", "OMP_NUM_THREADS", "GDAL_NUM_THREADS")
    return {**dict.fromkeys(names, threads), "TF_NUM_INTEROP_THREADS": "1"}
