"""Which precision is chosen where nothing is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from scarp.models.hardware.devices import choose_precision

_CPU_INFO = Path("/proc/cpuinfo")


@pytest.mark.skipif(not _CPU_INFO.exists(), reason="there is no /proc/cpuinfo")
def test_bfloat16_where_the_processor_has_amx(monkeypatch):
    """And oneDNN is not told to do without it, which then fails in bfloat16."""
    has_amx = "amx_bf16" in _CPU_INFO.read_text(encoding="utf-8")
    monkeypatch.delenv("ONEDNN_MAX_CPU_ISA", raising=False)
    expected = "mixed_bfloat16" if has_amx else "float32"
    assert choose_precision("automatic", "cpu:0") == expected
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "avx512_core_amx")
    assert choose_precision("automatic", "cpu:0") == expected
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    assert choose_precision("automatic", "cpu:0") == "float32"
    assert choose_precision("mixed", "cpu:0") == "mixed_bfloat16"
