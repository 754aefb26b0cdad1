/* vanity-train mnist: the network that tells handwritten digits apart. */
#pragma once

/* `argv[0]` is the command's name. Returns the program's exit status. */
int vanity_train_mnist (int argc, char **argv);
