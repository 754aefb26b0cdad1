#include "train/confusion.h"

void
vanity_confusion_init (VanityConfusion *self, int classes)
{
  self->classes = classes;
  self->counts = g_new0 (guint64, (gsize)classes * classes);
}

void
vanity_confusion_clear (VanityConfusion *self)
{
  g_clear_pointer (&self->counts, g_free);
}

void
vanity_confusion_add (VanityConfusion *self, int is, int said)
{
  g_return_if_fail (is >= 0 && is < self->classes && said >= 0 && said < self->classes);

  self->counts[(gsize)is * self->classes + said]++;
}

static double
divide (double part, double whole)
{
  return whole > 0.0 ? part / whole : 0.0;
}

/* How many samples there are of a class, how many were said to be, and how many both. */
typedef struct
{
  double are, said, both;
} Counts;

static Counts
count_class (const VanityConfusion *self, int class)
{
  Counts counts = { .both = self->counts[(gsize) class * self->classes + class] };

  for (int i = 0; i < self->classes; i++)
    {
      counts.are += self->counts[(gsize) class * self->classes + i];
      counts.said += self->counts[(gsize)i * self->classes + class];
    }
  return counts;
}

double
vanity_confusion_get_accuracy (const VanityConfusion *self)
{
  double right = 0.0, all = 0.0;

  for (int i = 0; i < self->classes; i++)
    {
      Counts counts = count_class (self, i);

      right += counts.both;
      all += counts.are;
    }
  return divide (right, all);
}

double
vanity_confusion_get_precision (const VanityConfusion *self, int class)
{
  Counts counts = count_class (self, class);

  return divide (counts.both, counts.said);
}

double
vanity_confusion_get_recall (const VanityConfusion *self, int class)
{
  Counts counts = count_class (self, class);

  return divide (counts.both, counts.are);
}

double
vanity_confusion_get_f1 (const VanityConfusion *self, int class)
{
  double precision = vanity_confusion_get_precision (self, class);
  double recall = vanity_confusion_get_recall (self, class);

  return divide (2.0 * precision * recall, precision + recall);
}

double
vanity_confusion_get_iou (const VanityConfusion *self, int class)
{
  Counts counts = count_class (self, class);

  return divide (counts.both, counts.are + counts.said - counts.both);
}

static double
take_mean (const VanityConfusion *self, double (*get) (const VanityConfusion *self, int class))
{
  double sum = 0.0, classes = 0.0;

  for (int i = 0; i < self->classes; i++)
    {
      Counts counts = count_class (self, i);

      if (counts.are + counts.said == 0.0)
        continue;
      sum += get (self, i);
      classes += 1.0;
    }
  return divide (sum, classes);
}

double
vanity_confusion_get_macro_precision (const VanityConfusion *self)
{
  return take_mean (self, vanity_confusion_get_precision);
}

double
vanity_confusion_get_macro_recall (const VanityConfusion *self)
{
  return take_mean (self, vanity_confusion_get_recall);
}

double
vanity_confusion_get_macro_f1 (const VanityConfusion *self)
{
  return take_mean (self, vanity_confusion_get_f1);
}

double
vanity_confusion_get_mean_iou (const VanityConfusion *self)
{
  return take_mean (self, vanity_confusion_get_iou);
}
