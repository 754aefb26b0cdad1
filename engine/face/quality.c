#include "face/quality.h"

#include "base/error.h"
#include "face/atlas.h"
#include "face/cover.h"
#include "image/color.h"

#include <math.h>
#include <stdlib.h>

#define SIZE VANITY_COVER_SIZE
#define TEXELS (SIZE * SIZE)
#define SEEN 0.5f

#define MIN_EYE_DISTANCE 60
#define MAX_YAW 35
#define MAX_PITCH 28
#define MAX_OUTSIDE 0.01f
/* A dark skin in good light has a low mean L* or dim highlights, seldom both: of 302 portraits of
 * dark skin only a dim photo lies below these. */
#define DARK_MEAN 18
#define DARK_HIGHLIGHT 40
#define BRIGHT_MEAN 88
#define BLOWN 0.98f
#define MAX_BLOWN 0.15f
#define MIN_SHARPNESS 0.5f
/* The ratio of a sharpness of 0.5, found by blurring sharp portraits by some 2 % of the face's
 * width. */
#define HALF_SHARP 0.03f
#define MAX_GLASSES 0.5f
/* Of the portraits beyond this, six in seven have hair, a hat or a hand on the face; the others are
 * lit from one side only. */
#define MAX_COVER 27

/* Parts of the atlas that are judged by themselves. */
typedef struct
{
  float *skin;     /* neither eyes, brows nor lips */
  float *features; /* eyes, brows and lips: where there is detail in every face */
} Masks;

static const Masks *
get_masks (const VanityAtlas *atlas)
{
  static Masks masks;
  static gsize ready;
  static const VanityContourId parts[]
      = { VANITY_CONTOUR_LIPS_OUTER, VANITY_CONTOUR_EYE_RIGHT, VANITY_CONTOUR_EYE_LEFT,
          VANITY_CONTOUR_BROW_RIGHT, VANITY_CONTOUR_BROW_LEFT };

  if (g_once_init_enter (&ready))
    {
      masks.skin = g_new0 (float, TEXELS);
      masks.features = g_new0 (float, TEXELS);
      for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        vanity_atlas_add_contour (atlas, parts[i], masks.features);
      for (int i = 0; i < TEXELS; i++)
        masks.skin[i] = vanity_atlas_get_triangle (atlas)[i] >= 0 && masks.features[i] == 0 ? 1 : 0;
      g_once_init_leave (&ready, 1);
    }
  return &masks;
}

static float
measure_outside (const VanityFace *face, const VanityImage *image)
{
  int n = 0;

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      const VanityPoint *point = &face->points[i];
      n += !(point->x >= 0 && point->y >= 0 && point->x <= image->width
             && point->y <= image->height);
    }
  return n / (float)VANITY_FACE_MESH_POINTS;
}

static int
compare_floats (gconstpointer one, gconstpointer other)
{
  float a = *(const float *)one, b = *(const float *)other;
  return a < b ? -1 : a > b;
}

static void
measure_light (VanityQualityMeasures *m, const float *rgb, const float *visibility,
               const Masks *masks)
{
  g_autofree float *L = g_new (float, 3 * TEXELS);
  double sum = 0, blown = 0;
  int n = 0, n_skin = 0;

  vanity_lab_from_linear_planes (rgb, rgb + TEXELS, rgb + 2 * TEXELS, L, L + TEXELS, L + 2 * TEXELS,
                                 TEXELS);
  for (int i = 0; i < TEXELS; i++)
    {
      if (visibility[i] < SEEN)
        continue;
      if (masks->skin[i] > 0)
        {
          sum += L[i];
          blown += rgb[i] >= BLOWN && rgb[TEXELS + i] >= BLOWN && rgb[2 * TEXELS + i] >= BLOWN;
          n_skin++;
        }
      L[n++] = L[i];
    }
  if (n_skin == 0)
    return;
  qsort (L, n, sizeof *L, compare_floats);
  m->brightness = sum / n_skin;
  m->highlight = L[n - 1 - n / 50];
  m->blown = blown / n_skin;
}

