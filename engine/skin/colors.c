#include "skin/colors.h"

#include "base/error.h"
#include "face/atlas-region.h"
#include "face/mesh.h"
#include "skin/robust.h"
#include "skin/white.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SEEN 0.5f
#define INSIDE 0.6f
/* Of a region's texels by luminance, what is its own colour: lips without gloss, brows without the
 * skin between the hairs, irises without pupil, lashes and glints. */
#define LIPS_LOW 0.1
#define LIPS_HIGH 0.85
#define BROWS_LOW 0.05
#define BROWS_HIGH 0.4
#define EYES_LOW 0.35
#define EYES_HIGH 0.85
#define HAIR_LOW 0.15
#define HAIR_HIGH 0.9
/* An iris between pupil and limbus, in its radii, and the least of them in pixels. */
#define PUPIL 0.45
#define LIMBUS 0.88
#define LEAST_RADIUS 3
/* The most pixels that are looked at along an iris. */
#define ACROSS 40
/* As many colours make one sure of it. */
#define LIPS_SURE 600
#define BROWS_SURE 250
#define EYES_SURE 150
#define HAIR_SURE 400
#define HAIR_PART 0.8f
/* Without a map: above the forehead, in heights of the face, and no surer than this. */
#define ABOVE_FIRST 0.06
#define ABOVE_LAST 0.18
#define UNMAPPED 0.3f
/* Hair that is no darker or lighter, CIEDE2000, is skin: a bald head. */
#define AS_SKIN 7
#define GLASSES_SURE 0.6f

typedef struct
{
  const VanityImage *image;
  const VanityFace *face;
  const VanityTexture *texture;
  const VanityIlluminant *light;
  const VanitySkinColor *skin;
} Look;

/* The colour of `count` of `n` colours in linear planes, between two quantiles of luminance. */
static void
measure (const Look *look, const float *rgb, int n, int *texels, int count, double low, double high,
         int enough, VanityFeatureColor *color)
{
  g_autofree VanityLab *labs = NULL;
  VanityColorCloud cloud;
  float sure = 0.5f + 0.5f * look->light->confidence;

  memset (color, 0, sizeof *color);
  count = vanity_white_keep (rgb, n, texels, count, vanity_white_get_luminance, low, high);
  labs = g_new (VanityLab, MAX (count, 1));
  for (int k = 0; k < count; k++)
    {
      int i = texels[k];

      labs[k] = vanity_lab_from_linear ((VanityRgb){ rgb[i], rgb[n + i], rgb[2 * n + i] });
    }
  if (!vanity_color_cloud_measure (labs, count, &cloud))
    return;
  color->known = TRUE;
  color->seen = (VanityLab){ (float)cloud.mean[0], (float)cloud.mean[1], (float)cloud.mean[2] };
  color->lab = vanity_illuminant_correct (look->light, color->seen, 1);
  color->sure = sure * MIN ((float)count / enough, 1);
}

static void
measure_region (const Look *look, VanityAtlasRegion region, double low, double high, int enough,
                VanityFeatureColor *color)
{
  const VanityAtlas *atlas = vanity_atlas_get (look->texture->size, NULL);
  int n = look->texture->size * look->texture->size, count = 0;
  g_autofree int *texels = g_new (int, n);
  const float *map, *rgb = look->texture->rgb;

  memset (color, 0, sizeof *color);
  if (atlas == NULL)
    return;
  map = vanity_atlas_get_region (atlas, region);
  for (int i = 0; i < n; i++)
    if (map[i] > INSIDE && look->texture->visibility[i] > SEEN)
      texels[count++] = i;
  measure (look, rgb, n, texels, count, low, high, MAX (enough * n / 65536, 20), color);
}

/* Points of the photo, gathered as planes of linear light. */
typedef struct
{
  float *rgb;
  int *texels;
  int most, count;
} Points;

static void
points_init (Points *points, int most)
{
  points->rgb = g_new (float, 3 * (gsize)most);
  points->texels = g_new (int, most);
  points->most = most;
  points->count = 0;
}

static void
points_clear (Points *points)
{
  g_free (points->rgb);
  g_free (points->texels);
}

