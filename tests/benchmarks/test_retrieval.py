"""The retrieval benchmark: the measures are right, and every system can be run on a folder."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measures import judge, ndcg
from benchmarks.sets import read_set

PASSAGES = [
    {"id": "a", "title": "Trials", "heading": "Who pays?", "text": "The sponsor pays for the study drug."},
    {"id": "b", "title": "Trials", "heading": "Can I leave?", "text": "You can leave at any time."},
    {"id": "c", "title": "Fever", "heading": "Is a fever normal?", "text": "Call your team about a fever."},
]
QUERIES = [
    {"id": "1", "text": "who will pay for the drug", "relevant": {"a": 1}},
    {"id": "2", "text": "may i leave the trial", "relevant": {"b": 2, "a": 1}},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with gzip.open(tmp_path / "passages.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(row)}\n" for row in PASSAGES)
    (tmp_path / "queries.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in QUERIES), encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_plain_or_gzipped(folder: Path) -> None:
    judged = read_set(folder)
    assert [passage.id for passage in judged.passages] == ["a", "b", "c"]
    assert judged.questions[1].relevant == {"b": 2, "a": 1}


def test_a_question_without_a_result_counts_zero() -> None:
    assert set(judge([], {"a": 1}).values()) == {0.0}


def test_the_measures_of_a_ranking() -> None:
    measures = judge(["x", "a"], {"a": 1})
    assert (measures["hit@1"], measures["hit@3"], measures["mrr@10"]) == (0.0, 1.0, 0.5)
    assert measures["ndcg@10"] == pytest.approx(0.6309, abs=1e-4)
    assert ndcg([3, 2, 1], [1, 2, 3]) == 1.0


def test_every_system_gives_one_line_of_json(folder: Path) -> None:
    pytest.importorskip("bm25s")
    pytest.importorskip("tantivy")
    command = [sys.executable, "-m", "benchmarks.retrieval", str(folder), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["system"] for line in lines] == ["ours", "rank_bm25", "bm25s", "sqlite-fts5", "tantivy"]
    assert set(lines[0]) == {"folder", "system", "hit@1", "hit@3", "mrr@10", "ndcg@10", "ms"}
    assert lines[0]["hit@1"] == 1.0


def test_an_unknown_system_is_refused_with_the_known_names(folder: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.retrieval", str(folder), "--systems", "ours,elastic"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 2
    assert "elastic" in done.stderr
    assert "sqlite-fts5" in done.stderr
