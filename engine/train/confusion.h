/* How a classifier does: what was said against what is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int classes;
  guint *counts; /* [what is, what was said] */
} VanityConfusion;

void vanity_confusion_init (VanityConfusion *confusion, int classes);
void vanity_confusion_clear (VanityConfusion *confusion);
void vanity_confusion_add (VanityConfusion *confusion, int is, int said);

/* All in [0, 1], and 0 where nothing was counted. Of the whole; then of one class: how many of
 * those that were said to be of it are, how many of it were found, and the harmonic mean of both.
 */
double vanity_confusion_get_accuracy (const VanityConfusion *confusion);
double vanity_confusion_get_precision (const VanityConfusion *confusion, int class);
double vanity_confusion_get_recall (const VanityConfusion *confusion, int class);
double vanity_confusion_get_f1 (const VanityConfusion *confusion, int class);
/* The mean over all classes. */
double vanity_confusion_get_macro_f1 (const VanityConfusion *confusion);

G_END_DECLS
