#include "train-worn-judge.h"

#include <string.h>

#define SEED 5

static int
find_wanted_level (const float *wanted, const float *known, VanityWornPart part)
{
  int level = 0;

  if (known[VANITY_WORN_STEPS * (int)part] <= 0)
    return -1;
  for (int k = 0; k < VANITY_WORN_STEPS; k++)
    level += wanted[VANITY_WORN_STEPS * (int)part + k] > 0.5f;
  return level;
}

static void
count_answer (VanityConfusion *confusion, const float *wanted, const float *known, int answer,
              float told)
{
  if (known[answer] > 0)
    vanity_confusion_add (confusion, wanted[answer] > 0.5f, told > 0.5f);
}

static void
count_face (VanityWornScores *scores, const VanityDatasetFace *face, const VanityWorn *worn,
            const float *wanted, const float *known)
{
  int level = find_wanted_level (wanted, known, VANITY_WORN_WHOLE);

  count_answer (&scores->glasses, wanted, known, VANITY_WORN_GLASSES, worn->glasses);
  count_answer (&scores->beard, wanted, known, VANITY_WORN_BEARD, worn->beard);
  if (level < 0)
    return;
  int told = (int)vanity_worn_get_level (worn, VANITY_WORN_WHOLE);
  vanity_confusion_add (&scores->whole[VANITY_N_SKIN_GROUPS], level, told);
  if (face->skin[0] <= 0)
    return;
  int tone
      = vanity_skin_tone_find ((VanityLab){ face->skin[0], face->skin[1], face->skin[2] }, NULL);
  vanity_confusion_add (&scores->whole[vanity_skin_tone_get_group (tone)], level, told);
}

static void
init_scores (VanityWornScores *scores)
{
  for (int i = 0; i < VANITY_WORN_N_GROUPS; i++)
    vanity_confusion_init (&scores->whole[i], VANITY_WORN_N_LEVELS);
  for (int i = 0; i < VANITY_WORN_N_PARTS; i++)
    vanity_confusion_init (&scores->painted[i], VANITY_WORN_N_LEVELS);
  vanity_confusion_init (&scores->glasses, 2);
  vanity_confusion_init (&scores->beard, 2);
  vanity_confusion_init (&scores->sunglasses, 2);
}

void
vanity_worn_scores_clear (VanityWornScores *scores)
{
  for (int i = 0; i < VANITY_WORN_N_GROUPS; i++)
    vanity_confusion_clear (&scores->whole[i]);
  for (int i = 0; i < VANITY_WORN_N_PARTS; i++)
    vanity_confusion_clear (&scores->painted[i]);
  vanity_confusion_clear (&scores->glasses);
  vanity_confusion_clear (&scores->beard);
  vanity_confusion_clear (&scores->sunglasses);
}

gboolean
vanity_worn_scores_measure (VanityWornScores *scores, const VanityDataset *dataset,
                            const VanityWornSamples *samples, int n_painted, VanityWornTell tell,
                            gpointer data, GError **error)
{
  g_autofree float *view = g_new (float, VANITY_WORN_CHANNELS *VANITY_WORN_SIDE *VANITY_WORN_SIDE);
  float wanted[VANITY_WORN_N_ANSWERS], known[VANITY_WORN_N_ANSWERS];
  VanityRandom random;
  VanityWorn worn;

  init_scores (scores);
  vanity_random_init (&random, SEED);
  for (int i = 0; i < vanity_dataset_get_count (dataset); i++)
    if (vanity_worn_samples_read_face (samples, i, view, wanted, known))
      {
        if (!tell (i, view, &worn, data, error))
          return FALSE;
        count_face (scores, vanity_dataset_get_face (dataset, i), &worn, wanted, known);
      }
  for (int i = 0; i < n_painted; i++)
    {
      if (!vanity_worn_samples_paint_face (samples, i % 2 == 1, &random, view, wanted, known, error)
          || !tell (-1, view, &worn, data, error))
        return FALSE;
      count_answer (&scores->sunglasses, wanted, known, VANITY_WORN_SUNGLASSES, worn.sunglasses);
      for (int part = 0; part < VANITY_WORN_N_PARTS; part++)
        {
          int level = find_wanted_level (wanted, known, (VanityWornPart)part);

          if (level >= 0)
            vanity_confusion_add (&scores->painted[part], level,
                                  (int)vanity_worn_get_level (&worn, (VanityWornPart)part));
        }
    }
  return TRUE;
}

