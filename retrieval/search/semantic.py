"""Compare the meaning of a question with that of the passages: a small sentence model as one more signal of ranking.

The model is a folder that an operator hands over: `model.onnx`, `vocab.txt` and `SHA256SUMS`. It writes nothing and
decides nothing. What is typed is held only while it is compared. Passages are embedded by a process beside the one that
serves, which never waits for it: a session of onnxruntime survives no fork, so each worker opens its own.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from hashlib import file_digest
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from retrieval.search.memory import give_back_memory
from retrieval.search.passages import Passage
from retrieval.text.wordpiece import WordPiece

Vectors = NDArray[np.float32]

WINDOW = 90
"""Words of a text that are embedded together: as many as the model sums up well."""

FEW = 32
"""Texts that a process with an open model embeds itself, such as the sections of an article that is tried out."""

FILES = ("model.onnx", "vocab.txt")
REMEDY = "Copy the folder again; to use another model, make a folder with bin/sentence-model."


class ModelError(RuntimeError):
    """A file of the model is missing or another one than was handed over; the message names it and the remedy."""


class _SentenceModel:
    """An open sentence model: texts to unit vectors by the mean of its last states (Reimers and Gurevych 2019)."""

    def __init__(self, folder: Path) -> None:
        """Open a session with one thread."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        file = str(folder / "model.onnx")
        self._session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        self._inputs = [given.name for given in self._session.get_inputs()]
        self._wordpiece = WordPiece((folder / "vocab.txt").read_text("utf-8").split("\n"))
        self._one = threading.Lock()
        give_back_memory()

    def embed(self, text: str) -> Vectors:
        """Return the unit vector of a text; one text at a time, so that memory stays bounded."""
        tokens = np.array([self._wordpiece.tokens(text)], np.int64)
        given = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        with self._one:
            states = self._session.run(None, {name: given[name] for name in self._inputs})[0][0]
        mean: Vectors = states.mean(axis=0)
        return mean / np.linalg.norm(mean)


class Embedder:
    """Embed texts with the model of a folder: questions in this process, passages in one beside it, each text once."""

    def __init__(self, folder: Path) -> None:
        """Check the files of the model against their sums, or raise ModelError."""
        _check_model(folder)
        self._folder = folder
        self._known: dict[str, Vectors] = {}
        self._model: _SentenceModel | None = None
        self._opening = threading.Lock()
        self._beside: tuple[subprocess.Popen[bytes], Sequence[str], IO[bytes]] | None = None
        self.failed = False
        """Whether the process beside ended without vectors; what it said stands in the log."""

    def open(self) -> _SentenceModel:
        """Open the model in this process, once; never before a fork."""
        with self._opening:
            self._model = self._model or _SentenceModel(self._folder)
        return self._model

    def at_once(self, texts: Sequence[str], wait: bool = False) -> Vectors | None:
        """Return the vectors of texts, one row each, or None while too many are missing; `wait` embeds them all."""
        missing = self._missing(texts)
        if len(missing) > (FEW if self._model else 0) and not wait:
            return None
        vectors = self._known | {text: self.open().embed(text) for text in missing}
        return np.array([vectors[text] for text in texts], np.float32)

    def work_on(self, texts: Sequence[str]) -> None:
        """Take over what a process beside has embedded, and start one for what is missing; never waits."""
        if self._beside and self._beside[0].poll() is not None:
            self._take_over(*self._beside[1:])
        missing = self._missing(texts)
        if missing and not self._beside and not self.failed:
            self._start(missing)
        if not missing:
            self._known = {text: self._known[text] for text in texts}

    def _missing(self, texts: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(text for text in texts if text not in self._known))

    def _start(self, texts: Sequence[str]) -> None:
        made = tempfile.TemporaryFile()  # noqa: SIM115
        with tempfile.TemporaryFile() as given:
            given.write(json.dumps(texts).encode())
            given.seek(0)
            command = [sys.executable, "-m", "retrieval.search.semantic", str(self._folder.absolute())]
            process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdin=given, stdout=made)  # noqa: S603
        self._beside = process, texts, made

    def _take_over(self, texts: Sequence[str], made: IO[bytes]) -> None:
        """Take the vectors that a process has written; a process that failed is not started again."""
        self._beside = None
        try:
            with made:
                made.seek(0)
                self._known |= dict(zip(texts, np.load(made), strict=True))
        except (EOFError, ValueError):
            self.failed = True


