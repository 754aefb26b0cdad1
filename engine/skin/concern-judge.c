#include "skin/concern-judge.h"

#include "skin/concern-score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEEN 0.5f
/* Thresholds that are tried: from the first, each so many times the last. */
#define TRIED 18
#define FIRST 0.02
#define TIMES 1.25

typedef struct
{
  double value;
  int index;
} Ranked;

static int
compare_ranked (gconstpointer one, gconstpointer other)
{
  double a = ((const Ranked *)one)->value, b = ((const Ranked *)other)->value;

  return a < b ? -1 : a > b;
}

static double *
new_ranks (const double *values, int count)
{
  g_autofree Ranked *sorted = g_new (Ranked, count);
  double *ranks = g_new (double, count);

  for (int i = 0; i < count; i++)
    sorted[i] = (Ranked){ values[i], i };
  qsort (sorted, (gsize)count, sizeof *sorted, compare_ranked);
  for (int i = 0, end; i < count; i = end)
    {
      for (end = i + 1; end < count && !(sorted[end].value > sorted[i].value); end++)
        ;
      for (int k = i; k < end; k++)
        ranks[sorted[k].index] = (i + end - 1) / 2.0;
    }
  return ranks;
}

double
vanity_rank_correlation (const double *one, const double *other, int count)
{
  g_autofree double *a = new_ranks (one, count);
  g_autofree double *b = new_ranks (other, count);
  double middle = (count - 1) / 2.0, ab = 0, aa = 0, bb = 0;

  for (int i = 0; i < count; i++)
    {
      ab += (a[i] - middle) * (b[i] - middle);
      aa += (a[i] - middle) * (a[i] - middle);
      bb += (b[i] - middle) * (b[i] - middle);
    }
  return aa > 0 && bb > 0 ? ab / sqrt (aa * bb) : 0;
}

typedef struct
{
  const VanityConcernLessons *lessons;
  const VanityAtlas *atlas;
  VanityConcernSee see;
  gpointer data;
  int n;
  float *rgb, *truth, *maps;
  double score[VANITY_N_CONCERNS][VANITY_CONCERN_STEPS]; /* of one face */
  int clear[VANITY_N_CONCERNS];
  double tried[VANITY_N_CONCERNS][TRIED]; /* overlap at each */
} Judge;

/* Overlap of what was painted and what is seen. */
static double
compare_masks (const Judge *self, int concern, float threshold, double *area)
{
  const float *truth = self->truth + concern * self->n, *map = self->maps + concern * self->n;
  const float *visibility = self->rgb + 3 * self->n;
  int both = 0, either = 0, told = 0, seen = 0;

  for (int i = 0; i < self->n; i++)
    {
      gboolean a = truth[i] >= VANITY_CONCERN_CLEAR, b = map[i] >= threshold;

      if (visibility[i] <= SEEN)
        continue;
      seen++;
      both += a && b;
      either += a || b;
      told += a;
    }
  *area = seen > 0 ? (double)told / seen : 0;
  return either > 0 ? (double)both / either : 1;
}

static double
measure_area (const Judge *self, int concern)
{
  int seen = 0, counted = 0;

  for (int i = 0; i < self->n; i++)
    if (self->rgb[3 * self->n + i] > SEEN)
      {
        seen++;
        counted += self->maps[concern * self->n + i] >= VANITY_CONCERN_CLEAR;
      }
  return seen > 0 ? (double)counted / seen : 0;
}

/* One face with one concern. The same random numbers for all strengths: the face has the same
 * trouble, more and more. */
