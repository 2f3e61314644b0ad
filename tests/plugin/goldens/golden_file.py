"""Writes goldens: <task>.json beside this file, with a config, weights by formula, inputs, and what a PyTorch module makes of them."""

import base64
import json
from pathlib import Path

import numpy as np
import torch


def draw(name, shape, offset, scale):
    """offset + scale * u, with u in [-1, 1) from the tensor's name (FNV-1a) and the index (murmur3's finaliser)."""
    seed = 0x811C9DC5
    for byte in name.encode():
        seed = ((seed ^ byte) * 0x01000193) & 0xFFFFFFFF
    h = np.uint32(seed) ^ (np.arange(int(np.prod(shape)), dtype=np.uint32) * np.uint32(0x9E3779B1))
    h ^= h >> np.uint32(16)
    h *= np.uint32(0x85EBCA6B)
    h ^= h >> np.uint32(13)
    h *= np.uint32(0xC2B2AE35)
    h ^= h >> np.uint32(16)
    u = (h >> np.uint32(8)).astype(np.float64) * 2.0**-23 - 1
    return (offset + scale * u).astype(np.float32).reshape(shape)


def amounts(name):
    """Scales of norms stay near 1, variances positive; all else is spread about 0."""
    if name.endswith("var"):
        return 1.0, 0.5
    return (1.0, 0.3) if "norm" in name and name.endswith("weight") else (0.0, 0.5)


def value(tensor):
    array = tensor.detach().contiguous().numpy()
    if array.dtype == np.float32:
        return {"dtype": "float32", "shape": list(array.shape), "base64": base64.b64encode(array.astype("<f4").tobytes()).decode()}
    return {"dtype": str(array.dtype), "shape": list(array.shape), "data": array.flatten().astype(int).tolist()}


def write_golden(task, config, module, cases, unused=()):
    """`cases` are keyword arguments of the module's forward, which returns a dict; `unused` names tensors that change no output of theirs."""
    state, tensors = {}, []
    for name, tensor in module.state_dict().items():
        offset, scale = amounts(name)
        state[name] = torch.from_numpy(draw(name, tuple(tensor.shape), offset, scale))
        tensors.append({"name": name, "shape": list(tensor.shape), "dtype": "F32", "offset": offset, "scale": scale})
    module.load_state_dict(state)
    module.eval()
    ran = []
    with torch.no_grad():
        for inputs in cases:
            outputs = {name: value(tensor) for name, tensor in module(**inputs).items()}
            ran.append({"part": "model", "file": "model.onnx", "inputs": {k: value(v) for k, v in inputs.items()}, "outputs": outputs})
    architecture = type(module).__name__
    golden = {
        "modelType": config["model_type"],
        "task": task,
        "variant": "default",
        "architecture": architecture,
        "seedPrefix": "",
        "config": {"architectures": [architecture], **config},
        "tensors": tensors,
        **({"unused": list(unused)} if unused else {}),
        "cases": ran,
    }
    path = Path(__file__).with_name(f"{task}.json")
    path.write_text(json.dumps(golden, indent=1) + "\n")
    print(path.name)
