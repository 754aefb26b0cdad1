/* Where the photo lets a change lie. */
#include "transfer/wear-private.h"

#include "base/error.h"
#include "base/parallel.h"
#include "makeup/brow-frame.h"
#include "makeup/lips.h"

#include <math.h>
#include <string.h>

/* Of the lips' edge, mm. */
#define LIP_SOFT_MM 0.2
/* Lashes have roots as wide as this before the eyeball begins. */
#define UPPER_MM 0.45
#define LOWER_MM 0.3
/* … and more where the photo is dark there. */
#define DARK_MM 0.5
#define CORNER_MM 4.0
/* A field has two samples a texel where texels are smallest. */
#define SAMPLES 2
#define MAX_STEP 16

enum
{
  RIGHT_OUTER = 33,
  RIGHT_INNER = 133,
  LEFT_INNER = 362,
  LEFT_OUTER = 263,
  LIPS_RIGHT = 61,
  LIPS_LEFT = 291,
};

/* Pixels to a texel about eyes and lips, where they are fewest. */
static double
measure_texel (const VanityAtlas *atlas, const VanityPoint *points)
{
  static const int ends[3][2]
      = { { RIGHT_OUTER, RIGHT_INNER }, { LEFT_OUTER, LEFT_INNER }, { LIPS_RIGHT, LIPS_LEFT } };
  const float *chart = vanity_atlas_get_chart (atlas);
  double least = G_MAXDOUBLE;

  for (int k = 0; k < 3; k++)
    {
      const VanityPoint *a = &points[ends[k][0]], *b = &points[ends[k][1]];
      const float *from = chart + 2 * ends[k][0], *to = chart + 2 * ends[k][1];
      double texels = vanity_atlas_get_size (atlas)
                      * hypot ((double)(to[0] - from[0]), (double)(to[1] - from[1]));
      double pixels
          = hypot (hypot ((double)(b->x - a->x), (double)(b->y - a->y)), (double)(b->z - a->z));

      least = MIN (least, pixels / texels);
    }
  return least;
}

static gboolean
wrap (VanityWearFace *face, GError **error)
{
  const VanityCanvas *canvas = face->canvas;
  g_autoptr (VanityMask) grid = vanity_mask_new (&canvas->rect, NULL, face->step);
  VanityRect rect = { 0, 0, grid->width, grid->height };
  VanityPoint points[VANITY_FACE_MESH_POINTS];
  float scale = 1.0f / (float)face->step;

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      points[i] = canvas->face.points[i];
      points[i].x = (points[i].x - (float)canvas->rect.x) * scale;
      points[i].y = (points[i].y - (float)canvas->rect.y) * scale;
      points[i].z *= scale;
    }
  face->map = vanity_atlas_wrap (face->atlas, points, &rect, error);
  return face->map != NULL;
}

/* The parts but the lips, which the photo tells from them. */
static gboolean
share_out (VanityWearFace *face, GError **error)
{
  int size = vanity_atlas_get_size (face->atlas), n = size * size, samples;
  g_autofree float *planes = g_new (float, VANITY_N_CHANGES *(gsize)n);
  g_autofree guint8 *known = g_new (guint8, (gsize)n);
  g_autofree float *out = NULL;

  samples = face->map->rect.width * face->map->rect.height;
  out = g_try_new (float, VANITY_N_CHANGES *(gsize)samples);
  if (out == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "No memory to share out a face of %d × %d samples", face->map->rect.width,
                   face->map->rect.height);
      return FALSE;
    }
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    memcpy (planes + k * n, vanity_change_get_part (face->atlas, (VanityChangePart)k),
            sizeof (float) * (gsize)n);
  vanity_wear_know_rest (face->atlas, FALSE, known);
  vanity_wear_spread (planes, VANITY_N_CHANGES, size, known);
  vanity_atlas_lookup (face->atlas, face->map, planes, VANITY_N_CHANGES, 0, out);
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    if (k != VANITY_CHANGE_LIPS)
      face->part[k] = vanity_mask_new (&face->canvas->rect, NULL, face->step);
  for (int i = 0; i < samples; i++)
    {
      float sum = 0;

      for (int k = 0; k < VANITY_N_CHANGES; k++)
        sum += k == VANITY_CHANGE_LIPS ? 0 : MAX (out[k * samples + i], 0.0f);
      for (int k = 0; k < VANITY_N_CHANGES && sum > 0; k++)
        if (k != VANITY_CHANGE_LIPS)
          face->part[k]->data[i] = MAX (out[k * samples + i], 0.0f) / sum;
    }
  return TRUE;
}

