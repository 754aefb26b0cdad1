/* vanity-train atlas: the maps that a generator of makeup is given, as NumPy arrays. */
#pragma once

int vanity_train_atlas (int argc, char **argv);
