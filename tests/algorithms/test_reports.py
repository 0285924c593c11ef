"""Reports in QGIS's Results Viewer, and in its batches."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputHtml,
)
from scarp.algorithms.results.reports import list_reports


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
        outputs = step.outputDefinitions()
        assert not [o.name() for o in outputs if isinstance(o, QgsProcessingOutputHtml)]
        named = {output.name() for output in outputs}
        assert {output.name() for output in step.destinationParameterDefinitions()} <= named


def test_a_batch_lists_its_reports(listed):
    before = len(listed)
    for row in range(2):
        list_reports(_step(), {"REPORT": f"/tmp/{row}.html", "BANDS": 3}, BatchFeedback())
    assert [result.filename for result in listed[before:]] == ["/tmp/0.html", "/tmp/1.html"]


def test_a_report_says_what_it_is_of(listed):
    list_reports(_step(), {"REPORT": "/tmp/1.html"}, BatchFeedback(), "Report – model a.h5")
    assert listed[-1].name == "Report – model a.h5"


def test_each_run_names_its_report(provider, files, tmp_path):
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    step = _step()
    parameters = {"MODEL": files.model, "REPORT": str(tmp_path / "info.html")}
    assert step.prepareAlgorithm(parameters, context, feedback)
    assert step.report_title == "Report – model model.h5"


def test_a_script_does_not(listed):
    before = len(listed)
    list_reports(_step(), {"REPORT": "/tmp/1.html"}, QgsProcessingFeedback())
    assert len(listed) == before