typedef struct
{
  const VanityEyeFrame *frame;
  const VanityCanvas *canvas;
  VanityMask *guard, *opening; /* of one rectangle */
} Eye;

/* Dark against the skin around, [0, 1]. */
static double
get_darkness (const VanityCanvas *canvas, int x, int y)
{
  gsize at = (gsize)(y - canvas->rect.y) * (gsize)canvas->rect.width + (gsize)(x - canvas->rect.x);
  double base = (double)vanity_canvas_sample (canvas->base, x + 0.5, y + 0.5);
  double luminance = 0.2126 * (double)canvas->source[0][at] + 0.7152 * (double)canvas->source[1][at]
                     + 0.0722 * (double)canvas->source[2][at];

  return 1 - vanity_eye_fade (0.12, 0.4, luminance / MAX (base, 1e-4));
}

/* The eyeball; and lashes beyond the outer corner, which are dark but no hair over the face. */
static void
eye_row (gpointer data, int j, int worker)
{
  const Eye *job = data;
  const VanityEyeFrame *frame = job->frame;
  int width = job->guard->width, y = job->guard->rect.y + j;
  double corner = vanity_eye_curve_get (frame, &frame->upper, frame->length);

  for (int i = 0; i < width; i++)
    {
      float *guard = &job->guard->data[(gsize)j * (gsize)width + (gsize)i];
      double u, v, lashes, roots;

      vanity_eye_frame_from_photo (frame, job->guard->rect.x + i + 0.5, y + 0.5, &u, &v);
      roots = UPPER_MM + DARK_MM * get_darkness (job->canvas, job->guard->rect.x + i, y);
      job->opening->data[(gsize)j * (gsize)width + (gsize)i]
          = (float)MIN (vanity_eye_frame_get_opening (frame, u, v + roots * frame->mm),
                        vanity_eye_frame_get_opening (frame, u, v - LOWER_MM * frame->mm));
      lashes = 1
               - vanity_eye_fade (0.5 * CORNER_MM * frame->mm, CORNER_MM * frame->mm,
                                  hypot (u - frame->length, v - corner));
      *guard = MAX (*guard, (float)(lashes * frame->sight));
    }
}

static void
find_eye (VanityWearFace *face, gboolean left)
{
  VanityCanvas *canvas = face->canvas;
  const VanityEyeFrame *frame = vanity_eye_frame_get (canvas, left);
  g_autoptr (VanityMask) opening = NULL;
  Eye job = { .frame = frame, .canvas = canvas };
  VanityRect rect;

  if (frame == NULL)
    return;
  rect = vanity_eye_frame_get_rect (
      frame, -0.35 * frame->length, 1.75 * frame->length, -9 * frame->mm,
      vanity_eye_curve_get (frame, &frame->brow, 0.6 * frame->length) + 6 * frame->mm);
  job.guard = vanity_eye_frame_new_guard (frame, canvas, &rect, FALSE);
  if (job.guard == NULL)
    return;
  opening = job.opening = vanity_mask_new (&job.guard->rect, NULL, 1);
  vanity_pool_run (vanity_pool_get_default (), eye_row, &job, job.guard->height);
  /* As soft as the photo's. */
  vanity_mask_blur (opening, frame->blur);
  vanity_mask_subtract (job.guard, opening);
  vanity_mask_multiply (job.guard, canvas->visible);
  face->eye[left] = job.guard;
}

/* Hair is what brows are made of: only what falls over them from above hides them. */
static void
find_brow (VanityWearFace *face, gboolean left)
{
  VanityCanvas *canvas = face->canvas;
  const VanityEyeFrame *eye = vanity_eye_frame_get (canvas, left);
  const VanityBrowFrame *brow = vanity_brow_frame_get (canvas, left);
  VanityMask *mask = face->brow;
  VanityRect rect, both;

  if (eye == NULL || brow == NULL)
    return;
  rect = vanity_eye_frame_get_rect (
      eye, -0.5 * eye->length, 1.8 * eye->length,
      vanity_eye_curve_get (eye, &eye->brow, 0.6 * eye->length) - 12 * eye->mm,
      vanity_eye_curve_get (eye, &eye->brow, 0.6 * eye->length) + 22 * eye->mm);
  if (!vanity_rect_intersect (&rect, &canvas->rect, &both))
    return;
  for (int j = (both.y - mask->rect.y) / mask->step;
       j < (both.y + both.height - mask->rect.y) / mask->step; j++)
    for (int i = (both.x - mask->rect.x) / mask->step;
         i < (both.x + both.width - mask->rect.x) / mask->step; i++)
      {
        double x = mask->rect.x + (i + 0.5) * mask->step, u, v;
        double y = mask->rect.y + (j + 0.5) * mask->step;
        float *sample = &mask->data[(gsize)j * (gsize)mask->width + (gsize)i];
        float sight;

        vanity_eye_frame_from_photo (eye, x, y, &u, &v);
        sight = (float)vanity_brow_frame_at (brow, brow->sight, CLAMP (u, brow->first, brow->last));
        *sample = MAX (*sample, sight * vanity_canvas_sample (canvas->visible, x, y));
      }
  if (face->brows.width < 1)
    face->brows = both;
  else
    {
      int right = MAX (face->brows.x + face->brows.width, both.x + both.width);
      int bottom = MAX (face->brows.y + face->brows.height, both.y + both.height);

      face->brows.x = MIN (face->brows.x, both.x);
      face->brows.y = MIN (face->brows.y, both.y);
      face->brows.width = right - face->brows.x;
      face->brows.height = bottom - face->brows.y;
    }
}

