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
    "kernel_size": 10,
    "stride": 5,
    "hidden_size": 12,
    "hidden_act": "gelu",
    "layer_norm_eps": 1e-5,
    "id2label": {"0": "speech", "1": "music", "2": "noise"},
    "label2id": {"speech": 0, "music": 1, "noise": 2},
}
HIDDEN = CONFIG["hidden_size"]


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
        self.frames = nn.Conv1d(1, HIDDEN, CONFIG["kernel_size"], stride=CONFIG["stride"])
        self.layer = Layer()

    def forward(self, input_values):
        return {"last_hidden_state": self.layer(self.frames(input_values[:, None]).transpose(1, 2))}


class ToyModelForAudioClassification(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = ToyModelModel()
        self.classifier = nn.Linear(HIDDEN, len(CONFIG["id2label"]))

    def forward(self, input_values):
        return {"logits": self.classifier(self.model(input_values)["last_hidden_state"].mean(1))}


def sounds(*shape):
    """Samples in [-1, 1], each with its own value."""
    count = torch.Size(shape).numel()
    return {"input_values": torch.sin(torch.arange(count, dtype=torch.float32) * 0.37).reshape(shape)}


# Two sizes of every free axis, a length that the stride does not divide, and a single frame.
CASES = [sounds(2, 60), sounds(1, 33), sounds(3, 10)]

write_golden("feature-extraction", CONFIG, ToyModelModel(), CASES)
write_golden("audio-classification", CONFIG, ToyModelForAudioClassification(), CASES)
