/* What a classifier said against what is, as a table for people. */
#pragma once

#include "train/confusion.h"

/* Accuracy and means over classes on a line that begins with `what`, then a line for each class
 * there is: how often what was said of it, precision, recall, F1 and intersection over union.
 * `names` is one for each class. Nothing but that there are no samples, where there are none. */
void matrix_print (const char *what, const VanityConfusion *confusion, const char *const *names);
