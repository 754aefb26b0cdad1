#include "matrix.h"

#include <stdio.h>

/* Of a row or a column. */
static guint64
count (const VanityConfusion *confusion, int class, gboolean said)
{
  guint64 sum = 0;

  for (int i = 0; i < confusion->classes; i++)
    sum += said ? confusion->counts[i * confusion->classes + class]
                : confusion->counts[class * confusion->classes + i];
  return sum;
}

static guint64
count_all (const VanityConfusion *confusion)
{
  guint64 sum = 0;

  for (int i = 0; i < confusion->classes; i++)
    sum += count (confusion, i, FALSE);
  return sum;
}

void
matrix_print (const char *what, const VanityConfusion *confusion, const char *const *names)
{
  if (count_all (confusion) == 0)
    {
      printf ("  %s: nothing to count\n", what);
      return;
    }
  printf ("  %s: accuracy %.3f; means over classes: precision %.3f, recall %.3f, F1 %.3f\n", what,
          vanity_confusion_get_accuracy (confusion),
          vanity_confusion_get_macro_precision (confusion),
          vanity_confusion_get_macro_recall (confusion), vanity_confusion_get_macro_f1 (confusion));
  printf ("    %-12s", "is \\ said");
  for (int i = 0; i < confusion->classes; i++)
    printf (" %10.10s", names[i]);
  printf ("  precision recall    F1   IoU\n");
  for (int i = 0; i < confusion->classes; i++)
    {
      if (count (confusion, i, FALSE) + count (confusion, i, TRUE) == 0)
        continue;
      printf ("    %-12s", names[i]);
      for (int k = 0; k < confusion->classes; k++)
        printf (" %10" G_GUINT64_FORMAT, confusion->counts[i * confusion->classes + k]);
      printf ("      %.3f  %.3f %.3f %.3f\n", vanity_confusion_get_precision (confusion, i),
              vanity_confusion_get_recall (confusion, i), vanity_confusion_get_f1 (confusion, i),
              vanity_confusion_get_iou (confusion, i));
    }
}