/* Of one row of the matrix: how many are within one, and how many there are. */
static void
count_row (const VanityConfusion *levels, int is, double *near, double *all)
{
  *near = *all = 0;
  for (int said = 0; said < levels->classes; said++)
    {
      double count = (double)levels->counts[is * levels->classes + said];

      *all += count;
      *near += ABS (is - said) <= 1 ? count : 0;
    }
}

double
vanity_worn_get_within_one (const VanityConfusion *levels)
{
  double near = 0, all = 0;

  for (int is = 0; is < levels->classes; is++)
    {
      double row_near, row;

      count_row (levels, is, &row_near, &row);
      near += row_near;
      all += row;
    }
  return all > 0 ? near / all : 0;
}

double
vanity_worn_get_macro_within_one (const VanityConfusion *levels)
{
  double sum = 0, rows = 0;

  for (int is = 0; is < levels->classes; is++)
    {
      double near, all;

      count_row (levels, is, &near, &all);
      if (all > 0)
        sum += near / all;
      rows += all > 0;
    }
  return rows > 0 ? sum / rows : 0;
}

static void
append_levels (GString *text, const char *name, const VanityConfusion *levels)
{
  g_string_append_printf (
      text,
      "%-12s within one %.3f (macro %.3f), exact %.3f, macro precision %.3f, "
      "recall %.3f, F1 %.3f;",
      name, vanity_worn_get_within_one (levels), vanity_worn_get_macro_within_one (levels),
      vanity_confusion_get_accuracy (levels), vanity_confusion_get_macro_precision (levels),
      vanity_confusion_get_macro_recall (levels), vanity_confusion_get_macro_f1 (levels));
  for (int is = 0; is < levels->classes; is++)
    for (int said = 0; said < levels->classes; said++)
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT, said == 0 ? "  " : " ",
                              levels->counts[is * levels->classes + said]);
  g_string_append_c (text, '\n');
}

static void
append_answer (GString *text, const char *name, const VanityConfusion *answer)
{
  g_string_append_printf (text,
                          "%-12s accuracy %.3f, precision %.3f, recall %.3f, F1 %.3f;  %d %d  %d "
                          "%d\n",
                          name, vanity_confusion_get_accuracy (answer),
                          vanity_confusion_get_precision (answer, 1),
                          vanity_confusion_get_recall (answer, 1),
                          vanity_confusion_get_f1 (answer, 1), (int)answer->counts[0],
                          (int)answer->counts[1], (int)answer->counts[2], (int)answer->counts[3]);
}

char *
vanity_worn_scores_to_text (const VanityWornScores *scores)
{
  GString *text = g_string_new (NULL);

  append_levels (text, "whole", &scores->whole[VANITY_N_SKIN_GROUPS]);
  for (int group = 0; group < VANITY_N_SKIN_GROUPS; group++)
    {
      g_autofree char *name
          = g_strdup_printf ("Monk %s", vanity_skin_group_get_label ((VanitySkinGroup)group));

      append_levels (text, name, &scores->whole[group]);
    }
  for (int part = 0; part < VANITY_WORN_N_PARTS; part++)
    {
      g_autofree char *name
          = g_strdup_printf ("painted %s", vanity_worn_part_get_id ((VanityWornPart)part));

      append_levels (text, name, &scores->painted[part]);
    }
  append_answer (text, "glasses", &scores->glasses);
  append_answer (text, "sunglasses", &scores->sunglasses);
  append_answer (text, "beard", &scores->beard);
  return g_string_free (text, FALSE);
}
