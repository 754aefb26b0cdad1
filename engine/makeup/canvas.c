#include "makeup/canvas-private.h"

#include "base/error.h"
#include "base/parallel.h"
#include "makeup/plane.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FACE_MM 140.0
#define FIELD_MM 0.6   /* between samples of a field */
#define MARGIN_MM 12.0 /* round the mesh: wings, lashes */
#define KEEP_LOOKS 3   /* for how many looks an unused thing is remembered */

enum
{
  TOP = 10,
  CHIN = 152,
  SIDE_RIGHT = 234,
  SIDE_LEFT = 454,
};

struct _VanityCanvasCache
{
  GHashTable *things; /* key → Thing */
  int now;            /* counts looks */
};

typedef struct
{
  gpointer thing;
  GDestroyNotify destroy;
  int last_used;
} Thing;

static void
thing_free (gpointer data)
{
  Thing *thing = data;

  if (thing->destroy != NULL)
    thing->destroy (thing->thing);
  g_free (thing);
}

static gboolean
normalize (double v[3])
{
  double length = sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);

  if (!(length > 1e-6) || !isfinite (length))
    return FALSE;
  for (int i = 0; i < 3; i++)
    v[i] /= length;
  return TRUE;
}

/* The head's axes and the size of a millimetre, from points that no expression moves. */
static gboolean
measure_head (VanityCanvas *canvas)
{
  const VanityPoint *p = canvas->face.points;
  double *side = canvas->to_left, *up = canvas->up, along = 0;

  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    if (!isfinite (p[i].x) || !isfinite (p[i].y) || !isfinite (p[i].z)
        || fabsf (p[i].x) > 4 * VANITY_IMAGE_MAX_SIDE || fabsf (p[i].y) > 4 * VANITY_IMAGE_MAX_SIDE
        || fabsf (p[i].z) > 4 * VANITY_IMAGE_MAX_SIDE)
      return FALSE;
  side[0] = (double)(p[SIDE_LEFT].x - p[SIDE_RIGHT].x);
  side[1] = (double)(p[SIDE_LEFT].y - p[SIDE_RIGHT].y);
  side[2] = (double)(p[SIDE_LEFT].z - p[SIDE_RIGHT].z);
  up[0] = (double)(p[TOP].x - p[CHIN].x);
  up[1] = (double)(p[TOP].y - p[CHIN].y);
  up[2] = (double)(p[TOP].z - p[CHIN].z);
  canvas->unit = sqrt (side[0] * side[0] + side[1] * side[1] + side[2] * side[2]) / FACE_MM;
  canvas->eye_unit = canvas->lip_unit = canvas->unit;
  if (canvas->unit * FACE_MM < 4 || !normalize (side))
    return FALSE;
  for (int i = 0; i < 3; i++)
    along += up[i] * side[i];
  for (int i = 0; i < 3; i++)
    up[i] -= along * side[i];
  if (!normalize (up))
    return FALSE;
  for (int i = 0; i < 3; i++)
    canvas->out[i] = side[(i + 1) % 3] * up[(i + 2) % 3] - side[(i + 2) % 3] * up[(i + 1) % 3];
  return TRUE;
}

static gboolean
measure_rect (VanityCanvas *canvas, int width, int height)
{
  const VanityPoint *p = canvas->face.points;
  double box[4] = { (double)p[0].x, (double)p[0].y, (double)p[0].x, (double)p[0].y };
  VanityRect photo = { 0, 0, width, height }, around;

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      box[0] = MIN (box[0], (double)p[i].x);
      box[1] = MIN (box[1], (double)p[i].y);
      box[2] = MAX (box[2], (double)p[i].x);
      box[3] = MAX (box[3], (double)p[i].y);
    }
  around = vanity_rect_around (box[0], box[1], box[2], box[3], MARGIN_MM * canvas->unit);
  return vanity_rect_intersect (&around, &photo, &canvas->rect);
}

typedef struct
{
  VanityCanvas *canvas;
  const VanityImage *image;
} Read;

static void
read_row (gpointer data, int j, int worker)
{
  Read *read = data;
  VanityCanvas *canvas = read->canvas;
  gsize start = (gsize)j * (gsize)canvas->rect.width;
  const guint8 *row = vanity_image_row (read->image, canvas->rect.y + j);

  row += (gsize)canvas->rect.x * 4 * (gsize)(read->image->depth / 8);
  vanity_color_space_decode (read->image->space, read->image->depth, row, canvas->source[0] + start,
                             canvas->source[1] + start, canvas->source[2] + start,
                             canvas->rect.width);
}

