/* How a classifier does: what was said against what is. Where classes are those of pixels, how well
 * the regions fit. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int classes;
  guint64 *counts; /* [what is, what was said] */
} VanityConfusion;

void vanity_confusion_init (VanityConfusion *confusion, int classes);
void vanity_confusion_clear (VanityConfusion *confusion);
void vanity_confusion_add (VanityConfusion *confusion, int is, int said);

/* All in [0, 1], and 0 where nothing was counted. The share of the whole that was said rightly.
 * Every sample having one class, it is micro precision, recall and F1 at once: what is said wrongly
 * of one class is missing of another. */
double vanity_confusion_get_accuracy (const VanityConfusion *confusion);

/* Of one class: how many of those that were said to be of it are; how many of it were found; the
 * harmonic mean of both; and how many of those that are of it or were said to be are both, the
 * intersection over the union. */
double vanity_confusion_get_precision (const VanityConfusion *confusion, int class);
double vanity_confusion_get_recall (const VanityConfusion *confusion, int class);
double vanity_confusion_get_f1 (const VanityConfusion *confusion, int class);
double vanity_confusion_get_iou (const VanityConfusion *confusion, int class);

/* Their means over all classes that there are samples of, or that were said. */
double vanity_confusion_get_macro_precision (const VanityConfusion *confusion);
double vanity_confusion_get_macro_recall (const VanityConfusion *confusion);
double vanity_confusion_get_macro_f1 (const VanityConfusion *confusion);
double vanity_confusion_get_mean_iou (const VanityConfusion *confusion);

G_END_DECLS
