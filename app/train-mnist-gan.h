/* vanity-train mnist-gan: a network that draws handwritten digits. */
#pragma once

/* `argv[0]` is the command's name. Returns the program's exit status. */
int vanity_train_mnist_gan (int argc, char **argv);
