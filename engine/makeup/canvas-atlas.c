/* A canvas that is the makeup atlas: the mesh's points stand where the chart has them. */
#include "makeup/canvas-private.h"

#include "base/error.h"
#include "face/canonical.h"
#include "makeup/plane.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Fields of one sample per texel would cost four times as much and tell hardly more. */
#define FIELD_STEP 2
#define FIELD_STEP_FROM 256 /* texels */
/* Half the height of an iris against the length of the eye. */
#define IRIS 0.2

enum
{
  SIDE_RIGHT = 234,
  SIDE_LEFT = 454,
  RIGHT_OUTER = 33,
  RIGHT_INNER = 133,
  LEFT_INNER = 362,
  LEFT_OUTER = 263,
  LIPS_RIGHT = 61,
  LIPS_LEFT = 291,
};

/* The canonical head as a photo from in front shows it, mm. */
static void
place_head (const VanityCanonicalMesh *mesh, VanityPoint shape[VANITY_FACE_MESH_POINTS])
{
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    shape[i] = (VanityPoint){ 10 * mesh->vertex[i][0], -10 * mesh->vertex[i][1],
                              -10 * mesh->vertex[i][2] };
}

static double
get_distance (const VanityPoint *points, int one, int other)
{
  return hypot ((double)(points[one].x - points[other].x),
                (double)(points[one].y - points[other].y));
}

/* Pixels of the chart to a millimetre of a face 140 mm wide, along a line that is nearly flat. */
static double
measure_unit (const VanityPoint *points, const VanityPoint *shape, int one, int other)
{
  double width = get_distance (shape, SIDE_RIGHT, SIDE_LEFT);

  return get_distance (points, one, other) / get_distance (shape, one, other) * width / 140;
}

static void
place_iris (VanityPoint *points, int first, int inner, int outer)
{
  const VanityPoint *a = &points[inner], *b = &points[outer];
  VanityPoint centre = { 0.5f * (a->x + b->x), 0.5f * (a->y + b->y), 0.5f * (a->z + b->z) };
  float radius = (float)(IRIS * get_distance (points, inner, outer));

  for (int i = 0; i < 5; i++)
    points[first + i] = centre;
  points[first + 1].x += radius;
  points[first + 2].y -= radius;
  points[first + 3].x -= radius;
  points[first + 4].y += radius;
}

static void
place_face (const VanityAtlas *atlas, const VanityPoint *shape, VanityFace *face)
{
  const float *chart = vanity_atlas_get_chart (atlas);
  float size = (float)vanity_atlas_get_size (atlas);
  float scale = size * (chart[2 * SIDE_LEFT] - chart[2 * SIDE_RIGHT])
                / (shape[SIDE_LEFT].x - shape[SIDE_RIGHT].x);

  memset (face, 0, sizeof *face);
  face->score = face->presence = 1;
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    face->points[i]
        = (VanityPoint){ size * chart[2 * i], size * chart[2 * i + 1], scale * shape[i].z };
  place_iris (face->points, VANITY_FACE_MESH_POINTS, RIGHT_INNER, RIGHT_OUTER);
  place_iris (face->points, VANITY_FACE_MESH_POINTS + 5, LEFT_INNER, LEFT_OUTER);
}

/* `visible` gets what `visibility` says on the mesh: the mean over each sample. */
static void
take_hidden (VanityCanvas *canvas, const float *visibility, int size)
{
  VanityMask *visible = canvas->visible;
  g_autoptr (VanityMask) seen = vanity_canvas_new_field (canvas);
  int step = visible->step;

  for (int y = 0; y < canvas->rect.height; y++)
    for (int x = 0; x < canvas->rect.width; x++)
      seen->data[y / step * seen->width + x / step]
          += visibility[(canvas->rect.y + y) * size + canvas->rect.x + x] / (float)(step * step);
  vanity_mask_multiply (visible, seen);
  canvas->cleared = TRUE;
}

VanityCanvas *
vanity_canvas_new_atlas (const VanityAtlas *atlas, const float *rgb, const float *visibility,
                         GError **error)
{
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (error);
  VanityPoint shape[VANITY_FACE_MESH_POINTS];
  VanityFace face;
  g_autoptr (VanityCanvas) canvas = NULL;
  int size = vanity_atlas_get_size (atlas);
  gsize width;

  if (mesh == NULL)
    return NULL;
  place_head (mesh, shape);
  place_face (atlas, shape, &face);
  canvas = vanity_canvas_new_blank (&face, size, size, error);
  if (canvas == NULL)
    return NULL;
  canvas->eye_unit = measure_unit (face.points, shape, RIGHT_OUTER, RIGHT_INNER);
  canvas->lip_unit = measure_unit (face.points, shape, LIPS_RIGHT, LIPS_LEFT);
  canvas->field_step = MAX (1, FIELD_STEP * size / FIELD_STEP_FROM);
  width = (gsize)canvas->rect.width;
  for (int k = 0; k < VANITY_CANVAS_LAYER_PLANES; k++)
    {
      canvas->layer[k] = vanity_plane_new (width * (gsize)canvas->rect.height);
      if (canvas->layer[k] == NULL || canvas->source[k % 3] == NULL)
        {
          g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                               _ ("Not enough memory to make this photo up"));
          return NULL;
        }
    }
  for (int k = 0; k < 3; k++)
    for (int y = 0; y < canvas->rect.height; y++)
      memcpy (canvas->source[k] + (gsize)y * width,
              rgb + ((gsize)k * (gsize)size + (gsize)(canvas->rect.y + y)) * (gsize)size
                  + canvas->rect.x,
              sizeof (float) * width);
  if (!vanity_canvas_measure_mean (canvas, error))
    return NULL;
  vanity_canvas_measure_chart (canvas, shape);
  take_hidden (canvas, visibility, size);
  if (!vanity_canvas_measure_skin (canvas, error))
    return NULL;
  return g_steal_pointer (&canvas);
}