/* The strength of the finest detail of eyes, brows and lips against their contrast: variance of the
 * Laplacian over variance (Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy",
 * 2000), at the atlas's scale, so that neither the face's size nor its colour matters. */
static float
measure_sharpness (const float *rgb, const float *visibility, const Masks *masks)
{
  g_autofree float *picture = g_new (float, TEXELS);
  double sum = 0, squares = 0, detail = 0, n = 0;

  for (int i = 0; i < TEXELS; i++)
    picture[i] = sqrtf (
        MAX (0.2126f * rgb[i] + 0.7152f * rgb[TEXELS + i] + 0.0722f * rgb[2 * TEXELS + i], 0));
  for (int y = 1; y < SIZE - 1; y++)
    for (int x = 1; x < SIZE - 1; x++)
      {
        int i = y * SIZE + x;
        if (masks->features[i] == 0 || visibility[i] < SEEN)
          continue;
        float laplacian = picture[i - 1] + picture[i + 1] + picture[i - SIZE] + picture[i + SIZE]
                          - 4 * picture[i];
        sum += picture[i];
        squares += picture[i] * picture[i];
        detail += laplacian * laplacian;
        n++;
      }
  if (n == 0)
    return 0;
  double variance = squares / n - (sum / n) * (sum / n);
  double ratio = variance > 1e-6 ? detail / n / variance : 0;
  return ratio / (ratio + HALF_SHARP);
}

gboolean
vanity_quality_assess (VanityFace *face, const VanityImage *image, VanityQualityMeasures *measures,
                       GError **error)
{
  VanityQualityMeasures m = { 0 };
  const VanityPoint *right = &face->points[33], *left = &face->points[263];
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, error);
  VanityQualityFlags flags = 0;

  if (atlas == NULL)
    return FALSE;

  g_autofree float *rgb = g_new (float, 3 * TEXELS);
  g_autofree float *visibility = g_new (float, TEXELS);
  const Masks *masks = get_masks (atlas);
  if (!vanity_atlas_unwrap (atlas, face->points, image, rgb, visibility, error))
    return FALSE;

  m.size = hypotf (left->x - right->x, left->y - right->y);
  m.outside = measure_outside (face, image);
  measure_light (&m, rgb, visibility, masks);
  m.sharpness = measure_sharpness (rgb, visibility, masks);
  float glasses[VANITY_GLASSES_FEATURES];
  vanity_cover_measure_glasses (rgb, visibility, glasses);
  m.glasses = vanity_cover_judge_glasses (glasses);
  m.cover = vanity_cover_measure_skin (atlas, rgb, visibility);

  if (m.size < MIN_EYE_DISTANCE)
    flags |= VANITY_QUALITY_SMALL;
  if (m.brightness < DARK_MEAN && m.highlight < DARK_HIGHLIGHT)
    flags |= VANITY_QUALITY_DARK;
  if (m.brightness > BRIGHT_MEAN || m.blown > MAX_BLOWN)
    flags |= VANITY_QUALITY_BRIGHT;
  if (fabsf (face->pose.yaw) > MAX_YAW || fabsf (face->pose.pitch) > MAX_PITCH)
    flags |= VANITY_QUALITY_TURNED;
  if (m.sharpness < MIN_SHARPNESS)
    flags |= VANITY_QUALITY_BLURRED;
  if (m.outside > MAX_OUTSIDE)
    flags |= VANITY_QUALITY_CUT;
  if (m.glasses > MAX_GLASSES || m.cover > MAX_COVER)
    flags |= VANITY_QUALITY_COVERED;

  face->quality.flags = flags;
  face->quality.size = m.size;
  face->quality.brightness = m.brightness;
  face->quality.sharpness = m.sharpness;
  if (measures != NULL)
    *measures = m;
  return TRUE;
}
