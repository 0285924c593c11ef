"""Reports: what they hold, and that they stand alone."""

from __future__ import annotations

import base64
import dataclasses
from html.parser import HTMLParser

import imageio.v3 as imageio
import numpy as np
import pytest
from scarp.models.model_file import summary
from scarp.models.reports.model_reports import model_report, training_report
from scarp.models.reports.patch_sheet import pictures_of
from scarp.models.training.evaluation import Example
from scarp.models.training.run import TrainingResult


class Page(HTMLParser):
    """Gathers table rows, tags and what a browser would fetch."""

    def __init__(self, text: str):
        super().__init__()
        self.rows, self.tags, self.fetched, self.text = [], [], [], ""
        self.pictures = []
        self._cell = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        named = dict(attrs)
        source = named.get("src") or named.get("href")
        if tag == "img" and source.startswith("data:image/png;base64,"):
            self.pictures.append(base64.b64decode(source.split(",")[1]))
        elif tag in ("script", "img", "iframe", "link") and source:
            self.fetched.append(named)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._cell = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data):
        if self._cell:
            self.rows[-1][-1] += data
        self.text += data


@pytest.fixture
def full(model):
    """A model with names that HTML must not take for its own."""
    return dataclasses.replace(
        model,
        band_names=("<b>red</b>", "nir & more"),
        network=dataclasses.replace(model.network, classes=("<script>alert(1)</script>",)),
        inputs={"a<b.tif": "ab" * 32},
        software={"keras": "3.15"},
        history={
            "loss": [0.5321, 0.25],
            "f1": [float("nan"), 0.5],
            "val_loss": [0.75, 0.6251],
            "val_f1": [0.1, 0.8765],
        },
    )


@pytest.fixture
def pages(full):
    """Both reports."""
    example = Example(
        np.random.default_rng(0).normal(size=(20, 30, 2)).astype(np.float32),
        np.arange(600).reshape(20, 30).astype(np.uint8) % 2,
        np.full((20, 30, 1), 0.25, np.float32),
    )
    result = TrainingResult(full, full, [example] * 2, "CPU (a <fast> one)", "float32", 4, 90.0, {})
    return {
        "training": Page(training_report(full, result)),
        "model": Page(model_report(full, "<i>model</i>.h5")),
    }


@pytest.mark.parametrize("kind", ["training", "model"])
def test_holds_the_figures(pages, kind):
    rows = pages[kind].rows
    assert ["epoch", "loss", "F1", "validation loss", "validation F1"] in rows
    assert ["1", "0.5321", "-", "0.7500", "0.1000"] in rows
    assert ["2", "0.2500", "0.5000", "0.6251", "0.8765"] in rows
    assert ["Bands", "2 (<b>red</b>, nir & more)"] in rows
    assert ["Suggested threshold", "0.375"] in rows
    assert ["<b>red</b>", "100 ± 10"] in rows
    assert ["a<b.tif", "ab" * 32] in rows
    assert ["keras", "3.15"] in rows
    assert ["epochs", "2"] in rows


def test_training_report_tells_of_the_run(pages):
    rows = pages["training"].rows
    for row in (
        ["Device", "CPU (a <fast> one)"],
        ["Precision", "float32"],
        ["Patches per batch", "4"],
        ["Minutes", "1.5"],
        ["Best epoch", "2"],
    ):
        assert row in rows


@pytest.mark.parametrize("kind", ["training", "model"])
def test_tells_how_sure_landslides_are(pages, kind):
    text = pages[kind].text
    assert "Of 90 polygons in the validation, 60 were landslides." in text
    assert "0.062 by cross-validation" in text and "taken for one: 0.188." in text


@pytest.mark.parametrize("kind", ["training", "model"])
def test_names_are_text(pages, kind):
    page = pages[kind]
    assert not {"i", "red", "fast"} & set(page.tags)
    assert ["Classes", "<script>alert(1)</script>"] in page.rows


@pytest.mark.parametrize("kind", ["training", "model"])
def test_needs_no_network(pages, kind):
    assert pages[kind].fetched == []


@pytest.mark.parametrize("kind", ["training", "model"])
def test_draws_the_curves(pages, kind):
    curves, reliability = pages[kind].text.split("Plotly.newPlot(")[-2:]
    assert "0.8765" in curves and "30 landslides" in reliability


def test_report_on_an_untrained_model(untrained):
    page = Page(model_report(untrained, "model.h5"))
    assert ["Bands", "2 (not trained yet)"] in page.rows
    assert ["Suggested threshold", "-"] in page.rows
    assert "script" not in page.tags


def test_shows_the_patches(pages):
    pictures = [imageio.imread(png) for png in pages["training"].pictures]
    assert [picture.shape for picture in pictures] == [(20, 30, 3)] * 8
    label, activation = pictures[1], pictures[2]
    assert np.array_equal(label[..., 0], 255 * (np.arange(600).reshape(20, 30) % 2))
    assert np.all(activation == 63)
    assert pages["model"].pictures == []


def test_outlines_of_labels_are_red_and_of_what_is_found_yellow():
    labels = np.zeros((12, 12), np.uint8)
    labels[2:6, 2:6] = 1
    labels[11] = 255
    activation = np.zeros((12, 12, 1), np.float32)
    activation[7:10, 7:10] = 0.6
    image = np.zeros((12, 12, 4), np.float32)
    _, label, _, outlined = pictures_of(Example(image, labels, activation), threshold=0.6)
    red = np.all(outlined == (230, 30, 30), axis=-1)
    yellow = np.all(outlined == (255, 225, 0), axis=-1)
    assert red.sum() == 12 and red[2, 2] and not red[3, 3]
    assert yellow.sum() == 12 and yellow[6, 8] and not yellow[8, 8]
    assert np.all(label[11] == 90) and np.all(label[2:6, 2:6] == 255)


def test_a_model_tells_of_those_that_it_was_trained_on_from(full):
    """Oldest first, each with its figures, and what the last training has changed."""
    parent = summary(full, "first.h5")
    child = dataclasses.replace(
        full, made="2026-02-03T04:05:06+00:00", parents=[parent], before={"loss": 0.9, "f1": 0.25}
    )
    rows = Page(model_report(child, "second.h5")).rows
    named = [row for row in rows if row[0] in ("first.h5", "this model")]
    assert [row[0] for row in named] == ["first.h5", "this model"]
    assert named[1][1] == "2026-02-03 04:05 UTC"
    before, after = (row for row in rows if row[0] in ("before", "after"))
    assert before == ["before", "0.9000", "0.2500"] and after == ["after", "0.6251", "0.8765"]


def test_an_undefined_figure_of_a_parent_is_a_dash(full):
    parent = {**summary(full, "first.h5"), "f1": float("nan")}
    rows = Page(model_report(dataclasses.replace(full, parents=[parent]), "second.h5")).rows
    (row,) = [row for row in rows if row[0] == "first.h5"]
    assert row[-1] == "-"


def test_a_model_without_history_tells_of_unseen_scenes(model):
    """As the starter, and what was adapted from it."""
    starter = dataclasses.replace(model, history={}, best_epoch=0, unseen={"scene B": 0.625})
    html = model_report(starter, "starter.h5")
    assert "F1 on scenes that such a model had not seen" in html
    assert "scene B" in html and "0.625" in html