static gboolean
look (Judge *self, int nth, int concern, int step, guint64 seed, VanityConcernVerdict *verdict,
      gboolean *known, GError **error)
{
  float strength[VANITY_N_CONCERNS] = { 0 };
  VanityRandom random;
  double area;

  strength[concern] = (float)step / (VANITY_CONCERN_STEPS - 1);
  vanity_random_init (&random, seed + 1000 * (guint64)nth + (guint64)concern);
  *known = vanity_concern_lessons_paint (self->lessons, nth, strength, &random, self->rgb,
                                         self->truth);
  if (!*known)
    return TRUE;
  if (!self->see (self->data, self->rgb, self->rgb + 3 * self->n, self->maps, error))
    return FALSE;
  self->score[concern][step] = vanity_concern_score (
      (VanityConcern)concern, VANITY_N_ZONES,
      vanity_concern_measure_all (self->atlas, (VanityConcern)concern,
                                  self->maps + concern * self->n, self->rgb + 3 * self->n));
  if (step == 0)
    verdict->area[concern][1] += measure_area (self, concern);
  if (step < VANITY_CONCERN_FIRST_CLEAR)
    return TRUE;
  verdict->overlap[concern] += compare_masks (self, concern, VANITY_CONCERN_CLEAR, &area);
  for (int t = 0; t < TRIED; t++)
    {
      double unused;

      self->tried[concern][t]
          += compare_masks (self, concern, (float)(FIRST * pow (TIMES, t)), &unused);
    }
  verdict->area[concern][0] += area;
  self->clear[concern]++;
  return TRUE;
}

gboolean
vanity_concern_judge (const VanityConcernLessons *lessons, int most, guint64 seed,
                      VanityConcernSee see, gpointer data, VanityConcernVerdict *verdict,
                      GError **error)
{
  int size = vanity_concern_lessons_get_size (lessons), n = size * size;
  int all = vanity_concern_lessons_get_count (lessons), count = MIN (most, all);
  g_autofree float *planes = g_new (float, (4 + 2 * VANITY_N_CONCERNS) * (gsize)n);
  g_autofree double *scores = g_new (double, (gsize)count *VANITY_N_CONCERNS *VANITY_CONCERN_STEPS);
  double strengths[VANITY_CONCERN_STEPS];
  Judge self = { .lessons = lessons,
                 .atlas = vanity_atlas_get (size, error),
                 .see = see,
                 .data = data,
                 .n = n,
                 .rgb = planes,
                 .truth = planes + 4 * n,
                 .maps = planes + (4 + VANITY_N_CONCERNS) * n };

  memset (verdict, 0, sizeof *verdict);
  if (self.atlas == NULL)
    return FALSE;
  for (int k = 0; k < VANITY_CONCERN_STEPS; k++)
    strengths[k] = -k;
  for (int f = 0; f < count; f++)
    {
      int nth = (int)((gint64)f * all / count);
      gboolean known = TRUE;

      for (int k = 0; k < VANITY_N_CONCERNS && known; k++)
        for (int step = 0; step < VANITY_CONCERN_STEPS && known; step++)
          if (!look (&self, nth, k, step, seed, verdict, &known, error))
            return FALSE;
      if (!known)
        continue;
      for (int k = 0; k < VANITY_N_CONCERNS; k++)
        {
          memcpy (scores + ((gsize)k * count + verdict->faces) * VANITY_CONCERN_STEPS,
                  self.score[k], sizeof self.score[k]);
          verdict->within[k]
              += vanity_rank_correlation (self.score[k], strengths, VANITY_CONCERN_STEPS);
        }
      verdict->faces++;
    }
  for (int k = 0; k < VANITY_N_CONCERNS && verdict->faces > 0; k++)
    {
      int pairs = verdict->faces * VANITY_CONCERN_STEPS;
      g_autofree double *wanted = g_new (double, pairs);

      for (int i = 0; i < pairs; i++)
        wanted[i] = strengths[i % VANITY_CONCERN_STEPS];
      verdict->rank[k] = vanity_rank_correlation (scores + (gsize)k * count * VANITY_CONCERN_STEPS,
                                                  wanted, pairs);
      verdict->within[k] /= verdict->faces;
      verdict->overlap[k] /= MAX (self.clear[k], 1);
      verdict->area[k][0] /= MAX (self.clear[k], 1);
      verdict->area[k][1] /= verdict->faces;
      for (int t = 0; t < TRIED; t++)
        if (self.tried[k][t] / MAX (self.clear[k], 1) > verdict->best[k][1])
          {
            verdict->best[k][0] = FIRST * pow (TIMES, t);
            verdict->best[k][1] = self.tried[k][t] / MAX (self.clear[k], 1);
          }
    }
  return TRUE;
}
