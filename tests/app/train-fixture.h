/* Digits to learn from, made up: files as MNIST has them. */
#pragma once

#include "cli-fixture.h"

G_BEGIN_DECLS

/* Writes `count` digits to the folder "digits" of the working directory, in two files that are
 * called as MNIST's `name`: "train" or "t10k". A digit is a bright bar, at a height of its own, in
 * noise that `seed` gives. */
void train_write_digits (Cli *cli, const char *name, int count, guint64 seed);
/* Both: 200 to learn from, 60 to test with. */
void train_set_up (Cli *cli, gconstpointer data);

#define train_add_test(path, function)                                                             \
  g_test_add (path, Cli, NULL, train_set_up, function, cli_tear_down)

/* The last run said so. */
void train_assert_said (Cli *cli, const char *text);
/* Two files of the working directory are the same to the bit, or not. */
void train_assert_same (Cli *cli, const char *one, const char *other, gboolean same);

G_END_DECLS
