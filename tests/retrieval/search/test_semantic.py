"""A sentence model helps to find passages that say the same in other words, and nothing changes without one."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from benchmarks.serving import ROOT, environment, until
from faq.library import read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.reload import Reloader
from retrieval.reply import State
from retrieval.search.index import Index
from retrieval.search.passages import Passage
from retrieval.search.semantic import Embedder, ModelError, SemanticIndex
from tests.sentence_model import write_model, write_sums

ALIKE = ("tired tiredness fatigue exhausted", "work job office", "hair bald")
WORN_OUT = Passage("a#tired", 0, "Treatment", "Tiredness", "Many people feel worn out for some weeks.")
AT_WORK = Passage("a#work", 0, "Treatment", "Going back to work", "Most people wait for some weeks.")
HAIR = Passage("a#hair", 0, "Treatment", "Losing hair", "Hair comes back after some weeks.")
PASSAGES = (AT_WORK, HAIR, WORN_OUT)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_model(tmp_path / "model", ALIKE)


def index_of(model: Path) -> Index:
    """Index some passages and wait until all are embedded."""
    index = Index(PASSAGES, embedder=Embedder(model))
    assert index.semantic
    assert index.semantic.work(wait=True)
    return index


def test_a_passage_that_says_it_in_other_words_comes_first(model: Path) -> None:
    question = "are most people bald for some weeks"
    assert Index(PASSAGES).search(question)[0].passage is AT_WORK
    best = index_of(model).search(question)[0]
    assert best.passage is HAIR
    assert best.because["semantic"] > 0
    assert sum(best.because.values()) == pytest.approx(best.score)


def test_a_slip_is_mended_before_the_meaning_is_compared(model: Path) -> None:
    index = index_of(model)
    query = index.read("tirednes")
    assert query.similar
    similar = query.similar()
    assert similar is not None
    assert PASSAGES[int(similar.argmax())] is WORN_OUT


def test_a_question_is_embedded_once(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(model)
    assert index.semantic
    asked: list[str] = []
    real = index.semantic.similar

    def similar(text: str) -> object:
        asked.append(text)
        return real(text)

    monkeypatch.setattr(index.semantic, "similar", similar)
    query = index.read("exhausted for weeks")
    index.search(query)
    index.search(query, within="a")
    assert asked == ["exhausted for weeks"]
    index.search(query.by_words())
    assert len(asked) == 1


def test_until_the_passages_are_embedded_words_alone_are_compared(model: Path) -> None:
    index = Index(PASSAGES, embedder=Embedder(model))
    assert index.semantic
    assert index.semantic.state == "building"
    assert index.read("exhausted").similar is None
    until(index.semantic.work)
    assert index.semantic.state == "ready"
    assert index.search("are most people bald for some weeks")[0].passage is HAIR


def test_a_process_beside_gives_the_same_vectors_as_this_one(model: Path) -> None:
    texts = ["tired", "work", "hair and work"]
    beside, here = Embedder(model), Embedder(model)

    def done() -> bool:
        beside.work_on(texts)
        return beside.at_once(texts) is not None

    until(done)
    theirs, ours = beside.at_once(texts), here.at_once(texts, wait=True)
    assert theirs is not None
    assert ours is not None
    assert np.array_equal(theirs, ours)


def test_what_stays_as_it_was_is_not_embedded_again(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = Embedder(model)
    assert SemanticIndex(PASSAGES, embedder).work(wait=True)
    (model / "model.onnx").unlink()
    edited = SemanticIndex(PASSAGES[:2], embedder)
    assert edited.state == "ready"


def test_an_article_that_is_tried_out_is_embedded_at_once(model: Path) -> None:
    """The preview for staff compares the library with the edited one: both know meanings."""
    embedder = Embedder(model)
    assert SemanticIndex(PASSAGES[:2], embedder).work(wait=True)
    assert SemanticIndex(PASSAGES, embedder).state == "ready"


def test_a_passage_without_any_words_is_embedded_as_well(model: Path) -> None:
    index = SemanticIndex((Passage("a#b", 0, "", "", ""), WORN_OUT, HAIR), Embedder(model))
    assert index.work(wait=True)
    similar = index.similar("tired")
    assert similar is not None
    assert int(similar.argmax()) == 1


def test_a_library_without_articles_is_searched_as_before(model: Path) -> None:
    index = Index((), embedder=Embedder(model))
    assert index.semantic
    assert index.semantic.state == "ready"
    assert index.search("tired") == []


def test_a_long_passage_counts_by_its_best_window(model: Path) -> None:
    long = Passage("a#long", 0, "", "", f"{'hair ' * 200}{'tired ' * 90}{'work ' * 90}")
    index = SemanticIndex((long, HAIR, HAIR), Embedder(model))
    assert index.work(wait=True)
    similar = index.similar("tired")
    assert similar is not None
    assert similar[0] > 0.4
    assert similar[1] == 0


@pytest.mark.parametrize("name", ["model.onnx", "vocab.txt", "SHA256SUMS"])
def test_a_missing_file_is_named_with_the_remedy(model: Path, name: str) -> None:
    (model / name).unlink()
    with pytest.raises(ModelError, match=rf"{name} cannot be read .*Copy the folder again"):
        Embedder(model)


@pytest.mark.parametrize("name", ["model.onnx", "vocab.txt"])
def test_another_file_than_was_handed_over_is_named(model: Path, name: str) -> None:
    (model / name).write_bytes((model / name).read_bytes() + b"\n")
    with pytest.raises(ModelError, match=rf"{name} does not have its sum in SHA256SUMS"):
        Embedder(model)


def test_a_folder_that_is_made_of_another_export_is_complete(model: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    command = [sys.executable, "bin/sentence-model", f"{model}/model.onnx", f"{model}/vocab.txt", str(made)]
    subprocess.run(command, cwd=ROOT, check=True)
    assert (made / "SHA256SUMS").read_text("utf-8").count("  ") >= 2
    assert np.array_equal(Embedder(made).open().embed("tired"), Embedder(model).open().embed("tired"))


def test_a_file_that_is_no_model_leaves_words_alone(model: Path) -> None:
    """The process beside ends; its last words are in the log, and /readyz says "failed"."""
    (model / "model.onnx").write_bytes(b"no model")
    write_sums(model)
    index = Index(PASSAGES, embedder=Embedder(model))
    semantic = index.semantic
    assert semantic
    until(lambda: semantic.work() or semantic.state == "failed")
    assert index.search("weeks")


def test_the_engine_that_serves_is_ready_after_a_while_and_answers_meanwhile(
    model: Path, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.reload.LOOK_EVERY", 0.0)
    folder = write("gout", "Gout", {"What is gout?": "Gout is swelling of a joint."})
    served = Reloader(folder, partial(Engine, options=AnswerOptions(semantic_model=model)))
    assert served.unfinished()
    assert served.engine().answer("What is gout?").status is State.ANSWER
    until(lambda: served.engine() and not served.unfinished())
    assert served.generation == 1
    assert served.engine().answer("What is gout?").status is State.ANSWER


def test_a_name_that_no_article_has_decides_before_any_model_is_asked(model: Path, write: Callable[..., Path]) -> None:
    folder = write("gout", "Gout", {"What is gout?": "Gout is swelling of a joint."})
    engine = Engine(read_library(folder), AnswerOptions(semantic_model=model))
    assert engine.semantic
    assert engine.semantic.work(wait=True)
    (model / "model.onnx").unlink()
    engine.semantic._embedder._model = None  # whoever opened it now would fail
    reply = engine.answer("is zolgensma used?")
    assert reply.unmatched == ("zolgensma",)


def test_without_a_model_nothing_of_it_is_loaded() -> None:
    code = "import sys, app; app.create_app().test_client().post('/ask', data={'question': 'what is gout'}); "
    code += "print('onnxruntime' in sys.modules)"
    run = partial(subprocess.run, capture_output=True, text=True, cwd=ROOT, check=True)
    assert run([sys.executable, "-c", code], env=environment()).stdout.strip() == "False"


# ---------------------------------------------------------------- the real model, where it is at hand
@pytest.fixture(scope="module")
def real() -> Path:
    folder = Path(os.environ.get("SEMANTIC_MODEL", "-"))
    return folder if folder.is_dir() else pytest.skip("SEMANTIC_MODEL names no folder with a real model")


def test_the_real_model_knows_what_is_alike(real: Path) -> None:
    embed = Embedder(real).open().embed
    tired, worn, bill = map(embed, ("I am always tired", "Fatigue and exhaustion", "Who pays the bill?"))
    assert tired @ worn > 0.5 > 0.25 > tired @ bill
    assert embed("fever after treatment").shape == (384,)