static void
points_add (Points *points, const VanityImage *image, double x, double y)
{
  int column = (int)floor (x), row = (int)floor (y), i = points->count;

  if (!(x >= 0) || !(y >= 0) || column >= image->width || row >= image->height
      || points->count == points->most)
    return;
  vanity_color_space_decode (image->space, image->depth,
                             vanity_image_row (image, row) + (gsize)column * image->depth / 2,
                             points->rgb + i, points->rgb + points->most + i,
                             points->rgb + 2 * (gsize)points->most + i, 1);
  points->texels[points->count++] = i;
}

/* Whether (x, y) lies in a closed contour of the mesh, by crossings. */
static gboolean
is_inside (const VanityFace *face, VanityContourId id, double x, double y)
{
  const VanityContour *contour = vanity_mesh_get_contour (id);
  gboolean inside = FALSE;

  for (int k = 0; k < contour->n; k++)
    {
      const VanityPoint *a = &face->points[contour->index[k]];
      const VanityPoint *b = &face->points[contour->index[(k + 1) % contour->n]];

      if (((double)a->y > y) != ((double)b->y > y)
          && x < (double)a->x + (y - (double)a->y) * (double)(b->x - a->x) / (double)(b->y - a->y))
        inside = !inside;
    }
  return inside;
}

static void
add_iris (const Look *look, gboolean left, Points *points)
{
  const VanityPoint *iris = &look->face->points[VANITY_FACE_MESH_POINTS + (left ? 5 : 0)];
  VanityContourId opening = left ? VANITY_CONTOUR_EYE_LEFT : VANITY_CONTOUR_EYE_RIGHT;
  double radius = 0, step;

  for (int k = 1; k <= 4; k++)
    radius += hypot ((double)(iris[k].x - iris->x), (double)(iris[k].y - iris->y)) / 4;
  if (!(radius > LEAST_RADIUS) || !isfinite (radius))
    return;
  step = MAX (2 * radius / ACROSS, 1);
  for (double dy = -radius; dy <= radius; dy += step)
    for (double dx = -radius; dx <= radius; dx += step)
      {
        double r = hypot (dx, dy) / radius;

        if (r > PUPIL && r < LIMBUS
            && is_inside (look->face, opening, (double)iris->x + dx, (double)iris->y + dy))
          points_add (points, look->image, (double)iris->x + dx, (double)iris->y + dy);
      }
}

static void
measure_eyes (const Look *look, VanityFeatureColor *color)
{
  Points points;

  points_init (&points, 2 * (ACROSS + 1) * (ACROSS + 1));
  add_iris (look, FALSE, &points);
  add_iris (look, TRUE, &points);
  measure (look, points.rgb, points.most, points.texels, points.count, EYES_LOW, EYES_HIGH,
           EYES_SURE, color);
  if (look->texture->glasses)
    color->sure *= GLASSES_SURE;
  points_clear (&points);
}

static void
add_mapped_hair (const Look *look, const VanityHeadMap *map, Points *points)
{
  gsize cells = (gsize)map->side * map->side;
  const float *hair = map->probability + VANITY_HEAD_HAIR * cells;

  for (int y = 0; y < map->side; y++)
    for (int x = 0; x < map->side; x++)
      if (hair[(gsize)y * map->side + x] > HAIR_PART)
        points_add (points, look->image, map->region.x + (x + 0.5) * map->region.width / map->side,
                    map->region.y + (y + 0.5) * map->region.height / map->side);
}

/* Over the top of the forehead, where most people have hair. */
static void
add_guessed_hair (const Look *look, Points *points)
{
  static const int tops[] = { 109, 10, 338 };
  const VanityPoint *p = look->face->points;
  double ux = (double)(p[10].x - p[152].x), uy = (double)(p[10].y - p[152].y);
  double step = MAX (hypot (ux, uy) * (ABOVE_LAST - ABOVE_FIRST) / 24, 1) / MAX (hypot (ux, uy), 1);

  for (gsize k = 0; k + 1 < G_N_ELEMENTS (tops); k++)
    for (int across = 0; across < 12; across++)
      for (double up = ABOVE_FIRST; up <= ABOVE_LAST; up += step)
        {
          double part = across / 12.0;
          double x = (1 - part) * (double)p[tops[k]].x + part * (double)p[tops[k + 1]].x;
          double y = (1 - part) * (double)p[tops[k]].y + part * (double)p[tops[k + 1]].y;

          points_add (points, look->image, x + up * ux, y + up * uy);
        }
}

