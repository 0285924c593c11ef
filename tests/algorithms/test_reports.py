"""Reports in QGIS's Results Viewer, and in its batches."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsProcessingFeedback, QgsProcessingOutputHtml
from scarp.algorithms.reports import list_reports


class BatchFeedback(QgsProcessingFeedback):
    """Named as that of QGIS's batches."""


@pytest.fixture
def listed(provider):
    """What the Results Viewer lists."""
    from processing.core.ProcessingResults import resultsList

    before = list(resultsList.results)
    yield resultsList.results
    resultsList.results[:] = before


def _step():
    return QgsApplication.processingRegistry().createAlgorithmById("scarp:modelinfo")


def test_no_step_has_an_output_that_ends_a_batch_in_an_error(provider):
    """QGIS's window for batches fails on outputs of HTML."""
    for step in provider.algorithms():
        if step.groupId() != "workflows":
            outputs = step.outputDefinitions()
            assert not [o.name() for o in outputs if isinstance(o, QgsProcessingOutputHtml)]
            named = {output.name() for output in outputs}
            assert {output.name() for output in step.destinationParameterDefinitions()} <= named


def test_a_batch_lists_its_reports(listed):
    before = len(listed)
    for row in range(2):
        list_reports(_step(), {"REPORT": f"/tmp/{row}.html", "BANDS": 3}, BatchFeedback())
    assert [result.filename for result in listed[before:]] == ["/tmp/0.html", "/tmp/1.html"]


def test_a_script_does_not(listed):
    before = len(listed)
    list_reports(_step(), {"REPORT": "/tmp/1.html"}, QgsProcessingFeedback())
    assert len(listed) == before
