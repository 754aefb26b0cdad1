"""Works out in PyTorch, in double precision, what tests/train/torch.c found, and compares.

Reads lines "OP KEY=VALUE… | NAME:SHAPE…" from standard input, each followed by one file of float32
in the folder that is the first argument: NUMBER.bin holds the tensors in the order of their names.
Ends with 77 where there is no PyTorch, with 1 where something differs.
"""
import sys

try:
    import numpy
    import torch
    import torch.nn.functional as F
except ImportError:
    sys.exit(77)

torch.set_num_threads(1)


def first(x):
    """Channels first, of what has them last."""
    return x.permute(0, 3, 1, 2)


def last(x):
    return x.permute(0, 2, 3, 1)


def pad(x, pads):
    top, left, bottom, right = pads
    return F.pad(x, (left, right, top, bottom))


def pad_image(t, a):
    mode = {"edge": "replicate"}.get(a["mode"], a["mode"])
    top, left, bottom, right = (a["pads"][i] for i in (1, 2, 5, 6))
    return last(F.pad(first(t["x"]), (left, right, top, bottom), mode=mode))


def convolve(t, a):
    x = pad(first(t["x"]), a["pads"])
    y = F.conv2d(x, first(t["w"]), t["b"], a["strides"], 0, a["dilations"], a["group"])
    return last(y)


def convolve_transposed(t, a):
    w = t["w"].permute(3, 0, 1, 2)  # [O, kH, kW, I] → [I, O, kH, kW]
    y = F.conv_transpose2d(first(t["x"]), w, t["b"], a["strides"], a["pads"][:2])
    return last(y)


def normalize_instance(t, a):
    return last(F.instance_norm(first(t["x"]), None, None, t["w"], t["b"], eps=1e-5))


def normalize_batch(t, a):
    return last(F.batch_norm(first(t["x"]), None, None, t["w"], t["b"], True, eps=1e-5))


def normalize_layer(t, a):
    return F.layer_norm(t["x"], t["w"].shape, t["w"], t["b"], eps=1e-5)


def resize(t, a):
    size = tuple(a["sizes"][1:3])
    mode = {"linear": "bilinear", "cubic": "bicubic"}[a["mode"]]
    return last(F.interpolate(first(t["x"]), size, mode=mode, align_corners=False))


def sample(t, a):
    mode, padding, align = a["mode"], a["padding_mode"], a["align_corners"] == 1
    return last(F.grid_sample(first(t["x"]), t["grid"], mode, padding, align))


def choose(function):
    """Of two or three, each against what was chosen before it."""
    def run(t, a):
        y = function(t["x"], t["w"])
        return function(y, t["b"]) if "b" in t else y
    return run


def multiply(t, a):
    x = t["x"].T if a.get("transA") else t["x"]
    y = x @ (t["w"].T if a.get("transB") else t["w"])
    return y + t["b"] if "b" in t else y


def spread_depth(t, a):
    n, h, w, c = t["x"].shape
    block = a["blocksize"]
    depth = c // block ** 2
    sizes = (block, block, depth) if a["mode"] == "DCR" else (depth, block, block)
    order = (0, 1, 3, 2, 4, 5) if a["mode"] == "DCR" else (0, 1, 4, 2, 5, 3)
    x = t["x"].reshape(n, h, w, *sizes).permute(order)
    return x.reshape(n, h * block, w * block, depth)


