#include "transfer/wear.h"

#include "base/error.h"
#include "makeup/mix.h"
#include "transfer/wear-private.h"

#include <string.h>

#define ATLAS_SIDE 256

struct _VanityWearer
{
  VanityImage *image;
  VanityWearFace face;  /* without a canvas when it cannot be measured */
  VanityChange *change; /* laid on it, or NULL */
};

VanityWearer *
vanity_wearer_new (VanityImage *image, const VanityFace *face, GCancellable *cancellable,
                   GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (ATLAS_SIDE, error);
  g_autoptr (VanityWearer) wearer = NULL;
  g_autoptr (GError) problem = NULL;
  VanityCanvas *canvas;

  if (atlas == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  canvas = vanity_canvas_new (image, face, &problem);
  if (canvas == NULL && !g_error_matches (problem, VANITY_ERROR, VANITY_ERROR_VALUE))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  wearer = g_new0 (VanityWearer, 1);
  wearer->image = vanity_image_ref (image);
  if (canvas != NULL && !vanity_wear_face_init (&wearer->face, canvas, atlas, error))
    return NULL;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&wearer);
}

void
vanity_wearer_free (VanityWearer *wearer)
{
  if (wearer == NULL)
    return;
  vanity_wear_face_clear (&wearer->face);
  vanity_change_free (wearer->change);
  vanity_image_unref (wearer->image);
  g_free (wearer);
}

/* The grid follows the size of the atlas. */
static gboolean
take_size (VanityWearer *wearer, int size, GError **error)
{
  const VanityAtlas *atlas;

  if (size == vanity_atlas_get_size (wearer->face.atlas))
    return TRUE;
  if (size < VANITY_ATLAS_MIN_SIZE || size > VANITY_ATLAS_MAX_SIZE || (size & (size - 1)) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "A change of %d × %d texels: a power of two from %d to %d is wanted", size, size,
                   VANITY_ATLAS_MIN_SIZE, VANITY_ATLAS_MAX_SIZE);
      return FALSE;
    }
  atlas = vanity_atlas_get (size, error);
  return atlas != NULL && vanity_wear_face_set_atlas (&wearer->face, atlas, error);
}

gboolean
vanity_wearer_set_change (VanityWearer *wearer, const VanityChange *change,
                          GCancellable *cancellable, GError **error)
{
  VanityWearFace *face = &wearer->face;
  gboolean laid;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (face->canvas == NULL)
    return TRUE;
  if (change != NULL && !take_size (wearer, change->size, error))
    return FALSE;
  vanity_canvas_clean (face->canvas);
  laid = change == NULL || vanity_wear_lay (face, wearer->image, change, cancellable, error);
  if (!laid)
    {
      /* Laying the old one again costs a cancelled call some time, and everybody else no memory
       * for a second set of planes. */
      vanity_canvas_clean (face->canvas);
      if (wearer->change != NULL && take_size (wearer, wearer->change->size, NULL))
        vanity_wear_lay (face, wearer->image, wearer->change, NULL, NULL);
      return FALSE;
    }
  vanity_change_free (wearer->change);
  wearer->change = change != NULL ? vanity_change_copy (change) : NULL;
  return TRUE;
}

/* A mix, and what its function needs. */
typedef struct
{
  VanityMix mix;
  const VanityWearer *wearer;
  VanityMask *rest; /* strength beside the lips, on the grid; NULL: the same everywhere */
  float lips;
} Dose;

static void
get_strength (gconstpointer data, int y, int x, int n, float *strength)
{
  const Dose *dose = data;
  const VanityMask *area = vanity_wear_face_get_lips (&dose->wearer->face, dose->wearer->change);
  g_autofree float *row = NULL;
  int from, to;

  vanity_mask_get_field_row (dose->rest, y, x, n, strength);
  if (area == NULL || y < area->rect.y || y >= area->rect.y + area->rect.height)
    return;
  from = CLAMP (area->rect.x - x, 0, n);
  to = CLAMP (area->rect.x + area->rect.width - x, from, n);
  row = g_new (float, (gsize)(to - from) + 1);
  vanity_mask_get_row (area, y, x + from, to - from, row);
  for (int i = from; i < to; i++)
    strength[i] += row[i - from] * (dose->lips - strength[i]);
}

/* A weight comes out of sums: what all parts agree on is that to the bit. */
static void
dose_init (Dose *dose, const VanityWearer *wearer, const double *strength)
{
  const VanityWearFace *face = &wearer->face;
  float doses[VANITY_N_CHANGES];
  gboolean even = TRUE;

  for (int k = 0; k < VANITY_N_CHANGES; k++)
    {
      doses[k] = strength != NULL ? (float)CLAMP (strength[k], 0, VANITY_WEAR_MAX_STRENGTH) : 1;
      even = even && doses[k] == doses[0];
    }
  *dose = (Dose){ .wearer = wearer, .lips = doses[VANITY_CHANGE_LIPS] };
  dose->mix = (VanityMix){ .image = wearer->image, .canvas = face->canvas, .strength = doses[0] };
  if (face->canvas == NULL || (even && doses[0] <= 1))
    return;
  dose->mix.get_strength = get_strength;
  dose->mix.data = dose;
  dose->rest = vanity_mask_new (&face->canvas->rect, NULL, face->step);
  for (int i = 0; i < dose->rest->width * dose->rest->height; i++)
    {
      float sum = 0;

      for (int k = 0; k < VANITY_N_CHANGES; k++)
        if (k != VANITY_CHANGE_LIPS)
          sum += doses[k] * face->part[k]->data[i];
      dose->rest->data[i] = even ? doses[0] : sum;
    }
}

static void
dose_clear (Dose *dose)
{
  vanity_mask_free (dose->rest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dose, dose_clear)

void
vanity_wearer_lay (VanityWearer *wearer, const double strength[VANITY_N_CHANGES],
                   VanityImage *image, const VanityRect *part)
{
  g_auto (Dose) dose = { .rest = NULL };

  dose_init (&dose, wearer, strength);
  vanity_mix_add (&dose.mix, image, part);
}

void
vanity_wearer_render_into (VanityWearer *wearer, const double strength[VANITY_N_CHANGES],
                           VanityImage *image, VanityRect *changed)
{
  g_auto (Dose) dose = { .rest = NULL };
  VanityRect written;

  dose_init (&dose, wearer, strength);
  written = vanity_mix_write (&dose.mix, image);
  if (changed != NULL)
    *changed = written;
}

VanityImage *
vanity_wearer_render (VanityWearer *wearer, const double strength[VANITY_N_CHANGES], GError **error)
{
  VanityImage *image = vanity_image_copy (wearer->image, error);

  if (image != NULL)
    vanity_wearer_render_into (wearer, strength, image, NULL);
  return image;
}
