/* vanity-train head: a network that tells the parts of a head apart. */
#pragma once

int vanity_train_head (int argc, char **argv);
