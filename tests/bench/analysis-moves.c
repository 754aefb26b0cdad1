#include "analysis-moves.h"

#include "analysis-draw.h"
#include "analysis/analysis.h"
#include "portrait.h"
#include "retake.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Of as many photos of a hundred the rest moves less. */
#define MOST 95

typedef enum
{
  OVERALL,
  MONK,
  ITA,
  N_FIGURES
} Figure;

static const struct
{
  const char *label, *unit;
  double wanted;
} figures[N_FIGURES] = {
  [OVERALL] = { "overall score", "points", 5 },
  [MONK] = { "Monk tone", "steps", 1 },
  [ITA] = { "typology angle", "°", 5 },
};

/* NAN where it is withheld. */
typedef struct
{
  double figure[N_FIGURES];
  unsigned reasons;
  double seen_angle; /* of the skin as photographed */
  VanityIlluminant light;
} Told;

typedef struct
{
  GArray *by_kind[RETAKE_N_KINDS][N_FIGURES]; /* double: how far it moved */
  GArray *by_group[VANITY_N_SKIN_GROUPS][N_FIGURES];
  GArray *all[N_FIGURES];
  int lost[RETAKE_N_KINDS][N_FIGURES], won[RETAKE_N_KINDS][N_FIGURES]; /* told of one alone */
  GArray *told[N_FIGURES]; /* of the photos as they are */
} Moves;

static gboolean
tell (VanityPhoto *photo, VanityFaceFinder *finder, Told *told, GError **error)
{
  g_autoptr (GError) unseen = NULL;
  g_autoptr (VanityFace) face = portrait_find_face (photo, finder, &unseen);
  g_autoptr (VanityAnalysis) analysis = NULL;

  *told = (Told){ .figure = { (double)NAN, (double)NAN, (double)NAN } };
  if (face == NULL && g_error_matches (unseen, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  if (face == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&unseen));
      return FALSE;
    }
  analysis = vanity_analysis_new (vanity_photo_get_image (photo), face, NULL, NULL, error);
  if (analysis == NULL)
    return FALSE;
  told->reasons = analysis->gate.reasons;
  told->light = analysis->light;
  if (vanity_analysis_has (analysis, VANITY_ANALYSIS_CONCERNS) && analysis->concerns->overall >= 0)
    told->figure[OVERALL] = (double)analysis->concerns->overall;
  if (vanity_analysis_has (analysis, VANITY_ANALYSIS_SKIN))
    {
      told->figure[MONK] = analysis->skin.monk;
      if (analysis->skin.ita_known)
        told->figure[ITA] = analysis->skin.ita;
      told->seen_angle = analysis->skin.seen_ita;
    }
  return TRUE;
}

/* Tab-separated: the photo, how it was taken, overall score, tone, angle, that of the skin as
 * photographed; the light's red and blue, its exposure, confidence and evidence; the gate's
 * reasons.
 */
static void
list (const char *name, const char *what, const Told *told)
{
  printf ("%s\t%s\t%.1f\t%.0f\t%.1f\t%.1f\t", name, what, told->figure[OVERALL], told->figure[MONK],
          told->figure[ITA], told->seen_angle);
  printf ("%.3f %.3f\t%.2f\t%.2f\t%u\t", (double)told->light.rgb[0], (double)told->light.rgb[2],
          (double)told->light.exposure, (double)told->light.confidence, told->light.evidence);
  for (int i = 0; i < VANITY_GATE_N_REASONS; i++)
    if ((told->reasons >> i) & 1)
      printf (" %s", vanity_gate_reason_get_id ((VanityGateReason)(1U << i)));
  printf ("\n");
}

static void
add (Moves *moves, const VanityDatasetFace *face, Retake kind, const Told *before,
     const Told *after)
{
  VanitySkinGroup group;

  for (int k = 0; k < N_FIGURES; k++)
    {
      double move = fabs (after->figure[k] - before->figure[k]);

      if (!isnan (move))
        {
          g_array_append_val (moves->by_kind[kind][k], move);
          g_array_append_val (moves->all[k], move);
          if (draw_find_group (face, &group))
            g_array_append_val (moves->by_group[group][k], move);
        }
      moves->lost[kind][k] += isnan (after->figure[k]) && !isnan (before->figure[k]);
      moves->won[kind][k] += isnan (before->figure[k]) && !isnan (after->figure[k]);
    }
}

static gboolean
measure (const VanityDatasetFace *face, const char *folder, VanityFaceFinder *finder,
         gboolean listed, Moves *moves, GError **error)
{
  g_autoptr (GFile) file = portrait_get_file (folder, face->name);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  Told before, after;

  if (photo == NULL || !tell (photo, finder, &before, error))
    return FALSE;
  for (int k = 0; k < N_FIGURES; k++)
    if (!isnan (before.figure[k]))
      g_array_append_val (moves->told[k], before.figure[k]);
  if (listed)
    list (face->name, "as it is", &before);
  for (int kind = 0; kind < RETAKE_N_KINDS; kind++)
    {
      g_autoptr (VanityPhoto) other = retake_photo (photo, (Retake)kind, error);

      if (other == NULL || !tell (other, finder, &after, error))
        return FALSE;
      if (listed)
        list (face->name, retake_get_label ((Retake)kind), &after);
      add (moves, face, (Retake)kind, &before, &after);
    }
  return TRUE;
}

static int
compare (gconstpointer one, gconstpointer other)
{
  double a = *(const double *)one, b = *(const double *)other;

  return a < b ? -1 : a > b;
}

