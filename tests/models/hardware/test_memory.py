"""Free memory, and what happens when it runs out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from scarp.core.messages import ScarpError
from scarp.models.hardware.backends import free_memory_told
from scarp.models.hardware.memory import available_memory, is_out_of_memory

TESTS = Path(__file__).parents[2]
GIB = 1 << 30


@pytest.mark.skipif(not Path("/proc/meminfo").exists(), reason="there is no /proc/meminfo")
def test_no_more_memory_than_the_users_limit(monkeypatch):
    monkeypatch.setenv("SCARP_MEMORY_LIMIT", "300")
    assert available_memory() == 300_000_000
    monkeypatch.setenv("SCARP_MEMORY_LIMIT", "100000000")
    assert 0 < available_memory() < 1e14


def test_available_memory_is_what_the_system_says():
    def said() -> int:
        lines = Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()
        return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("MemAvail"))

    before, found, after = said(), available_memory(), said()
    # Other processes take and give back some in between.
    assert min(before, after) - GIB / 2 < found < max(before, after) + GIB / 2


def test_tells_when_memory_ran_out():
    with pytest.raises(MemoryError) as raised:
        np.zeros(1 << 60, np.uint8)
    assert is_out_of_memory(raised.value)
    assert is_out_of_memory(MemoryError())
    # What JAX raises, and torch.
    assert is_out_of_memory(RuntimeError("RESOURCE_EXHAUSTED: Out of memory allocating 8 bytes."))
    assert is_out_of_memory(type("OutOfMemoryError", (RuntimeError,), {})("CUDA out of memory."))
    assert is_out_of_memory(
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory")
    )
    assert is_out_of_memory(
        RuntimeError("MPS backend out of memory (MPS allocated: 9.0 GiB, max allowed: 9.07 GiB).")
    )
    for other in (RuntimeError("shapes differ"), ValueError(), ScarpError("No."), OSError(28, "")):
        assert not is_out_of_memory(other)


TWO_ALIKE = "0, GPU-aa11, A100, 1000\n1, GPU-bb22, A100, 2000\n2, GPU-bb33, A100, 3000\n"
MIXED = "0, GPU-aa11, T4, 1000\n1, GPU-bb22, A100, 2000\n"


@pytest.mark.parametrize(
    ("told", "number", "environment", "mebibytes"),
    [
        (TWO_ALIKE, 1, {}, 2000),
        (TWO_ALIKE, 3, {}, None),
        (TWO_ALIKE, 0, {"CUDA_VISIBLE_DEVICES": "2"}, 3000),
        (TWO_ALIKE, 1, {"CUDA_VISIBLE_DEVICES": "2,0"}, 1000),
        (TWO_ALIKE, 0, {"CUDA_VISIBLE_DEVICES": "GPU-bb22"}, 2000),
        (TWO_ALIKE, 1, {"CUDA_VISIBLE_DEVICES": "GPU-bb3, GPU-a"}, 1000),
        # Of two there may be any; a part of a GPU is in no list; none is seen behind an unknown.
        (TWO_ALIKE, 0, {"CUDA_VISIBLE_DEVICES": "GPU-bb"}, None),
        (TWO_ALIKE, 0, {"CUDA_VISIBLE_DEVICES": "MIG-cc"}, None),
        (TWO_ALIKE, 1, {"CUDA_VISIBLE_DEVICES": "7,1"}, None),
        (TWO_ALIKE, 0, {"CUDA_VISIBLE_DEVICES": ""}, None),
        # CUDA counts the fastest first, unless it is told not to.
        (MIXED, 0, {}, 1000),
        (MIXED, 1, {"CUDA_DEVICE_ORDER": "PCI_BUS_ID"}, 2000),
        (MIXED, 0, {"CUDA_VISIBLE_DEVICES": "GPU-bb22"}, 2000),
        ("", 0, {}, None),
        ("0, GPU-aa11, A100, [N/A]\n", 0, {}, None),
        ("NVIDIA-SMI has failed\n", 0, {}, None),
    ],
)
def test_free_memory_of_a_gpu_as_cuda_counts_them(told, number, environment, mebibytes):
    found = free_memory_told(told, number, environment)
    assert found == (None if mebibytes is None else mebibytes << 20)


_OUT_OF_MEMORY = """
import json, os, resource, sys, warnings