def gather_space(t, a):
    n, h, w, c = t["x"].shape
    block = a["blocksize"]
    x = t["x"].reshape(n, h // block, block, w // block, block, c).permute(0, 1, 3, 2, 4, 5)
    return x.reshape(n, h // block, w // block, -1)


def gather(t, a):
    index = t["i"].long() % t["x"].shape[a["axis"]]
    return t["x"][:, index]


def normalize_response(t, a):
    alpha, beta, bias = (float(a[name]) for name in ("alpha", "beta", "bias"))
    return last(F.local_response_norm(first(t["x"]), a["size"], alpha, beta, bias))


def transform_landmarks(t, a):
    x, m = t["x"], t["w"][0]
    moved = x[..., :2] @ m[:2, :2].T + m[:2, 3]
    return torch.cat((moved, x[..., 2:]), -1)


def transform_tensor(t, a):
    """Corners go to corners, as in PyTorch's grids."""
    x, m = t["x"], t["w"][0]
    rows, columns = torch.meshgrid(torch.arange(a["output_height"]) + 0.5,
                                   torch.arange(a["output_width"]) + 0.5, indexing="ij")
    places = torch.stack((columns, rows), -1).double() @ m[:2, :2].T + m[:2, 3]
    grid = 2 * places / torch.tensor((x.shape[2], x.shape[1])) - 1
    return last(F.grid_sample(first(x), grid[None], align_corners=False))


OPERATORS = {
    "Conv": convolve,
    "ConvTranspose": convolve_transposed,
    "InstanceNormalization": normalize_instance,
    "BatchNormalization": normalize_batch,
    "LayerNormalization": normalize_layer,
    "Resize": resize,
    "GridSample": sample,
    "Erf": lambda t, a: torch.erf(t["x"]),
    "LeakyRelu": lambda t, a: F.leaky_relu(t["x"], float(a["alpha"])),
    "Elu": lambda t, a: F.elu(t["x"], float(a["alpha"])),
    "Selu": lambda t, a: F.selu(t["x"]),
    "Gelu": lambda t, a: F.gelu(t["x"], approximate=a["approximate"]),
    "ReduceL2": lambda t, a: torch.linalg.vector_norm(t["x"], 2, a["axes"], True),
    "ReduceLogSumExp": lambda t, a: torch.logsumexp(t["x"], a["axes"], True),
    "ReduceLogSum": lambda t, a: torch.sum(t["x"], a["axes"], True).log(),
    "ReduceProd": lambda t, a: torch.prod(t["x"], a["axes"][0], True),
    "ReduceMax": lambda t, a: torch.amax(t["x"], a["axes"], True),
    "ReduceMin": lambda t, a: torch.amin(t["x"], a["axes"], True),
    "GlobalMaxPool": lambda t, a: last(F.adaptive_max_pool2d(first(t["x"]), 1)),
    "DepthToSpace": spread_depth,
    "SpaceToDepth": gather_space,
    "Tile": lambda t, a: t["x"].repeat(a["repeats"]),
    "Gather": gather,
    "LRN": normalize_response,
    "TransformLandmarks": transform_landmarks,
    "TransformTensorBilinear": transform_tensor,
    "Pad": pad_image,
    "Where": lambda t, a: torch.where(t["c"] != 0, t["x"], t["w"]),
    "Pow": lambda t, a: t["x"] ** t["w"],
    "PRelu": lambda t, a: torch.where(t["x"] > 0, t["x"], t["w"] * t["x"]),
    "Max": choose(torch.maximum),
    "Min": choose(torch.minimum),
    "Gemm": multiply,
    "MatMul": lambda t, a: t["x"] @ t["w"],
    "MaxPool": lambda t, a: last(F.max_pool2d(first(t["x"]), a["kernel_shape"], a["strides"])),
    "AveragePool": lambda t, a: last(F.avg_pool2d(first(t["x"]), a["kernel_shape"], a["strides"])),
    "SoftmaxCrossEntropyLoss": lambda t, a: F.cross_entropy(t["x"], t["labels"].long()),
    "Softmax": lambda t, a: torch.softmax(t["x"], -1),
    "Sigmoid": lambda t, a: torch.sigmoid(t["x"]),
    "Tanh": lambda t, a: torch.tanh(t["x"]),
    "Softplus": lambda t, a: F.softplus(t["x"]),
    "HardSwish": lambda t, a: F.hardswish(t["x"]),
}


def parse(text):
    if text.startswith("["):
        return [int(word) for word in text[1:-1].split(",")]
    return int(text) if text.lstrip("-").isdigit() else text


def compare(what, ours, theirs):
    error = ((ours - theirs).abs() / (1 + theirs.abs())).max().item()
    print(f"{what}: differs by {error:.1e}")
    return error < 2e-4


def check(line, values):
    words, tensors = line.split("|")
    op, *attributes = words.split()
    attributes = dict(word.split("=") for word in attributes)
    attributes = {key: parse(value) for key, value in attributes.items()}
    t, gradients, at = {}, {}, 0
    for word in tensors.split():
        name, shape = word.split(":")
        shape = [int(size) for size in shape.split("x") if size]
        count = int(numpy.prod(shape))
        tensor = torch.tensor(values[at:at + count].astype("float64")).reshape(shape)
        at += count
        if name.startswith("d."):
            gradients[name[2:]] = tensor
        else:
            t[name] = tensor
    for name in gradients:
        t[name].requires_grad_()
    y = OPERATORS[op](t, attributes)
    good = compare(f"{op} y", t["y"], y.detach().reshape(t["y"].shape))
    (y.reshape(t["y"].shape) * t["factors"]).sum().backward()
    for name, gradient in gradients.items():
        good = compare(f"{op} d.{name}", gradient, t[name].grad) and good
    return good


good = True
for number, case in enumerate(sys.stdin):
    data = numpy.fromfile(f"{sys.argv[1]}/{number}.bin", "float32")
    good = check(case, data) and good
sys.exit(0 if good else 1)