typedef struct
{
  guint n;
  double mean, within, most, worst; /* `within`: share that moves no farther than is wanted */
} Summary;

static Summary
summarise (GArray *values, double wanted)
{
  Summary summary = { .n = values->len };

  if (values->len == 0)
    return summary;
  g_array_sort (values, compare);
  for (guint i = 0; i < values->len; i++)
    {
      double value = g_array_index (values, double, i);

      summary.mean += value / values->len;
      summary.within += (value <= wanted ? 1.0 : 0.0) / values->len;
    }
  summary.most = g_array_index (values, double, (values->len - 1) * MOST / 100);
  summary.worst = g_array_index (values, double, values->len - 1);
  return summary;
}

static void
print_row (const char *label, GArray *const *values)
{
  printf ("    %-18s", label);
  for (int k = 0; k < N_FIGURES; k++)
    {
      Summary summary = summarise (values[k], figures[k].wanted);

      printf ("  %4u %5.2f %4.0f %% %5.1f", summary.n, summary.mean, 100 * summary.within,
              summary.worst);
    }
  printf ("\n");
}

static void
print_withheld (const Moves *moves)
{
  printf ("    told of the photo as it is and not of the other, or the other way round\n");
  for (int kind = 0; kind < RETAKE_N_KINDS; kind++)
    {
      printf ("    %-18s", retake_get_label ((Retake)kind));
      for (int k = 0; k < N_FIGURES; k++)
        printf ("  %4d, %4d             ", moves->lost[kind][k], moves->won[kind][k]);
      printf ("\n");
    }
}

/* How far people differ, beside which a move is large or small. */
static void
print_spread (GArray *values, const char *label, int count)
{
  double sum = 0, squares = 0, n = values->len;

  for (guint i = 0; i < values->len; i++)
    {
      double value = g_array_index (values, double, i);

      sum += value / n;
      squares += value * value / n;
    }
  printf ("  %s: told of %u of %d photos as they are, mean %.1f, deviation %.1f\n", label,
          values->len, count, sum, sqrt (MAX (squares - sum * sum, 0)));
}

static void
print (const Moves *moves, int count)
{
  printf ("    %-18s", "");
  for (int k = 0; k < N_FIGURES; k++)
    printf ("  %-24s", figures[k].label);
  printf ("\n    %-18s", "");
  for (int k = 0; k < N_FIGURES; k++)
    printf ("     n  mean   ≤ %.0f worst", figures[k].wanted);
  printf ("\n");
  for (int kind = 0; kind < RETAKE_N_KINDS; kind++)
    print_row (retake_get_label ((Retake)kind), moves->by_kind[kind]);
  for (int group = 0; group < VANITY_N_SKIN_GROUPS; group++)
    {
      g_autofree char *label
          = g_strdup_printf ("Monk %s, all", vanity_skin_group_get_label ((VanitySkinGroup)group));

      print_row (label, moves->by_group[group]);
    }
  print_withheld (moves);
  for (int k = 0; k < N_FIGURES; k++)
    {
      Summary summary = summarise (moves->all[k], figures[k].wanted);
      const char *label = figures[k].label, *unit = figures[k].unit;
      int lost = 0;

      if (summary.n == 0)
        {
          printf ("  analysis, %s: not told of any photo\n", label);
          continue;
        }
      print_spread (moves->told[k], label, count);
      for (int kind = 0; kind < RETAKE_N_KINDS; kind++)
        lost += moves->lost[kind][k];
      printf ("  %s: withheld of %d of %u retakes of these\n", label, lost, summary.n + lost);
      printf ("  analysis, %s moves, mean: %.2f %s (wanted: ≤ %.0f)\n", label, summary.mean, unit,
              figures[k].wanted);
      printf ("  analysis, %s moves, %d of 100: %.2f %s (wanted: ≤ %.0f)\n", label, MOST,
              summary.most, unit, figures[k].wanted);
      printf ("  analysis, %s moves, worst: %.2f %s (wanted: ≤ %.0f)\n", label, summary.worst, unit,
              figures[k].wanted);
    }
}

/* Each of the arrays. */
static void
each (Moves *moves, void (*call) (GArray **array))
{
  for (int k = 0; k < N_FIGURES; k++)
    {
      call (&moves->all[k]);
      call (&moves->told[k]);
      for (int kind = 0; kind < RETAKE_N_KINDS; kind++)
        call (&moves->by_kind[kind][k]);
      for (int group = 0; group < VANITY_N_SKIN_GROUPS; group++)
        call (&moves->by_group[group][k]);
    }
}

static void
make (GArray **array)
{
  *array = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
drop (GArray **array)
{
  g_clear_pointer (array, g_array_unref);
}

gboolean
moves_print (const VanityDataset *set, const char *folder, VanityFaceFinder *finder, guint64 seed,
             int count, gboolean listed, GError **error)
{
  g_autoptr (GArray) drawn = draw_tones (set, seed, count);
  gboolean done = TRUE;
  Moves moves = { 0 };

  printf ("The same photo taken otherwise: %u photos (seed %" G_GUINT64_FORMAT
          ") of people that no network learnt from\n",
          drawn->len, seed);
  each (&moves, make);
  for (guint i = 0; done && i < drawn->len; i++)
    done = measure (vanity_dataset_get_face (set, g_array_index (drawn, int, i)), folder, finder,
                    listed, &moves, error);
  if (done)
    print (&moves, (int)drawn->len);
  each (&moves, drop);
  return done;
}
