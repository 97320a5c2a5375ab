"""Export a trained reader to ONNX, in int8.

    python -m training.export --run DIR --prepared DIR --out DIR

Writes model.onnx (int8) and tokenizer.json into OUT and the same in fp32 into RUN/fp32. The word embeddings
are int8 with one scale for each word; the matrices are quantised by ONNX Runtime, one scale for each output, the
activations while it runs. See training.smoothing for what is done about the few inputs that are much larger than the
rest.
"""

from __future__ import annotations

import argparse
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from index.reader.windows import WINDOW_TOKENS
from training import examples
from training.model import ReaderModel
from training.smoothing import smooth
from training.train import bundled_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger(__name__)
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_OUTPUTS = ("tokens", "answerable")


class Int8Words(nn.Module):
    """An embedding table in int8, one scale for each row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.rows = nn.Parameter((table / scale).round().to(torch.int8), requires_grad=False)
        self.scale = nn.Parameter(scale, requires_grad=False)

    def forward(self, ids: Tensor) -> Tensor:
        """The rows of the ids, in float."""
        return self.rows[ids].float() * self.scale[ids]


def load(run: Path) -> ReaderModel:
    """The model of a run's last state."""
    model = ReaderModel()
    model.load_state_dict(torch.load(run / "state.pt", weights_only=True, map_location="cpu")["model"])
    return model.eval()


def export(model: ReaderModel, path: Path) -> None:
    """Write the model as ONNX: any batch, any length up to the model's."""
    example = tuple(torch.ones((2, 16), dtype=torch.long) for _ in _INPUTS)
    axes = {name: {0: "batch", 1: "length"} for name in (*_INPUTS, "tokens")} | {"answerable": {0: "batch"}}
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=list(_INPUTS),
        output_names=list(_OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def fuse(source: Path, target: Path) -> None:
    """Let ONNX Runtime's optimiser join operators: attention, layer norms, activations."""
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    optimised = optimize_model(
        str(source), model_type="bert", num_heads=12, hidden_size=384, optimization_options=options, opt_level=0
    )
    _log.info("fused: %s", optimised.get_fused_operator_statistics())
    optimised.save_model_to_file(str(target))


def quantise(source: Path, target: Path, skipped: Sequence[str] = ()) -> None:
    """Matrices to int8, one scale for each output."""
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Attention"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=list(skipped),
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Export a trained reader.")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, required=True, help="dev.jsonl shows how large inputs become")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    _log.setLevel(logging.INFO)
    chosen.out.mkdir(parents=True, exist_ok=True)
    model = load(chosen.run)
    model.positions.weight.data = model.positions.weight.data[:WINDOW_TOKENS]
    fp32 = chosen.run / "fp32"
    fp32.mkdir(exist_ok=True)
    export(model, fp32 / "model.onnx")
    smooth(model, examples.load(chosen.prepared / "dev.jsonl"))
    model.words = Int8Words(model.state_dict()["words.weight"])
    export(model, chosen.run / "model.words8.onnx")
    fuse(chosen.run / "model.words8.onnx", chosen.run / "model.fused.onnx")
    quantise(chosen.run / "model.fused.onnx", chosen.out / "model.onnx")
    for folder in (chosen.out, fp32):
        shutil.copyfile(bundled_folder() / "tokenizer.json", folder / "tokenizer.json")
    _log.info("%s: %d bytes", chosen.out / "model.onnx", (chosen.out / "model.onnx").stat().st_size)


if __name__ == "__main__":
    main()
