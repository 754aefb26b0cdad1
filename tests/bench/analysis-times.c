#include "analysis-times.h"

#include "analysis/analysis.h"
#include "base/parallel.h"
#include "portrait.h"
#include "race.h"

#include <stdio.h>
#include <time.h>

#define ROUNDS 5
#define SIZE 256 /* of the texture, as the analysis has it */

typedef enum
{
  FIND,
  ALL,
  PROCESSOR, /* that all of it takes, of all cores together */
  TEXTURE,
  LIGHT,
  WORN,
  SKIN,
  HEAD,
  GATE,
  CONCERNS,
  COLORS,
  FEATURES,
  N_TIMES
} Time;

static const char *const labels[N_TIMES] = {
  [TEXTURE] = "texture",   [LIGHT] = "light",    [WORN] = "makeup and glasses",
  [SKIN] = "skin colour",  [HEAD] = "head",      [GATE] = "gate",
  [CONCERNS] = "concerns", [COLORS] = "colours", [FEATURES] = "features",
};

/* One after the other; in the analysis some of them run side by side. */
static gboolean
time_parts (const VanityImage *image, const VanityFace *face, double *times, GError **error)
{
  gint64 since = g_get_monotonic_time ();
  g_autoptr (VanityTexture) texture
      = vanity_texture_new (image, face, SIZE, VANITY_GLASSES_UNKNOWN, error);
  g_autoptr (VanityHeadParser) parser = NULL;
  g_autoptr (VanityHeadMap) map = NULL;
  g_autoptr (VanityConcerns) concerns = NULL;
  g_autofree VanityFeatures *features = g_new (VanityFeatures, 1);
  VanityIlluminant light;
  VanityWorn worn;
  VanitySkinColor skin;
  VanityFaceColors colors;
  VanityGate gate;

  if (texture == NULL)
    return FALSE;
  times[TEXTURE] = race_take_lap (&since);
  if (!vanity_illuminant_estimate (image, face, texture, &light, error))
    return FALSE;
  times[LIGHT] = race_take_lap (&since);
  if (!vanity_worn_judge (texture, &worn, error))
    return FALSE;
  times[WORN] = race_take_lap (&since);
  if (!vanity_skin_color_measure (texture, &light, NULL, &skin, error))
    return FALSE;
  times[SKIN] = race_take_lap (&since);
  parser = vanity_head_parser_new (error);
  map = parser ? vanity_head_parser_run (parser, image, face, NULL, error) : NULL;
  if (map == NULL)
    return FALSE;
  times[HEAD] = race_take_lap (&since);
  if (!vanity_gate_assess (image, face, texture, &light, &worn, &gate, error))
    return FALSE;
  times[GATE] = race_take_lap (&since);
  concerns = vanity_concerns_measure (texture, &light, NULL, error);
  if (concerns == NULL)
    return FALSE;
  times[CONCERNS] = race_take_lap (&since);
  if (!vanity_face_colors_measure (image, face, texture, map, &light, &skin, &colors, error))
    return FALSE;
  times[COLORS] = race_take_lap (&since);
  if (!vanity_features_measure (face, image->width, image->height, features, error))
    return FALSE;
  times[FEATURES] = race_take_lap (&since);
  return TRUE;
}

static gboolean
time_all (VanityPhoto *photo, VanityFaceFinder *finder, double *times, GError **error)
{
  const VanityImage *image = vanity_photo_get_image (photo);
  gint64 since = g_get_monotonic_time ();
  g_autoptr (VanityFace) face = portrait_find_face (photo, finder, error);
  g_autoptr (VanityAnalysis) analysis = NULL;
  clock_t started;

  if (face == NULL)
    return FALSE;
  times[FIND] = race_take_lap (&since);
  started = clock ();
  analysis = vanity_analysis_new (image, face, NULL, NULL, error);
  if (analysis == NULL)
    return FALSE;
  times[ALL] = race_take_lap (&since);
  times[PROCESSOR] = 1e3 * (double)(clock () - started) / CLOCKS_PER_SEC;
  return time_parts (image, face, times, error);
}

gboolean
analysis_times_print (VanityFaceFinder *finder, GFile *file, GError **error)
{
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  double rounds[N_TIMES][ROUNDS], ms[N_TIMES];

  if (photo == NULL)
    return FALSE;
  for (int round = 0; round < ROUNDS; round++)
    {
      double times[N_TIMES];

      if (!time_all (photo, finder, times, error))
        return FALSE;
      for (int i = 0; i < N_TIMES; i++)
        rounds[i][round] = times[i];
    }
  for (int i = 0; i < N_TIMES; i++)
    ms[i] = race_get_median (rounds[i], ROUNDS);
  printf ("Times, on an open photo of %d × %d pixels, %d threads; the median of %d rounds\n",
          vanity_photo_get_image (photo)->width, vanity_photo_get_image (photo)->height,
          vanity_pool_get_threads (vanity_pool_get_default ()), ROUNDS);
  printf ("  analysis, the whole of a photo: %.0f ms (wanted: ≤ 800)\n", ms[ALL]);
  printf ("    in which the processor's cores worked for %.0f ms\n    one after the other:",
          ms[PROCESSOR]);
  for (int i = TEXTURE; i < N_TIMES; i++)
    printf ("%s %s %.0f", i > TEXTURE ? "," : "", labels[i], ms[i]);
  printf ("\n    before, to find the face in it %.0f\n", ms[FIND]);
  return TRUE;
}
