"""Works out in PyTorch, in double precision, what tests/train/kit-*.c found, and compares.

Reads lines of JSON from standard input: {"kind": NAME, NAME: NUMBER or [SHAPE, VALUES], …}. Images
are channels-last. Ends with 77 where there is no PyTorch, with 1 where something differs.
"""
import json
import sys

try:
    import torch
    import torch.nn.functional as F
except ImportError:
    sys.exit(77)

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def compare(what, ours, theirs, scale):
    error = ((ours - theirs).abs() / scale).max().item()
    print(f"{what}: differs by {error:.1e}")
    return error < 2e-5




def ones(x):
    return torch.ones_like(x)


def zeros(x):
    return torch.zeros_like(x)


def match(x):
    return (F.l1_loss(x[2], x[0]) + F.l1_loss(x[3], x[1])) / 2


LOSSES = {
    "cross_entropy": lambda x: F.cross_entropy(x[0], x[1].long()),
    "binary_cross_entropy": lambda x: F.binary_cross_entropy_with_logits(x[0], x[1]),
    "l1": lambda x: F.l1_loss(x[0], x[1]),
    "l2": lambda x: F.mse_loss(x[0], x[1]),
    "huber": lambda x: F.huber_loss(x[0], x[1], delta=0.4),
    "entropy_discriminator": lambda x:
        F.binary_cross_entropy_with_logits(x[0], ones(x[0]))
        + F.binary_cross_entropy_with_logits(x[1], zeros(x[1])),
    "entropy_generator": lambda x: F.binary_cross_entropy_with_logits(x[0], ones(x[0])),
    "squares_discriminator": lambda x:
        0.5 * F.mse_loss(x[0], ones(x[0])) + 0.5 * F.mse_loss(x[1], zeros(x[1])),
    "squares_generator": lambda x: 0.5 * F.mse_loss(x[0], ones(x[0])),
    "hinge_discriminator": lambda x: F.relu(1 - x[0]).mean() + F.relu(1 + x[1]).mean(),
    "hinge_generator": lambda x: -x[0].mean(),
    "feature_matching": match,
}


def check_loss(kind, case):
    x = [case[f"x{i}"] for i in range(4) if f"x{i}" in case]
    gradients = {i: case[f"d{i}"] for i in range(4) if f"d{i}" in case}
    for i in gradients:
        x[i].requires_grad_()
    loss = LOSSES[kind](x)
    loss.backward()
    good = compare(kind, torch.tensor(case["loss"]), loss.detach(), 1 + loss.detach().abs())
    for i, ours in gradients.items():
        theirs = x[i].grad
        good = compare(f"{kind} d{i}", ours, theirs, theirs.abs().max()) and good
    return good


def check_optimizer(kind, case):
    """Eight steps down Σ steep · w², as tests/train/kit-optimizer.c takes them."""
    w = [case["matrix"].requires_grad_(), case["vector"].requires_grad_()]
    rate, momentum = case["rate"], case["momentum"]
    if kind == "sgd":
        optimizer = torch.optim.SGD(w, rate, momentum, nesterov=bool(case["nesterov"]))
    elif kind == "adam":
        optimizer = torch.optim.Adam(w, rate, (momentum, case["beta"]), case["epsilon"])
    else:
        groups = [{"params": w[:1], "weight_decay": case["decay"]},
                  {"params": w[1:], "weight_decay": 0.0}]
        optimizer = torch.optim.AdamW(groups, rate, (momentum, case["beta"]), case["epsilon"])
    for _ in range(8):
        optimizer.zero_grad()
        sum((case[f"steep{i}"] * w[i] ** 2).sum() for i in range(2)).backward()
        if case["clip"] > 0:
            torch.nn.utils.clip_grad_norm_(w, case["clip"])
        optimizer.step()
    good = True
    for i in range(2):
        good = compare(f"{kind} {i}", case[f"end{i}"], w[i].detach(), torch.tensor(1.0)) and good
    return good


def check_spectral(kind, case):
    """The weights W / σ after one power iteration from u, and the gradient of ⟨G, W / σ⟩."""
    outputs, height, width, inputs = case["w"].shape
    conv = torch.nn.utils.spectral_norm(
        torch.nn.Conv2d(inputs, outputs, (height, width), bias=False))
    with torch.no_grad():
        conv.weight_orig.copy_(case["w"].permute(0, 3, 1, 2))
        conv.weight_u.copy_(case["u"])
    conv(torch.zeros(1, inputs, 9, 9))
    weight = conv.weight.permute(0, 2, 3, 1)
    (weight * case["g"]).sum().backward()
    gradient = conv.weight_orig.grad.permute(0, 2, 3, 1)
    good = compare("spectral weights", case["divided"], weight.detach(), weight.detach().abs().max())
    return compare("spectral gradient", case["dw"], gradient, gradient.abs().max()) and good


CHECKS = {"sgd": check_optimizer, "adam": check_optimizer, "adamw": check_optimizer,
          "spectral": check_spectral}

good = True
for line in sys.stdin:
    case = json.loads(line)
    kind = case.pop("kind")
    for name, value in case.items():
        if isinstance(value, list):
            case[name] = torch.tensor(value[1]).reshape(value[0])
    good = CHECKS.get(kind, check_loss)(kind, case) and good
sys.exit(0 if good else 1)
