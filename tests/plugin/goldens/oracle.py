"""Star Net in PyTorch: python goldens/oracle.py makes one golden for each task."""

import torch
from torch import nn

from golden_file import write_golden

CONFIG = {
    "model_type": "star-net",
    "vocab_size": 37,
    "hidden_size": 8,
    "num_hidden_layers": 2,
    "rms_norm_eps": 1e-6,
    "id2label": {"0": "bad", "1": "fair", "2": "good"},
    "label2id": {"bad": 0, "fair": 1, "good": 2},
}
HIDDEN = CONFIG["hidden_size"]


def mean(x, mask):
    tokens = mask[:, :, None].float()
    return (x * tokens).sum(1) / tokens.sum(1)


class StarRelu(nn.Module):
    """scale * relu(x)^2 + bias."""

    def __init__(self):
        super().__init__()
        self.scale, self.bias = nn.Parameter(torch.ones(1)), nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return self.scale * torch.relu(x) ** 2 + self.bias


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.RMSNorm(HIDDEN, eps=CONFIG["rms_norm_eps"])
        self.gate, self.value, self.output = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.context = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.act = StarRelu()

    def forward(self, x, mask):
        y = self.norm(x)
        z = self.act(self.gate(y)) * self.value(y)
        return x + self.output(z + self.context(mean(z, mask))[:, None])


class StarNetModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(CONFIG["vocab_size"], HIDDEN)
        self.layers = nn.ModuleList(Layer() for _ in range(CONFIG["num_hidden_layers"]))
        self.norm = nn.RMSNorm(HIDDEN, eps=CONFIG["rms_norm_eps"])

    def forward(self, input_ids, attention_mask):
        x = self.words(input_ids)
        for layer in self.layers:
            x = layer(x, attention_mask)
        return {"last_hidden_state": self.norm(x)}


class StarNetForSequenceClassification(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = StarNetModel()
        self.classifier = nn.Linear(HIDDEN, len(CONFIG["id2label"]))

    def forward(self, input_ids, attention_mask):
        states = self.model(input_ids, attention_mask)["last_hidden_state"]
        return {"logits": self.classifier(mean(states, attention_mask))}


def text(lengths, longest):
    """Ids of a batch of texts that are padded on the right."""
    places = torch.arange(longest)[None, :]
    rows = torch.arange(len(lengths))[:, None]
    mask = (places < torch.tensor(lengths)[:, None]).long()
    return {"input_ids": ((11 * rows + 5 * places + 2) % CONFIG["vocab_size"]) * mask, "attention_mask": mask}


# Two sizes of every free axis, padding, and a single token.
CASES = [text([6, 4], 6), text([5, 1, 3], 5), text([1], 1)]

write_golden("feature-extraction", CONFIG, StarNetModel(), CASES)
write_golden("text-classification", CONFIG, StarNetForSequenceClassification(), CASES)