/* One line of the fields' grid: the mean of the pixels under each sample, which are bare as yet. */
static void
average_row (gpointer data, int j, int worker)
{
  VanityCanvas *canvas = data;
  int step = canvas->mean[0]->step, width = canvas->mean[0]->width;
  int bottom = MIN ((j + 1) * step, canvas->rect.height);
  gsize start = (gsize)(j * step) * (gsize)canvas->rect.width;
  gsize n = (gsize)(bottom - j * step) * (gsize)canvas->rect.width;

  for (int k = 0; k < 3; k++)
    memcpy (canvas->worn[k] + start, canvas->source[k] + start, sizeof (float) * n);
  for (int i = 0; i < width; i++)
    {
      int right = MIN ((i + 1) * step, canvas->rect.width);
      float sum[3] = { 0, 0, 0 };
      float share = 1.0f / (float)((bottom - j * step) * (right - i * step));

      for (int k = 0; k < 3; k++)
        {
          for (int y = j * step; y < bottom; y++)
            for (int x = i * step; x < right; x++)
              sum[k] += canvas->source[k][(gsize)y * (gsize)canvas->rect.width + (gsize)x];
          canvas->mean[k]->data[j * width + i] = MAX (sum[k] * share, 0.0f);
        }
    }
}

VanityMask *
vanity_canvas_new_field (const VanityCanvas *canvas)
{
  return vanity_mask_new (&canvas->rect, NULL, canvas->field_step);
}

static gboolean
has_planes (const VanityCanvas *canvas)
{
  for (int k = 0; k < 3; k++)
    if (canvas->source[k] == NULL || canvas->worn[k] == NULL)
      return FALSE;
  return TRUE;
}

static gsize
get_size (const VanityCanvas *canvas)
{
  return (gsize)canvas->rect.width * (gsize)canvas->rect.height;
}

static VanityCanvas *
new_canvas (const VanityFace *face)
{
  VanityCanvas *canvas = g_new0 (VanityCanvas, 1);

  canvas->face = *face;
  canvas->cache = g_new0 (struct _VanityCanvasCache, 1);
  canvas->cache->things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, thing_free);
  return canvas;
}

static void
add_planes (VanityCanvas *canvas)
{
  for (int k = 0; k < 3; k++)
    {
      canvas->source[k] = vanity_plane_new (get_size (canvas));
      canvas->worn[k] = vanity_plane_new (get_size (canvas));
    }
}

static void
set_no_face (GError **error)
{
  g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                       _ ("The face's points do not form a face inside the photo"));
}

VanityCanvas *
vanity_canvas_new_blank (const VanityFace *face, int width, int height, GError **error)
{
  g_autoptr (VanityCanvas) canvas = new_canvas (face);

  if (!measure_head (canvas) || !measure_rect (canvas, width, height))
    {
      set_no_face (error);
      return NULL;
    }
  canvas->field_step = MAX (1, (int)lround (FIELD_MM * canvas->unit));
  add_planes (canvas);
  return g_steal_pointer (&canvas);
}

static void
set_no_memory (GError **error)
{
  g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                       _ ("Not enough memory to make this photo up"));
}

gboolean
vanity_canvas_measure_mean (VanityCanvas *canvas, GError **error)
{
  for (int k = 0; k < 3; k++)
    canvas->mean[k] = vanity_canvas_new_field (canvas);
  canvas->skin = vanity_canvas_new_field (canvas);
  if (!has_planes (canvas) || canvas->mean[0] == NULL || canvas->mean[1] == NULL
      || canvas->mean[2] == NULL || canvas->skin == NULL)
    {
      set_no_memory (error);
      return FALSE;
    }
  vanity_pool_run (vanity_pool_get_default (), average_row, canvas, canvas->mean[0]->height);
  return TRUE;
}

gboolean
vanity_canvas_measure_skin (VanityCanvas *canvas, GError **error)
{
  vanity_canvas_measure_complexion (canvas);
  vanity_canvas_measure_light (canvas);
  vanity_canvas_measure_allow (canvas);
  if (canvas->allow == NULL)
    set_no_memory (error);
  return canvas->allow != NULL;
}

