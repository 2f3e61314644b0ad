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
    "vocab_size": 41,
    "hidden_size": 12,
    "max_position_embeddings": 16,
    "hidden_act": "gelu",
    "layer_norm_eps": 1e-5,
    "id2label": {"0": "bad", "1": "fair", "2": "good"},
    "label2id": {"bad": 0, "fair": 1, "good": 2},
}
VOCABULARY, HIDDEN = CONFIG["vocab_size"], CONFIG["hidden_size"]


class Embeddings(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(CONFIG["max_position_embeddings"], HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=CONFIG["layer_norm_eps"])

    def forward(self, ids):
        return self.norm(self.words(ids) + self.positions(torch.arange(ids.shape[1])))


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN, bias=False) for _ in range(3))
        self.output, self.dense = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)

    def forward(self, x, mask):
        scores = self.query(x) @ self.key(x).transpose(1, 2) / HIDDEN**0.5
        scores = scores.masked_fill(mask[:, None, :] == 0, -1e38)
        y = x + self.output(scores.softmax(-1) @ self.value(x))
        return y + nn.functional.gelu(self.dense(y))


class ToyModelModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.embeddings, self.layer = Embeddings(), Layer()

    def forward(self, input_ids, attention_mask):
        return {"last_hidden_state": self.layer(self.embeddings(input_ids), attention_mask)}


class ToyModelForSequenceClassification(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = ToyModelModel()
        self.classifier = nn.Linear(HIDDEN, len(CONFIG["id2label"]))

    def forward(self, input_ids, attention_mask):
        states = self.model(input_ids, attention_mask)["last_hidden_state"]
        return {"logits": self.classifier(states[:, 0])}


def text(lengths, longest):
    """Ids of a batch of texts that are padded on the right."""
    ids = torch.tensor([[(7 * row + 3 * place + 1) % VOCABULARY for place in range(longest)] for row in range(len(lengths))])
    mask = torch.tensor([[int(place < length) for place in range(longest)] for length in lengths])
    return {"input_ids": ids * mask, "attention_mask": mask}


# Two sizes of every free axis, padding, and a single token.
CASES = [text([7, 4], 7), text([5, 1, 3], 5), text([1], 1)]

write_golden("feature-extraction", CONFIG, ToyModelModel(), CASES)
write_golden("text-classification", CONFIG, ToyModelForSequenceClassification(), CASES)