static void
measure_hair (const Look *look, const VanityHeadMap *map, VanityFeatureColor *color)
{
  Points points;

  points_init (&points, map != NULL ? map->side * map->side : 2 * 12 * 32);
  if (map != NULL)
    add_mapped_hair (look, map, &points);
  else
    add_guessed_hair (look, &points);
  measure (look, points.rgb, points.most, points.texels, points.count, HAIR_LOW, HAIR_HIGH,
           map != NULL ? MAX (HAIR_SURE * map->side / 256 * map->side / 256, 20) : 200, color);
  if (map == NULL)
    {
      color->sure = MIN (color->sure, UNMAPPED);
      if (color->known && look->skin->known
          && vanity_lab_delta_e2000 (color->seen, look->skin->seen) < AS_SKIN)
        memset (color, 0, sizeof *color);
    }
  points_clear (&points);
}

/* What is usual of people on photos, and how they differ: of 54 portraits of all tones whose skin,
 * hair and eyes were seen. */
static const struct
{
  double value, value_spread, chroma, chroma_spread, hue_spread;
} usual = { 48, 13, 42, 16, 9 };

/* Largest difference of L* and what the rule of seasons asks for. */
static void
judge (const Look *look, VanityFaceColors *colors)
{
  const VanityFeatureColor *hair = colors->hair.known ? &colors->hair : &colors->brows;
  double L[3], hue, chroma, spread;
  VanitySeasonTraits traits;

  if (!look->skin->known || !hair->known || !colors->eyes.known)
    return;
  L[0] = (double)look->skin->lab.L;
  L[1] = (double)hair->lab.L;
  L[2] = (double)colors->eyes.lab.L;
  colors->contrast_known = TRUE;
  colors->contrast = MAX (MAX (L[0], L[1]), L[2]) - MIN (MIN (L[0], L[1]), L[2]);
  vanity_undertone_get_deviation (look->skin->lab, &hue, &chroma);
  spread = hypot ((double)look->skin->lab.a, (double)look->skin->lab.b);
  spread = sqrt (look->skin->covariance[1][1] + look->skin->covariance[2][2]) / MAX (spread, 5)
           * 180 / G_PI;
  traits.hue = hue / usual.hue_spread;
  traits.hue_spread = spread / usual.hue_spread;
  traits.value = (0.4 * L[0] + 0.4 * L[1] + 0.2 * L[2] - usual.value) / usual.value_spread;
  traits.value_spread = hypot (sqrt (look->skin->covariance[0][0]), 10 * (1 - (double)hair->sure))
                        / usual.value_spread;
  traits.chroma = (colors->contrast - usual.chroma) / usual.chroma_spread;
  traits.chroma_spread = traits.value_spread;
  if (look->light->confidence <= 0)
    return;
  colors->season_known = TRUE;
  vanity_season_judge (&traits, colors->season);
}

gboolean
vanity_face_colors_measure (const VanityImage *image, const VanityFace *face,
                            const VanityTexture *texture, const VanityHeadMap *map,
                            const VanityIlluminant *light, const VanitySkinColor *skin,
                            VanityFaceColors *colors, GError **error)
{
  Look look = { image, face, texture, light, skin };
  gsize n = (gsize)texture->size * texture->size;

  memset (colors, 0, sizeof *colors);
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    if (!isfinite (face->points[i].x) || !isfinite (face->points[i].y))
      {
        g_set_error (
            error, VANITY_ERROR, VANITY_ERROR_VALUE,
            _ ("Point %d of the face is not a number; colours are measured of faces alone."), i);
        return FALSE;
      }
  for (gsize i = 0; i < 3 * n; i++)
    if (!isfinite (texture->rgb[i]))
      {
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                     _ ("Value %d of the face's texture is not a number."), (int)i);
        return FALSE;
      }
  if (light->evidence & VANITY_LIGHT_GREYSCALE)
    return TRUE;
  measure_region (&look, VANITY_ATLAS_LIPS, LIPS_LOW, LIPS_HIGH, LIPS_SURE, &colors->lips);
  measure_region (&look, VANITY_ATLAS_BROWS, BROWS_LOW, BROWS_HIGH, BROWS_SURE, &colors->brows);
  measure_eyes (&look, &colors->eyes);
  measure_hair (&look, map, &colors->hair);
  judge (&look, colors);
  return TRUE;
}