VanityCanvas *
vanity_canvas_new (const VanityImage *image, const VanityFace *face, GError **error)
{
  g_autoptr (VanityCanvas) canvas
      = vanity_canvas_new_blank (face, image->width, image->height, error);
  Read read = { canvas, image };

  if (canvas == NULL)
    return NULL;
  if (has_planes (canvas))
    vanity_pool_run (vanity_pool_get_default (), read_row, &read, canvas->rect.height);
  if (!vanity_canvas_measure_mean (canvas, error))
    return NULL;
  vanity_canvas_measure_chart (canvas, canvas->face.points);
  vanity_canvas_measure_person (canvas, image);
  if (!vanity_canvas_measure_skin (canvas, error))
    return NULL;
  vanity_canvas_take_rims (canvas, image);
  return g_steal_pointer (&canvas);
}

VanityCanvas *
vanity_canvas_new_head (const VanityCanvas *canvas, const VanityImage *image, GError **error)
{
  const VanityMask *hair = canvas->hints != NULL ? vanity_hints_get_hair (canvas->hints) : NULL;
  VanityRect photo = { 0, 0, image->width, image->height };
  g_autoptr (VanityCanvas) head = NULL;
  Read read = { .image = image };

  if (hair == NULL)
    return NULL;
  head = new_canvas (&canvas->face);
  head->unit = head->eye_unit = head->lip_unit = canvas->unit;
  head->field_step = canvas->field_step;
  head->hints = vanity_hints_ref (canvas->hints);
  if (!vanity_rect_intersect (&hair->rect, &photo, &head->rect))
    {
      set_no_face (error);
      return NULL;
    }
  add_planes (head);
  if (!has_planes (head))
    {
      set_no_memory (error);
      return NULL;
    }
  read.canvas = head;
  vanity_pool_run (vanity_pool_get_default (), read_row, &read, head->rect.height);
  for (int k = 0; k < 3; k++)
    memcpy (head->worn[k], head->source[k], sizeof (float) * get_size (head));
  return g_steal_pointer (&head);
}

void
vanity_canvas_free (VanityCanvas *canvas)
{
  gsize size;

  if (canvas == NULL)
    return;
  size = get_size (canvas);
  for (int k = 0; k < 3; k++)
    {
      vanity_plane_free (canvas->source[k], size);
      vanity_plane_free (canvas->worn[k], size);
      vanity_plane_free (canvas->ground[k], size);
      vanity_mask_free (canvas->light[k]);
      vanity_mask_free (canvas->chart[k]);
      vanity_mask_free (canvas->normal[k]);
      vanity_mask_free (canvas->mean[k]);
    }
  for (int k = 0; k < VANITY_CANVAS_LAYER_PLANES; k++)
    vanity_plane_free (canvas->layer[k], size);
  vanity_mask_free (canvas->base);
  vanity_mask_free (canvas->skin);
  vanity_mask_free (canvas->visible);
  vanity_mask_free (canvas->person);
  vanity_mask_free (canvas->allow);
  vanity_canvas_free (canvas->head);
  g_clear_pointer (&canvas->hints, vanity_hints_unref);
  g_hash_table_unref (canvas->cache->things);
  g_free (canvas->cache);
  g_free (canvas);
}

static void
clean_row (gpointer data, int j, int worker)
{
  VanityCanvas *canvas = data;
  gsize start = (gsize)(canvas->laid.y - canvas->rect.y + j) * (gsize)canvas->rect.width
                + (gsize)(canvas->laid.x - canvas->rect.x);

  for (int k = 0; k < 3; k++)
    memcpy (canvas->worn[k] + start, canvas->source[k] + start,
            sizeof (float) * (gsize)canvas->laid.width);
}

void
vanity_canvas_settle (VanityCanvas *canvas)
{
  gsize size = get_size (canvas);
  gboolean enough = TRUE;

  if (canvas->laid.height < 1)
    return;
  for (int k = 0; k < 3; k++)
    {
      if (canvas->ground[k] == NULL)
        canvas->ground[k] = vanity_plane_new (size);
      enough &= canvas->ground[k] != NULL;
    }
  for (int k = 0; k < 3; k++)
    if (enough)
      memcpy (canvas->ground[k], canvas->worn[k], sizeof (float) * size);
    else
      {
        vanity_plane_free (canvas->ground[k], size);
        canvas->ground[k] = NULL;
      }
}

