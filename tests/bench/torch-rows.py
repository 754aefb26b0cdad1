"""Times single convolutions in PyTorch, for bench-nets to set beside its own.

Reads lines "CHANNELS SIDE KERNEL GROUP THREADS LAYOUT" from standard input, LAYOUT being "first" or
"last" (of channels), and answers each with the quickest run of a turn in milliseconds. The padding
keeps the size; weights and input are random. The first line it writes is PyTorch's version.
"""
import sys

import torch
from torch_turn import take_turn

convolutions = {}


def make(channels, side, kernel, group, layout):
    """A function that convolves, always in oneDNN: of its own accord, PyTorch leaves single images on
    one thread to slower code."""
    form = torch.channels_last if layout == "last" else torch.contiguous_format
    convolution = torch.nn.Conv2d(channels, channels, kernel, padding=kernel // 2, groups=group)
    convolution = convolution.to(memory_format=form)
    image = (torch.rand(1, channels, side, side) * 2 - 1).contiguous(memory_format=form)
    pads = (kernel // 2, kernel // 2)
    return lambda: torch.mkldnn_convolution(
        image, convolution.weight, convolution.bias, pads, (1, 1), (1, 1), group
    )


def main():
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        *sizes, threads, layout = line.split()
        key = (*map(int, sizes), layout)
        torch.set_num_threads(int(threads))
        with torch.inference_mode():
            if key not in convolutions:
                convolutions[key] = make(*key)
            print(f"{take_turn(convolutions[key]):.4f}", flush=True)


main()
