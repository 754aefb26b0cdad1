#include "transfer-times.h"

#include "race.h"
#include "transfer/remove.h"

#include <stdio.h>

#define ROUNDS 5
#define STEPS 40
#define PREVIEW_SIDE 1600

typedef enum
{
  READ,    /* the reference: its file, the face in it, what it wears */
  COPY,    /* what it wears, as a change of this face */
  ENLARGE, /* the change, to the photo */
  RENDER,
  NEW, /* all of these */
  TELL,
  REMOVE, /* makeup off the photo, from its texture to the picture */
  STEP,
  N_TIMES
} Time;

static gboolean
time_reference (VanityTransferModel *model, VanityFaceFinder *finder, WornFace *large, GFile *file,
                double *times, GError **error)
{
  VanityImage *image = vanity_photo_get_image (large->photo);
  const VanityFace *face = large->face;
  int size = vanity_transfer_model_get_size (model);
  gint64 since = g_get_monotonic_time ();
  g_autoptr (WornFace) other = worn_face_load (file, finder, size, error);
  g_autoptr (VanityTransferResult) result = NULL;
  g_autoptr (VanityImage) after = NULL;
  VanityTransferWish wish;
  VanityTints wanted;
  VanityReadout readout;

  if (other == NULL)
    return FALSE;
  other->reference
      = vanity_reference_new_from_texture (g_steal_pointer (&other->texture), 0, error);
  if (other->reference == NULL)
    return FALSE;
  times[READ] = race_take_lap (&since);
  vanity_transfer_wish_init (&wish, other->reference);
  result = vanity_transfer_run (model, large->texture, &wish, NULL, error);
  if (result == NULL)
    return FALSE;
  times[COPY] = race_take_lap (&since);
  if (!vanity_wearer_set_change (large->wearer, result->change, NULL, error))
    return FALSE;
  times[ENLARGE] = race_take_lap (&since);
  after = vanity_wearer_render (large->wearer, NULL, error);
  if (after == NULL)
    return FALSE;
  times[RENDER] = race_take_lap (&since);
  times[NEW] = times[READ] + times[COPY] + times[ENLARGE] + times[RENDER];
  vanity_readout_get_wanted (&wish, &wanted);
  race_take_lap (&since);
  if (!vanity_readout_measure (image, after, &face, 1, large->texture, &wanted, &readout, error))
    return FALSE;
  times[TELL] = race_take_lap (&since);
  return TRUE;
}

static gboolean
time_removal (VanityTransferModel *model, WornFace *large, double *times, GError **error)
{
  int n = large->texture->size * large->texture->size;
  const VanityTransferFace self = { large->texture->rgb, large->texture->visibility };
  g_autofree float *layer = g_new (float, VANITY_PAINT_PLANES *n);
  gint64 since = g_get_monotonic_time ();
  g_autoptr (VanityChange) change
      = vanity_transfer_model_run (model, &self, &self, layer, NULL, error);
  g_autoptr (VanityRemoval) removal
      = change ? vanity_removal_new (large->texture, layer, error) : NULL;
  g_autoptr (VanityImage) after = NULL;

  if (removal == NULL || !vanity_wearer_set_change (large->wearer, removal->change, NULL, error))
    return FALSE;
  after = vanity_wearer_render (large->wearer, NULL, error);
  times[REMOVE] = race_take_lap (&since);
  return after != NULL;
}

/* As a drag makes them: into the picture shown. */
static gboolean
time_slider (VanityTransferModel *model, WornFace *large, GFile *file, VanityFaceFinder *finder,
             double *time, GError **error)
{
  double scale, times[STEPS];
  int size = vanity_transfer_model_get_size (model);
  g_autoptr (VanityImage) preview = vanity_image_new_preview (vanity_photo_get_image (large->photo),
                                                              PREVIEW_SIDE, &scale, error);
  g_autoptr (WornFace) other = preview ? worn_face_load (file, finder, size, error) : NULL;
  g_autoptr (VanityFace) small = vanity_face_copy (large->face);
  g_autoptr (VanityWearer) wearer = NULL;
  g_autoptr (VanityTransferResult) result = NULL;
  g_autoptr (VanityImage) shown = NULL;
  VanityTransferWish wish;

  vanity_face_scale (small, scale);
  wearer = other ? vanity_wearer_new (preview, small, NULL, error) : NULL;
  if (wearer == NULL)
    return FALSE;
  other->reference
      = vanity_reference_new_from_texture (g_steal_pointer (&other->texture), 0, error);
  if (other->reference == NULL)
    return FALSE;
  vanity_transfer_wish_init (&wish, other->reference);
  result = vanity_transfer_run (model, large->texture, &wish, NULL, error);
  if (result == NULL || !vanity_wearer_set_change (wearer, result->change, NULL, error))
    return FALSE;
  shown = vanity_wearer_render (wearer, NULL, error);
  if (shown == NULL)
    return FALSE;
  for (int i = 0; i < STEPS; i++)
    {
      double strength[VANITY_N_CHANGES];
      gint64 since = g_get_monotonic_time ();

      for (int k = 0; k < VANITY_N_CHANGES; k++)
        strength[k] = 1.5 * (i + 1) / STEPS;
      vanity_wearer_render_into (wearer, strength, shown, NULL);
      times[i] = race_take_lap (&since);
    }
  *time = race_get_median (times, STEPS);
  return TRUE;
}

gboolean
times_print (VanityTransferModel *model, VanityFaceFinder *finder, GFile *photo, GFile *reference,
             GError **error)
{
  g_autoptr (WornFace) large
      = worn_face_load (photo, finder, vanity_transfer_model_get_size (model), error);
  double rounds[N_TIMES][ROUNDS], ms[N_TIMES];

  if (large == NULL)
    return FALSE;
  large->wearer
      = vanity_wearer_new (vanity_photo_get_image (large->photo), large->face, NULL, error);
  if (large->wearer == NULL)
    return FALSE;
  for (int round = 0; round < ROUNDS; round++)
    {
      double times[N_TIMES] = { 0 };

      if (!time_reference (model, finder, large, reference, times, error)
          || !time_removal (model, large, times, error)
          || !time_slider (model, large, reference, finder, &times[STEP], error))
        return FALSE;
      for (int i = 0; i < N_TIMES; i++)
        rounds[i][round] = times[i];
    }
  for (int i = 0; i < N_TIMES; i++)
    ms[i] = race_get_median (rounds[i], ROUNDS);
  printf ("Times, on an open photo of %d × %d pixels; the median of %d rounds\n",
          vanity_photo_get_image (large->photo)->width,
          vanity_photo_get_image (large->photo)->height, ROUNDS);
  printf ("  transfer, new reference → result in full: %.0f ms (wanted: ≤ 700)\n", ms[NEW]);
  printf ("    read it %.0f, copy %.0f, enlarge %.0f, render %.0f\n", ms[READ], ms[COPY],
          ms[ENLARGE], ms[RENDER]);
  printf ("  transfer, slider step at %d pixels: %.1f ms (wanted: ≤ 16)\n", PREVIEW_SIDE, ms[STEP]);
  printf ("  transfer, makeup off: %.0f ms (wanted: ≤ 700)\n", ms[REMOVE]);
  printf ("  transfer, readout: %.0f ms (wanted: ≤ 150)\n", ms[TELL]);
  return TRUE;
}
