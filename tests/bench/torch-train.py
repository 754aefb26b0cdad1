"""Trains in PyTorch what bench-train trains, to be set beside it.

Reads lines from standard input and answers each with one:

  time NETWORK BATCH THREADS LAYOUT   the quickest run of a turn in milliseconds, LAYOUT being
                                      "first" or "last" (of channels)
  gradients NETWORK BATCH IN OUT      how far gradients in single precision are off, in parts of the
                                      largest, once those in double precision are in the file OUT:
                                      of the parameters in the file IN, for the input and the target
                                      behind them

The first line it writes is PyTorch's version. With the arguments "memory NETWORK BATCH LAYOUT" it
prints instead by how many MiB a few runs make the process grow, and ends.
"""
import sys

import torch
from torch import nn
from torch.nn import functional
from torch_turn import take_turn

# As in training.c and train-checks.c.
DIGITS, DIGIT_BATCHES, MEMORY_RUNS = 60000, 25, 3


class Block(nn.Module):
    """A convolution, normalised for each image, perhaps with a ReLU."""

    def __init__(self, channels_in, channels, kernel, stride=1, activated=True):
        super().__init__()
        self.conv = nn.Conv2d(channels_in, channels, kernel, stride, kernel // 2, bias=False)
        self.norm = nn.InstanceNorm2d(channels, affine=True)
        self.activated = activated

    def forward(self, x):
        x = self.norm(self.conv(x))
        return functional.relu_(x) if self.activated else x


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Block(3, 32, 7)
        self.down = nn.ModuleList(Block(32 << i, 64 << i, 3, 2) for i in range(3))
        self.middle = nn.ModuleList(
            nn.Sequential(Block(256, 256, 3), Block(256, 256, 3, activated=False)) for _ in range(4)
        )
        self.up = nn.ModuleList(
            Block((64 << i) + (32 << i), 32 << i, 3) for i in reversed(range(3))
        )
        self.last = nn.Conv2d(32, 3, 7, padding=3)

    def forward(self, x):
        skipped = []
        x = self.first(x)
        for block in self.down:
            skipped.append(x)
            x = block(x)
        for block in self.middle:
            x = x + block(x)
        for block in self.up:
            x = functional.interpolate(x, scale_factor=2, mode="nearest")
            x = block(torch.cat((x, skipped.pop()), 1))
        return self.last(x)


def make_patch_gan():
    layers = [nn.Conv2d(6, 64, 4, 2, 1), nn.LeakyReLU(0.2, inplace=True)]
    for i in range(1, 4):
        layers.append(nn.Conv2d(32 << i, 64 << i, 4, 2 if i < 3 else 1, 1, bias=False))
        layers += [nn.BatchNorm2d(64 << i), nn.LeakyReLU(0.2, inplace=True)]
    return nn.Sequential(*layers, nn.Conv2d(512, 1, 4, 1, 1))


def make_classifier():
    layers = []
    for channels_in, channels in (1, 32), (32, 64), (64, 64):
        layers.append(nn.Conv2d(channels_in, channels, 3, 1, 1))
        layers += [nn.ReLU(inplace=True), nn.MaxPool2d(2)]
    layers += [nn.Flatten(), nn.Linear(576, 512), nn.ReLU(inplace=True), nn.Linear(512, 10)]
    return nn.Sequential(*layers)


def make_image(form, *shape):
    return (torch.rand(*shape) * 2 - 1).contiguous(memory_format=form)


def make_unet_run(model, batch, form):
    """A run forward and back."""
    image, target = make_image(form, batch, 3, 256, 256), make_image(form, batch, 3, 256, 256)

    def run():
        model.zero_grad(set_to_none=True)
        functional.l1_loss(model(image), target).backward()

    return run


def make_patch_gan_run(model, batch, form):
    """A step of a discriminator: what is real, what is made, Adam."""
    real, made = make_image(form, batch, 6, 256, 256), make_image(form, batch, 6, 256, 256)
    one, zero = torch.ones(batch, 1, 30, 30), torch.zeros(batch, 1, 30, 30)
    optimizer = torch.optim.Adam(model.parameters(), 0.0002, (0.5, 0.999))

    def run():
        optimizer.zero_grad(set_to_none=True)
        functional.mse_loss(model(real), one).backward()
        functional.mse_loss(model(made), zero).backward()
        optimizer.step()

    return run


def make_classifier_run(model, batch, form):
    """Some batches of an epoch: digits are picked and scaled, Adam."""
    images = torch.randint(0, 256, (DIGITS, 1, 28, 28), dtype=torch.uint8)
    labels = torch.randint(0, 10, (DIGITS,))
    order = torch.randperm(DIGITS)
    optimizer = torch.optim.Adam(model.parameters(), 0.001, eps=1e-7)

    def run():
        for i in range(DIGIT_BATCHES):
            picked = order[i * batch : (i + 1) * batch]
            image = images[picked].float().div_(255).contiguous(memory_format=form)
            optimizer.zero_grad(set_to_none=True)
            functional.cross_entropy(model(image), labels[picked]).backward()
            optimizer.step()

    return run


networks = {
    "unet": (UNet, make_unet_run),
    "patch-gan": (make_patch_gan, make_patch_gan_run),
    "classifier": (make_classifier, make_classifier_run),
}


def make_run(name, batch, layout):
    form = torch.channels_last if layout == "last" else torch.contiguous_format
    make_model, make = networks[name]
    return make(make_model().to(memory_format=form), batch, form)


def read_case(model, batch, path):
    """Sets the model's parameters; returns the input and the target. Convolutions' weights are
    [O, H, W, I] in the file, images channels-last."""
    with open(path, "rb") as file:
        numbers = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    at = 0

    def take(*shape):
        nonlocal at
        count = torch.Size(shape).numel()
        at += count
        return numbers[at - count : at].view(shape)

    with torch.no_grad():
        for p in model.parameters():
            if p.dim() == 4:
                o, i, h, w = p.shape
                p.copy_(take(o, h, w, i).permute(0, 3, 1, 2))
            else:
                p.copy_(take(*p.shape))
    return [take(batch, 256, 256, 3).permute(0, 3, 1, 2).contiguous() for _ in range(2)]


def get_gradients(model, image, target):
    model.zero_grad(set_to_none=True)
    functional.l1_loss(model(image), target).backward()
    gradients = (p.grad.permute(0, 2, 3, 1) if p.dim() == 4 else p.grad for p in model.parameters())
    return torch.cat([gradient.flatten().double() for gradient in gradients])


def write_gradients(name, batch, path_in, path_out):
    model = networks[name][0]()
    image, target = read_case(model, batch, path_in)
    single = get_gradients(model, image, target)
    double = get_gradients(model.double(), image.double(), target.double())
    with open(path_out, "wb") as file:
        file.write(double.float().numpy().tobytes())
    return float((single - double).abs().max() / double.abs().max())


def get_status(field):
    with open("/proc/self/status", encoding="ascii") as file:
        for line in file:
            if line.startswith(field + ":"):
                return int(line.split()[1])
    return 0


def measure_memory(name, batch, layout):
    """From a process that has used the library to the most that it holds while it trains."""
    torch.set_num_threads(2)
    small = nn.Conv2d(4, 4, 3)
    small(torch.rand(1, 4, 8, 8)).sum().backward()
    with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")
    before = get_status("VmRSS")
    run = make_run(name, batch, layout)
    for _ in range(MEMORY_RUNS):
        run()
    return (get_status("VmHWM") - before) / 1024


def main():
    if sys.argv[1:2] == ["memory"]:
        name, batch, layout = sys.argv[2:]
        print(f"{measure_memory(name, int(batch), layout):.1f}", flush=True)
        return
    print(torch.__version__, flush=True)
    runs = {}
    for line in sys.stdin:
        what, name, batch, *rest = line.split()
        if what == "gradients":
            print(f"{write_gradients(name, int(batch), *rest):.3g}", flush=True)
            continue
        threads, layout = rest
        torch.set_num_threads(int(threads))
        key = (name, batch, layout)
        if key not in runs:
            runs = {k: v for k, v in runs.items() if k[:2] == key[:2]}
            runs[key] = make_run(name, int(batch), layout)
        print(f"{take_turn(runs[key]):.4f}", flush=True)


# Subnormal numbers take many times as long, and we do without them.
torch.set_flush_denormal(True)
main()
