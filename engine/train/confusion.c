#include "train/confusion.h"

void
vanity_confusion_init (VanityConfusion *self, int classes)
{
  self->classes = classes;
  self->counts = g_new0 (guint, classes * classes);
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

  self->counts[is * self->classes + said]++;
}

static double
divide (double part, double whole)
{
  return whole > 0.0 ? part / whole : 0.0;
}

double
vanity_confusion_get_accuracy (const VanityConfusion *self)
{
  double right = 0.0, all = 0.0;

  for (int i = 0; i < self->classes; i++)
    for (int k = 0; k < self->classes; k++)
      {
        all += self->counts[i * self->classes + k];
        right += i == k ? self->counts[i * self->classes + k] : 0;
      }
  return divide (right, all);
}

double
vanity_confusion_get_precision (const VanityConfusion *self, int class)
{
  double said = 0.0;

  for (int i = 0; i < self->classes; i++)
    said += self->counts[i * self->classes + class];
  return divide (self->counts[class * self->classes + class], said);
}

double
vanity_confusion_get_recall (const VanityConfusion *self, int class)
{
  double are = 0.0;

  for (int i = 0; i < self->classes; i++)
    are += self->counts[class * self->classes + i];
  return divide (self->counts[class * self->classes + class], are);
}

double
vanity_confusion_get_f1 (const VanityConfusion *self, int class)
{
  double precision = vanity_confusion_get_precision (self, class);
  double recall = vanity_confusion_get_recall (self, class);

  return divide (2.0 * precision * recall, precision + recall);
}

double
vanity_confusion_get_macro_f1 (const VanityConfusion *self)
{
  double sum = 0.0;

  for (int i = 0; i < self->classes; i++)
    sum += vanity_confusion_get_f1 (self, i);
  return divide (sum, self->classes);
}
