#include "analysis-worn.h"

#include "matrix.h"
#include "portrait.h"
#include "train-worn-judge.h"

#include <stdio.h>

#define SIZE 256    /* of the texture, as an analysis has it */
#define WANTED 85.0 /* of 100 within one level */

typedef struct
{
  const VanityDataset *set;
  const char *folder;
  VanityFaceFinder *finder;
} Album;

/* The set was unrolled by who knew of glasses; of a photo nobody does. */
static gboolean
tell (int index, const float *view, VanityWorn *worn, gpointer data, GError **error)
{
  const Album *album = data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (VanityFace) face = NULL;
  g_autoptr (VanityTexture) texture = NULL;

  if (index < 0)
    return vanity_worn_judge_view (view, worn, error);
  file = portrait_get_file (album->folder, vanity_dataset_get_face (album->set, index)->name);
  photo = vanity_photo_load (file, NULL, error);
  face = photo ? portrait_find_face (photo, album->finder, error) : NULL;
  texture = face ? vanity_texture_new (vanity_photo_get_image (photo), face, SIZE,
                                       VANITY_GLASSES_UNKNOWN, error)
                 : NULL;
  return texture != NULL && vanity_worn_judge (texture, worn, error);
}

static void
print_levels (const char *what, const VanityConfusion *levels)
{
  const char *names[VANITY_WORN_N_LEVELS];

  for (int i = 0; i < VANITY_WORN_N_LEVELS; i++)
    names[i] = vanity_worn_level_get_id ((VanityWornLevel)i);
  matrix_print (what, levels, names);
}

static void
print_answer (const char *what, const VanityConfusion *answer)
{
  static const char *const names[] = { "no", "yes" };

  matrix_print (what, answer, names);
}

static guint64
count_all (const VanityConfusion *levels)
{
  guint64 sum = 0;

  for (int i = 0; i < levels->classes * levels->classes; i++)
    sum += levels->counts[i];
  return sum;
}

/* What always saying one level would reach. */
static double
get_plain_within_one (const VanityConfusion *levels)
{
  double best = 0;

  for (int say = 0; say < levels->classes; say++)
    {
      double near = 0;

      for (int i = 0; i < levels->classes * levels->classes; i++)
        near += ABS (i / levels->classes - say) <= 1 ? (double)levels->counts[i] : 0;
      best = MAX (best, near / (double)MAX (count_all (levels), 1));
    }
  return best;
}

static void
print_within_one (const char *what, const VanityConfusion *levels)
{
  if (count_all (levels) == 0)
    printf ("  analysis, %s: no such faces\n", what);
  else
    printf ("  analysis, %s: %.1f %% (wanted: ≥ %.0f)\n", what,
            100 * vanity_worn_get_within_one (levels), WANTED);
}

static void
print (const VanityWornScores *scores)
{
  const VanityConfusion *all = &scores->whole[VANITY_N_SKIN_GROUPS];

  printf ("What is worn, told of %" G_GUINT64_FORMAT
          " photos that training never saw, as people called them\n",
          count_all (all));
  print_within_one ("makeup within one level", all);
  for (int group = 0; group < VANITY_N_SKIN_GROUPS; group++)
    {
      g_autofree char *what = g_strdup_printf ("makeup within one level, Monk %s",
                                               vanity_skin_group_get_label (group));

      print_within_one (what, &scores->whole[group]);
    }
  printf ("    each level counting alike %.1f %%; always saying the same would reach %.1f %%\n",
          100 * vanity_worn_get_macro_within_one (all), 100 * get_plain_within_one (all));
  print_levels ("makeup", all);
  for (int group = 0; group < VANITY_N_SKIN_GROUPS; group++)
    {
      g_autofree char *what
          = g_strdup_printf ("makeup, Monk %s", vanity_skin_group_get_label (group));

      print_levels (what, &scores->whole[group]);
    }
  print_answer ("glasses", &scores->glasses);
  print_answer ("beard", &scores->beard);
  printf ("What is worn, told of painted faces\n");
  for (int part = 0; part < VANITY_WORN_N_PARTS; part++)
    print_levels (vanity_worn_part_get_id ((VanityWornPart)part), &scores->painted[part]);
  print_answer ("sunglasses", &scores->sunglasses);
}

gboolean
worn_print (const VanityDataset *set, const char *folder, const char *beards,
            VanityFaceFinder *finder, int n_painted, GError **error)
{
  g_autoptr (VanityWornSamples) samples
      = vanity_worn_samples_new (set, VANITY_DATASET_VALIDATION, beards, error);
  Album album = { set, folder, finder };
  g_auto (VanityWornScores) scores = { 0 };

  if (samples == NULL
      || !vanity_worn_scores_measure (&scores, set, samples, n_painted, tell, &album, error))
    return FALSE;
  print (&scores);
  return TRUE;
}
