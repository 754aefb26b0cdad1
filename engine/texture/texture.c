#include "texture/texture.h"

#include "face/quality.h"
#include "makeup/canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What hides a face is looked for in a copy this many times as wide as the atlas, at most. */
#define COPY_SIDE 2
#define GLASSES 0.5f
/* What glasses may cover, mm of the canonical head: off the middle, low and high. */
#define GLASSES_SIDE 68
#define GLASSES_LOW -16
#define GLASSES_HIGH 48

/* A texel is skin alone. */
#define ALL_SKIN 0.99f
/* Where so much of the skin around is seen, lids and brows are not at all, and in full. */
#define FRINGE_LOW 0.2f
#define FRINGE_HIGH 0.6f

/* A texel counts as seen from here on. */
#define SEEN 0.5f

void
vanity_texture_free (VanityTexture *texture)
{
  g_free (texture->rgb);
  g_free (texture->visibility);
  g_free (texture);
}

static int
compare_floats (gconstpointer one, gconstpointer other)
{
  float a = *(const float *)one, b = *(const float *)other;

  return a < b ? -1 : a > b;
}

static void
measure_colours (VanityTexture *texture, const VanityAtlas *atlas)
{
  VanityTints tints;

  vanity_tints_measure (atlas, texture->rgb, texture->visibility, &tints);
  texture->skin_known = tints.known;
  texture->skin = tints.skin;
  memcpy (texture->tint, tints.tint, sizeof texture->tint);
  texture->makeup = vanity_tints_judge (&tints);
}

/* A face small enough to look at quickly what hides it. */
static VanityCanvas *
new_canvas (const VanityImage *image, const VanityFace *face, int size, double *scale,
            GError **error)
{
  double side = MAX (face->box[2], face->box[3]), wanted = COPY_SIDE * size / MAX (side, 1);
  g_autoptr (VanityImage) copy = NULL;
  g_autoptr (VanityFace) small = NULL;

  *scale = 1;
  if (wanted > 0.75)
    return vanity_canvas_new (image, face, error);
  copy = vanity_image_new_preview (image, MAX (wanted * MAX (image->width, image->height), 1),
                                   scale, error);
  if (copy == NULL)
    return NULL;
  small = vanity_face_copy (face);
  vanity_face_scale (small, *scale);
  return vanity_canvas_new (copy, small, error);
}

/* Takes off what lies over the face. Colour tells skin from hair, but not a painted lid or lip from
 * what hides it: a fringe is taken to reach over brows and lids as far as it hides the skin around
 * them, and lips to be seen. */
static gboolean
take_cover (VanityTexture *texture, const VanityAtlas *atlas, const VanityImage *image,
            const VanityFace *face, GError **error)
{
  const float *skin = vanity_atlas_get_region (atlas, VANITY_ATLAS_SKIN);
  const float *lids = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIDS);
  const float *brows = vanity_atlas_get_region (atlas, VANITY_ATLAS_BROWS);
  int n = texture->size * texture->size;
  g_autofree float *buffer = g_new (float, 4 * n);
  float *x = buffer, *y = buffer + n, *allow = buffer + 2 * n, *known = buffer + 3 * n;
  double scale;
  g_autoptr (VanityCanvas) canvas = new_canvas (image, face, texture->size, &scale, error);

  if (canvas == NULL)
    return FALSE;
  vanity_atlas_locate (atlas, face->points, x, y);
  for (int i = 0; i < n; i++)
    {
      known[i] = texture->visibility[i] > SEEN && skin[i] > ALL_SKIN;
      allow[i]
          = known[i] > 0 ? vanity_canvas_sample (canvas->allow, x[i] * scale, y[i] * scale) : 0;
    }
  vanity_atlas_restore (atlas, known, allow, 1);
  for (int i = 0; i < n; i++)
    {
      if (texture->visibility[i] <= 0)
        continue;
      float around = CLAMP ((allow[i] - FRINGE_LOW) / (FRINGE_HIGH - FRINGE_LOW), 0, 1);
      texture->visibility[i]
          *= 1 - skin[i] * (1 - CLAMP (allow[i], 0, 1)) - (lids[i] + brows[i]) * (1 - around);
      if (canvas->person != NULL)
        texture->visibility[i] *= vanity_canvas_sample (canvas->person, x[i] * scale, y[i] * scale);
    }
  return TRUE;
}

