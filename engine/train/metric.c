#include "train/metric.h"

#include <math.h>
#include <stdlib.h>

double
vanity_metric_get_top_k (const float *scores, const int *labels, gint64 count, int classes, int k)
{
  gint64 right = 0;

  for (gint64 i = 0; i < count; i++)
    {
      const float *row = scores + i * classes;
      int label = labels[i], before = 0;

      g_return_val_if_fail (label >= 0 && label < classes, 0.0);

      for (int c = 0; c < classes; c++)
        before += row[c] > row[label] || (c < label && row[c] == row[label]);
      right += before < k && !isnan (row[label]);
    }
  return count > 0 ? (double)right / count : 0.0;
}

typedef struct
{
  float score;
  gboolean positive;
} Sample;

static int
compare_samples (gconstpointer one, gconstpointer other)
{
  float a = ((const Sample *)one)->score, b = ((const Sample *)other)->score;

  return (a > b) - (a < b);
}

double
vanity_metric_get_auc (const float *scores, const guint8 *labels, gint64 count)
{
  g_autofree Sample *samples = g_new (Sample, MAX (count, 1));
  double ranks = 0.0, positives = 0.0;

  for (gint64 i = 0; i < count; i++)
    {
      if (isnan (scores[i]))
        return NAN;
      samples[i] = (Sample){ scores[i], labels[i] != 0 };
      positives += labels[i] != 0;
    }
  if (positives == 0.0 || positives == count)
    return NAN;
  qsort (samples, count, sizeof *samples, compare_samples);
  for (gint64 i = 0, end; i < count; i = end)
    {
      double alike = 0.0;

      for (end = i; end < count && samples[end].score == samples[i].score; end++)
        alike += samples[end].positive;
      /* All that are equal have the mean of the ranks from i + 1 to end. */
      ranks += alike * (i + 1 + end) / 2.0;
    }
  return (ranks - positives * (positives + 1.0) / 2.0) / (positives * (count - positives));
}

double
vanity_metric_get_psnr (const float *one, const float *other, gint64 count, double range)
{
  double sum = 0.0;

  g_return_val_if_fail (count > 0, NAN);

  for (gint64 i = 0; i < count; i++)
    sum += ((double)one[i] - other[i]) * ((double)one[i] - other[i]);
  return sum == 0.0 ? INFINITY : 10.0 * log10 (range * range * count / sum);
}
