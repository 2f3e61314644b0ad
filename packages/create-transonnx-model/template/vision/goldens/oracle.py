"""Toy Model in PyTorch, independent of the code under src/, and what it computes: one golden for each task.

    python goldens/oracle.py

needs torch and numpy. Replace the modules by the model that you port, or import it from where it was published; the names of the
tensors are those of its state_dict().
"""

import torch
from torch import nn

from golden_file import write_golden

CONFIG = {
    "model_type": "toy-model",
    "image_size": 16,
    "patch_size": 4,
    "num_channels": 3,
    "hidden_size": 10,
    "hidden_act": "gelu",
    "layer_norm_eps": 1e-5,
    "id2label": {"0": "cat", "1": "dog", "2": "bird"},
    "label2id": {"cat": 0, "dog": 1, "bird": 2},
}
CHANNELS, PATCH, HIDDEN = CONFIG["num_channels"], CONFIG["patch_size"], CONFIG["hidden_size"]


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.context = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.norm = nn.LayerNorm(HIDDEN, eps=CONFIG["layer_norm_eps"])
        self.dense = nn.Linear(HIDDEN, HIDDEN)

    def forward(self, x):
        y = x + self.context(x.mean(1, keepdim=True))
        return y + nn.functional.gelu(self.dense(self.norm(y)))


class ToyModelModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(CHANNELS, HIDDEN, PATCH, stride=PATCH)
        self.layer = Layer()

    def forward(self, pixel_values):
        return {"last_hidden_state": self.layer(self.patches(pixel_values).flatten(2).transpose(1, 2))}


class ToyModelForImageClassification(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = ToyModelModel()
        self.classifier = nn.Linear(HIDDEN, len(CONFIG["id2label"]))

    def forward(self, pixel_values):
        return {"logits": self.classifier(self.model(pixel_values)["last_hidden_state"].mean(1))}


def pictures(*shape):
    """Pixels in [-1, 1], each with its own value."""
    count = torch.Size(shape).numel()
    return {"pixel_values": torch.sin(torch.arange(count, dtype=torch.float32) * 0.37).reshape(shape)}


# Two sizes of every free axis: a square picture, a wide one, one that patches do not fill.
CASES = [pictures(2, CHANNELS, 16, 16), pictures(1, CHANNELS, 8, 20), pictures(1, CHANNELS, 13, 9)]

write_golden("feature-extraction", CONFIG, ToyModelModel(), CASES)
write_golden("image-classification", CONFIG, ToyModelForImageClassification(), CASES)