/* Half a brow above the rim is none. */
static void
take_glasses (VanityTexture *texture, const VanityAtlas *atlas)
{
  const float *brows = vanity_atlas_get_region (atlas, VANITY_ATLAS_BROWS);

  for (int i = 0; i < texture->size * texture->size; i++)
    {
      double place[3];

      if (texture->visibility[i] > 0 && vanity_atlas_get_place (atlas, i, place)
          && fabs (place[0]) < GLASSES_SIDE && place[1] > GLASSES_LOW && place[1] < GLASSES_HIGH)
        texture->visibility[i] = 0;
      texture->visibility[i] *= 1 - brows[i];
    }
}

static void
measure_shown (VanityTexture *texture, const VanityAtlas *atlas)
{
  const gint16 *triangle = vanity_atlas_get_triangle (atlas);
  double seen = 0, all = 0;

  for (int i = 0; i < texture->size * texture->size; i++)
    if (triangle[i] >= 0)
      {
        seen += texture->visibility[i];
        all++;
      }
  texture->shown = seen / all;
}

/* Of the eyes' and the lips' widths, the middle one. */
static float
measure_scale (const VanityAtlas *atlas, const VanityFace *face)
{
  static const int ends[3][2] = { { 33, 133 }, { 263, 362 }, { 61, 291 } };
  const float *chart = vanity_atlas_get_chart (atlas);
  float scale[3];

  for (int k = 0; k < 3; k++)
    {
      const VanityPoint *a = &face->points[ends[k][0]], *b = &face->points[ends[k][1]];
      const float *from = chart + 2 * ends[k][0], *to = chart + 2 * ends[k][1];
      float texels = vanity_atlas_get_size (atlas) * hypotf (to[0] - from[0], to[1] - from[1]);

      scale[k] = hypotf (hypotf (b->x - a->x, b->y - a->y), b->z - a->z) / texels;
    }
  qsort (scale, 3, sizeof *scale, compare_floats);
  return scale[1];
}

VanityTexture *
vanity_texture_new (const VanityImage *image, const VanityFace *face, int size,
                    VanityGlasses glasses, GError **error)
{
  g_autoptr (VanityTexture) texture = g_new0 (VanityTexture, 1);
  const VanityAtlas *atlas = vanity_atlas_get (size, error);
  g_autoptr (VanityFace) judged = NULL;
  VanityQualityMeasures measures;

  if (atlas == NULL)
    return NULL;
  texture->size = size;
  texture->rgb = g_new (float, 3 * (gsize)size * size);
  texture->visibility = g_new (float, (gsize)size *size);
  judged = vanity_face_copy (face);
  if (!vanity_atlas_unwrap (atlas, face->points, image, texture->rgb, texture->visibility, error)
      || !take_cover (texture, atlas, image, face, error)
      || !vanity_quality_assess (judged, image, &measures, error))
    return NULL;
  texture->glasses = glasses == VANITY_GLASSES_WORN
                     || (glasses == VANITY_GLASSES_UNKNOWN && measures.glasses > GLASSES);
  if (texture->glasses)
    take_glasses (texture, atlas);
  measure_shown (texture, atlas);
  texture->scale = measure_scale (atlas, face);
  measure_colours (texture, atlas);
  return g_steal_pointer (&texture);
}

void
vanity_texture_encode (const VanityTexture *texture, guint8 *rgba)
{
  gsize n = (gsize)texture->size * texture->size;

  vanity_color_space_encode (vanity_color_space_get_srgb (), 8, texture->rgb, texture->rgb + n,
                             texture->rgb + 2 * n, rgba, n);
  for (gsize i = 0; i < n; i++)
    rgba[4 * i + 3] = CLAMP (texture->visibility[i], 0, 1) * 255 + 0.5f;
}