embedder_of = cache(Embedder)
"""One embedder of a folder for the whole process: what stays as it was is not embedded again at a reload."""


class SemanticIndex:
    """The vectors of some passages: the head and each window of WINDOW words, of which the best counts."""

    def __init__(self, passages: Sequence[Passage], embedder: Embedder) -> None:
        texts = [_texts_of(passage) for passage in passages]
        self._embedder = embedder
        self._texts = list(chain.from_iterable(texts))
        self._firsts = np.cumsum([0, *map(len, texts[:-1])])
        self._vectors = embedder.at_once(self._texts)

    @property
    def state(self) -> str:
        """Say how far the passages are embedded: ready, building or failed."""
        if self._vectors is not None:
            return "ready"
        return "failed" if self._embedder.failed else "building"

    def work(self, wait: bool = False) -> bool:
        """Go on embedding, and say whether the vectors have just become ready; only `wait` waits for them."""
        if self._vectors is not None:
            return False
        if not wait:
            self._embedder.work_on(self._texts)
        self._vectors = self._embedder.at_once(self._texts, wait)
        return self._vectors is not None

    def open(self) -> None:
        """Open the model in this process now, so that no question waits for it."""
        self._embedder.open()

    def similar(self, question: str) -> Vectors | None:
        """Return how much nearer each passage is to a question than the median one (cosine, at least 0).

        None while the passages are not embedded, or where there are none.
        """
        if self._vectors is None or not self._texts:
            return None
        cosines = np.maximum.reduceat(self._vectors @ self._embedder.open().embed(question), self._firsts)
        nearer: Vectors = np.maximum(0, cosines - np.median(cosines)).astype(np.float32)
        return nearer


def _check_model(folder: Path) -> None:
    """Compare the files of a model with their sums in SHA256SUMS; raises ModelError for one that is wrong."""
    if find_spec("onnxruntime") is None:
        raise ModelError("SEMANTIC_MODEL is set and onnxruntime is missing. Install requirements-semantic.txt.")
    file = folder / "SHA256SUMS"
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines()
        sums = {name: expected for expected, _, name in (line.partition("  ") for line in lines)}
        for file in (folder / name for name in dict.fromkeys((*FILES, *sums))):
            with file.open("rb") as opened:
                if file_digest(opened, "sha256").hexdigest() != sums.get(file.name):
                    raise ModelError(f"SEMANTIC_MODEL: {file} does not have its sum in SHA256SUMS. {REMEDY}")
    except OSError as error:
        raise ModelError(f"SEMANTIC_MODEL: {file} cannot be read ({error.strerror}). {REMEDY}") from None


def _texts_of(passage: Passage) -> list[str]:
    words = passage.text.split()
    windows = (" ".join(words[start : start + WINDOW]) for start in range(0, len(words), WINDOW))
    return list(filter(None, (". ".join(filter(None, (passage.title, passage.heading))), *windows))) or [""]


def _embed_beside(folder: Path) -> None:
    """Embed the texts on standard input, a JSON list, and write their vectors to standard output as numpy does."""
    os.nice(10)
    model = _SentenceModel(folder)
    vectors = np.array([model.embed(text) for text in json.load(sys.stdin)], np.float32)
    np.save(sys.stdout.buffer, vectors)


if __name__ == "__main__":
    _embed_beside(Path(sys.argv[1]))