static void
clear_grid (VanityWearFace *face)
{
  if (face->map != NULL)
    vanity_atlas_map_free (face->map);
  face->map = NULL;
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    g_clear_pointer (&face->part[k], vanity_mask_free);
}

gboolean
vanity_wear_face_set_atlas (VanityWearFace *face, const VanityAtlas *atlas, GError **error)
{
  VanityWearFace old = *face;

  face->atlas = atlas;
  face->step = (int)CLAMP (measure_texel (atlas, face->canvas->face.points) / SAMPLES, 1, MAX_STEP);
  face->map = NULL;
  memset (face->part, 0, sizeof face->part);
  if (!wrap (face, error) || !share_out (face, error))
    {
      clear_grid (face);
      *face = old;
      return FALSE;
    }
  clear_grid (&old);
  return TRUE;
}

gboolean
vanity_wear_face_init (VanityWearFace *face, VanityCanvas *canvas, const VanityAtlas *atlas,
                       GError **error)
{
  *face = (VanityWearFace){ .canvas = canvas };
  if (!vanity_wear_face_set_atlas (face, atlas, error))
    return FALSE;
  face->lips = vanity_mask_copy (vanity_lips_get_area (canvas, 0, LIP_SOFT_MM));
  vanity_mask_multiply (face->lips, canvas->visible);
  face->brow = vanity_mask_new (&canvas->rect, NULL, face->step);
  for (int left = 0; left < 2; left++)
    {
      find_eye (face, left);
      find_brow (face, left);
    }
  return TRUE;
}

const VanityMask *
vanity_wear_face_get_lips (const VanityWearFace *face, const VanityChange *change)
{
  return change != NULL && change->removes && face->wide_lips != NULL ? face->wide_lips
                                                                      : face->lips;
}

void
vanity_wear_face_clear (VanityWearFace *face)
{
  clear_grid (face);
  vanity_canvas_free (face->canvas);
  vanity_mask_free (face->lips);
  vanity_mask_free (face->wide_lips);
  vanity_mask_free (face->brow);
  for (int left = 0; left < 2; left++)
    vanity_mask_free (face->eye[left]);
  *face = (VanityWearFace){ 0 };
}

/* guard ← guard + part · (mask − guard) on what of the row lies in `rect`. */
static void
take_over (const VanityMask *mask, const VanityMask *part, const VanityRect *rect, int y, int x,
           int n, float *guard, float *scratch)
{
  int from = CLAMP (rect->x - x, 0, n), to = CLAMP (rect->x + rect->width - x, from, n);
  g_autofree float *own = NULL;

  if (y < rect->y || y >= rect->y + rect->height || to == from)
    return;
  own = g_new (float, (gsize)(to - from));
  vanity_mask_get_field_row (mask, y, x + from, to - from, own);
  vanity_mask_get_field_row (part, y, x + from, to - from, scratch);
  for (int i = 0; i < to - from; i++)
    guard[from + i] += scratch[i] * (own[i] - guard[from + i]);
}

void
vanity_wear_face_get_guard (const VanityWearFace *face, int y, int x, int n, float *guard,
                            float *scratch)
{
  vanity_mask_get_row (face->canvas->allow, y, x, n, guard);
  for (int left = 0; left < 2; left++)
    if (face->eye[left] != NULL)
      take_over (face->eye[left], face->part[VANITY_CHANGE_EYES], &face->eye[left]->rect, y, x, n,
                 guard, scratch);
  take_over (face->brow, face->part[VANITY_CHANGE_BROWS], &face->brows, y, x, n, guard, scratch);
}