void
vanity_canvas_clean (VanityCanvas *canvas)
{
  GHashTableIter iter;
  gpointer value;

  if (canvas->head != NULL)
    vanity_canvas_clean (canvas->head);
  for (int k = 0; k < 3; k++)
    {
      vanity_plane_free (canvas->ground[k], get_size (canvas));
      canvas->ground[k] = NULL;
    }
  vanity_pool_run (vanity_pool_get_default (), clean_row, canvas, canvas->laid.height);
  for (int k = 0; canvas->layer[0] != NULL && k < VANITY_CANVAS_LAYER_PLANES; k++)
    memset (canvas->layer[k], 0,
            sizeof (float) * (gsize)canvas->rect.width * (gsize)canvas->rect.height);
  canvas->laid = (VanityRect){ canvas->rect.x, canvas->rect.y, 0, 0 };
  canvas->cache->now++;
  g_hash_table_iter_init (&iter, canvas->cache->things);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Thing *)value)->last_used + KEEP_LOOKS < canvas->cache->now)
      g_hash_table_iter_remove (&iter);
}

gpointer
vanity_canvas_recall (VanityCanvas *canvas, const char *key)
{
  Thing *thing = g_hash_table_lookup (canvas->cache->things, key);

  if (thing == NULL)
    return NULL;
  thing->last_used = canvas->cache->now;
  return thing->thing;
}

void
vanity_canvas_remember (VanityCanvas *canvas, const char *key, gpointer thing,
                        GDestroyNotify destroy)
{
  Thing *kept = g_new0 (Thing, 1);

  kept->thing = thing;
  kept->destroy = destroy;
  kept->last_used = canvas->cache->now;
  g_hash_table_insert (canvas->cache->things, g_strdup (key), kept);
}

VanityRgb
vanity_canvas_get_source (const VanityCanvas *canvas, double x, double y)
{
  const VanityRect *rect = &canvas->rect;
  double across = x - rect->x - 0.5, down = y - rect->y - 0.5;
  /* Written so that a NaN becomes 0. */
  double u = across > 0 ? MIN (across, rect->width - 1) : 0;
  double v = down > 0 ? MIN (down, rect->height - 1) : 0;
  int i = (int)u, j = (int)v, right = MIN (i + 1, rect->width - 1);
  gsize upper = (gsize)j * (gsize)rect->width;
  gsize lower = (gsize)MIN (j + 1, rect->height - 1) * (gsize)rect->width;
  float s = (float)(u - i), t = (float)(v - j), rgb[3];

  for (int k = 0; k < 3; k++)
    {
      const float *plane = canvas->source[k];
      float above
          = plane[upper + (gsize)i] + s * (plane[upper + (gsize)right] - plane[upper + (gsize)i]);
      float below
          = plane[lower + (gsize)i] + s * (plane[lower + (gsize)right] - plane[lower + (gsize)i]);

      rgb[k] = above + t * (below - above);
    }
  return (VanityRgb){ rgb[0], rgb[1], rgb[2] };
}

float
vanity_canvas_get_lightness (const VanityCanvas *canvas, double x, double y)
{
  return vanity_lab_from_linear (vanity_canvas_get_source (canvas, x, y)).L;
}

float
vanity_canvas_sample (const VanityMask *field, double x, double y)
{
  double u, v;
  int i, j, right, below;
  float s, t, above, under;

  if (field == NULL || !isfinite (x) || !isfinite (y))
    return 0;
  u = CLAMP ((x - field->rect.x) / field->step - 0.5, 0, field->width - 1);
  v = CLAMP ((y - field->rect.y) / field->step - 0.5, 0, field->height - 1);
  i = (int)u;
  j = (int)v;
  right = MIN (i + 1, field->width - 1);
  below = MIN (j + 1, field->height - 1);
  s = (float)(u - i);
  t = (float)(v - j);
  above = (1 - s) * field->data[j * field->width + i] + s * field->data[j * field->width + right];
  under = (1 - s) * field->data[below * field->width + i]
          + s * field->data[below * field->width + right];
  return (1 - t) * above + t * under;
}

VanityRgb
vanity_canvas_get_light (const VanityCanvas *canvas, double x, double y)
{
  return (VanityRgb){ vanity_canvas_sample (canvas->light[0], x, y),
                      vanity_canvas_sample (canvas->light[1], x, y),
                      vanity_canvas_sample (canvas->light[2], x, y) };
}