# Without oneDNN, whose allocator waits for ten seconds for memory to come back.
os.environ.update(TF_ENABLE_ONEDNN_OPTS="0", TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")
warnings.simplefilter("ignore")
sys.path.insert(0, sys.argv[1])
import conftest
import keras
import numpy as np
import tensorflow as tf
from scarp.models.training.new_model import initialize_model
from scarp.models.training.checkpoint import Checkpoint
from scarp.models.hardware.memory import is_out_of_memory
from scarp.models.settings import NetworkSettings, TrainingSettings
from scarp.models.data.image_sources import ArraySource
from scarp.models.training.train import train

found = {}
for name, shape in (("huge", (1 << 50,)), ("wrong", (3,))):
    try:
        tf.reshape(tf.zeros(shape), (4,))
    except tf.errors.OpError as error:
        found[name] = [type(error).__name__, is_out_of_memory(error)]

tf.config.run_functions_eagerly(True)
model = initialize_model(NetworkSettings(bands=1, patch_size=204, width=4))
image = np.random.default_rng(0).normal(size=(60, 60, 1)).astype("float32")
source = ArraySource(image, np.uint8(image[..., 0] > 1))
given = dict(epochs=2, patches_per_epoch=128, augment_rotation=False, augment_scale=False,
             precision="float32", device="CPU", optimizer="AdamW", learning_rate=0.01)


class Narrow(keras.callbacks.Callback):
    '''Leaves 16 MiB of memory for the second epoch, whose first feature maps take 42 MB.'''

    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 1 and not told:
            with open("/proc/self/statm") as pages:
                used = int(pages.read().split()[5]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_DATA, (used + (16 << 20), resource.RLIM_INFINITY))


told = []


def progress(fraction, message="", **values):
    message = message.format(**values)
    if message.startswith("Memory ran out"):
        told.append(message)
        resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY,) * 2)


settings = TrainingSettings(patches_per_batch=64, **given)
checkpoint = Checkpoint(sys.argv[2], model, settings, {})
result = train(model, [source], [source], settings, progress, checkpoint=checkpoint,
               callbacks=[Narrow()])
whole = train(model, [source], [source], settings)
found.update(
    told=told,
    batches=[result.patches_per_batch, result.best.training["patches_per_batch"]],
    state=[checkpoint.load().patches_per_batch, checkpoint.load().epoch],
    losses=[one.last.history["loss"] for one in (result, whole)],
)
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def out_of_memory(tmp_path_factory) -> dict:
    """What a training told whose memory was limited as soon as its first epoch was done."""
    pytest.importorskip("tensorflow")
    pytest.importorskip("resource")
    folder = tmp_path_factory.mktemp("checkpoint")
    done = subprocess.run(
        [sys.executable, "-c", _OUT_OF_MEMORY, str(TESTS), str(folder)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_tells_tensorflows_errors_apart(out_of_memory):
    assert out_of_memory["huge"] == ["ResourceExhaustedError", True]
    assert out_of_memory["wrong"] == ["InvalidArgumentError", False]


def test_halves_the_batch_when_memory_runs_out(out_of_memory):
    """And goes on from the end of the epoch before."""
    assert out_of_memory["told"] == [
        "Memory ran out: the training goes on in epoch 2, with 32 patches per batch."
    ]
    assert out_of_memory["batches"] == [32, 32]
    assert out_of_memory["state"] == [32, 2]
    losses, expected = out_of_memory["losses"]
    assert len(losses) == 2 and losses[0] == pytest.approx(expected[0], abs=1e-5)
    assert losses[1] != pytest.approx(expected[1], abs=1e-3)
