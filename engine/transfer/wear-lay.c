/* Enlarges a change from the atlas and lays it on the photo, band by band: what is enlarged lives
 * no longer than its band, so that even large faces take little memory and stay in the cache. */
#include "transfer/wear-private.h"

#include "base/error.h"
#include "base/parallel.h"
#include "image/clones.h"
#include "transfer/change-lay.h"

#include <math.h>
#include <string.h>

/* Grid rows to a band. */
#define BAND 16
/* Linear light from which on what is added is held down. */
#define BRIGHT 0.7f
/* What the deepest pigment sends back of each channel, of the highest. */
#define PALLOR 0.015f
/* How far a cubic looks, texels. */
#define REACH 2

/* Planes of the atlas that are enlarged together. */
enum
{
  COVERAGE,
  FILM,
  GAIN = FILM + 3,
  OFFSET = GAIN + 3,
  CHANGED = OFFSET + 3, /* so many are a change's … */
  BASE = CHANGED,       /* … and this one the face's */
  N_PLANES
};

typedef struct
{
  VanityWearFace *face;
  const VanityChange *change;
  GCancellable *cancellable;
  int size, n_changed; /* without gain and offset where they are 0: four */
  float *rest, *lips;  /* planes of size²: n_changed of the change; and after `rest`'s, the base */
  guint8 *active;      /* size²: texels near which `rest` is not 0 */
  gboolean lips_active;
  VanityRect reach; /* of the grid: what may change */
} Lay;

static void
lay_clear (Lay *lay)
{
  g_free (lay->rest);
  g_free (lay->lips);
  g_free (lay->active);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lay, lay_clear)

static void
copy_planes (const VanityChange *change, int n_planes, float *planes)
{
  gsize n = (gsize)change->size * (gsize)change->size;

  memcpy (planes + COVERAGE * n, change->coverage, sizeof (float) * n);
  memcpy (planes + FILM * n, change->film, sizeof (float) * 3 * n);
  if (n_planes <= GAIN)
    return;
  memcpy (planes + GAIN * n, change->gain, sizeof (float) * 3 * n);
  memcpy (planes + OFFSET * n, change->offset, sizeof (float) * 3 * n);
}

static void
mark_active (Lay *lay)
{
  int size = lay->size, n = size * size;

  for (int i = 0; i < n; i++)
    {
      gboolean any = FALSE;

      for (int p = 0; p < lay->n_changed && !any; p++)
        any = lay->rest[p * n + i] != 0;
      for (int y = MAX (i / size - REACH, 0); any && y <= MIN (i / size + REACH, size - 1); y++)
        {
          int left = MAX (i % size - REACH, 0), right = MIN (i % size + REACH, size - 1);

          memset (lay->active + y * size + left, 1, (gsize)(right - left + 1));
        }
    }
}

static gboolean
prepare (Lay *lay, const VanityImage *image, GError **error)
{
  const VanityChange *change = lay->change;
  int size = change->size, n = size * size;
  g_autofree guint8 *known = g_new (guint8, (gsize)n);
  g_autofree float *rgb = g_new (float, 3 * (gsize)n);

  lay->size = size;
  lay->n_changed = vanity_change_is_empty (change->gain, 3 * (gsize)n)
                           && vanity_change_is_empty (change->offset, 3 * (gsize)n)
                       ? GAIN
                       : CHANGED;
  lay->rest = g_new (float, (gsize)(lay->n_changed + 1) * (gsize)n);
  lay->lips = g_new (float, (gsize)lay->n_changed *(gsize)n);
  lay->active = g_new0 (guint8, (gsize)n);
  if (!vanity_atlas_unwrap (lay->face->atlas, lay->face->canvas->face.points, image, rgb, NULL,
                            error))
    return FALSE;
  vanity_change_smooth (rgb, size, lay->rest + lay->n_changed * n);
  copy_planes (change, lay->n_changed, lay->rest);
  memcpy (lay->lips, lay->rest, sizeof (float) * (gsize)lay->n_changed * (gsize)n);
  vanity_wear_know_rest (lay->face->atlas, TRUE, known);
  vanity_wear_spread (lay->rest, lay->n_changed, size, known);
  vanity_wear_know_lips (lay->face->atlas, known);
  vanity_wear_spread (lay->lips, lay->n_changed, size, known);
  mark_active (lay);
  lay->lips_active = vanity_wear_face_get_lips (lay->face, lay->change) != NULL
                     && !vanity_change_is_empty (lay->lips, (gsize)lay->n_changed * (gsize)n);
  return TRUE;
}

/* What changes of the grid's rows first … last − 1: columns, from < to. */
static gboolean
find_columns (const Lay *lay, int first, int last, int *from, int *to)
{
  const VanityWearFace *face = lay->face;
  const VanityAtlasMap *map = face->map;
  const VanityMask *lips = vanity_wear_face_get_lips (face, lay->change);
  int left = map->rect.width, right = 0, size = lay->size, step = face->step;

  for (int j = first; j < last; j++)
    for (int i = 0; i < map->rect.width; i++)
      {
        float u = map->u[j * map->rect.width + i], v = map->v[j * map->rect.width + i];

        if (isnan (u)
            || !lay->active[MIN ((int)(v * (float)size), size - 1) * size
                            + MIN ((int)(u * (float)size), size - 1)])
          continue;
        left = MIN (left, i);
        right = MAX (right, i + 1);
      }
  if (lay->lips_active)
    {
      int top = lips->rect.y - face->canvas->rect.y, x = lips->rect.x - face->canvas->rect.x;

      if (first * step < top + lips->rect.height && last * step > top)
        {
          left = MIN (left, x / step);
          right = MAX (right, (x + lips->rect.width - 1) / step + 1);
        }
    }
  /* Between samples a field is bilinear. */
  *from = MAX (left - 1, 0);
  *to = MIN (right + 1, map->rect.width);
  return left < right;
}

/* Planes of the atlas on a part of the grid, as masks that share one buffer. */
typedef struct
{
  VanityMask mask[N_PLANES];
  float *data;
} Enlarged;

static void
enlarge (const Lay *lay, const VanityRect *grid, const float *planes, int n_planes,
         Enlarged *enlarged)
{
  const VanityWearFace *face = lay->face;
  gsize n = (gsize)grid->width * (gsize)grid->height;
  g_autofree float *places = g_new (float, 2 * n);
  VanityAtlasMap part = { { 0, 0, grid->width, grid->height }, places, places + n };
  int step = face->step;

  enlarged->data = g_new (float, n *(gsize)n_planes);
  for (int j = 0; j < grid->height; j++)
    {
      gsize from = (gsize)(grid->y + j) * (gsize)face->map->rect.width + (gsize)grid->x;
      gsize to = (gsize)j * (gsize)grid->width, bytes = sizeof (float) * (gsize)grid->width;

      memcpy (part.u + to, face->map->u + from, bytes);
      memcpy (part.v + to, face->map->v + from, bytes);
    }
  vanity_atlas_lookup (face->atlas, &part, planes, n_planes, 0, enlarged->data);
  for (int p = 0; p < n_planes; p++)
    enlarged->mask[p] = (VanityMask){ .rect = { face->canvas->rect.x + grid->x * step,
                                                face->canvas->rect.y + grid->y * step,
                                                grid->width * step, grid->height * step },
                                      .step = step,
                                      .width = grid->width,
                                      .height = grid->height,
                                      .data = enlarged->data + (gsize)p * n };
}

VANITY_CLONES static void
scale (const float *restrict weight, int n, float *restrict row)
{
  for (int i = 0; i < n; i++)
    row[i] *= weight[i];
}

VANITY_CLONES static void
add_scaled (const float *restrict weight, const float *restrict more, int n, float *restrict row)
{
  for (int i = 0; i < n; i++)
    row[i] += weight[i] * more[i];
}

VANITY_CLONES static void
take_off (const float *restrict lips, int n, float *restrict weight)
{
  for (int i = 0; i < n; i++)
    weight[i] *= 1 - lips[i];
}

/* Light that is added comes near to white, ever more slowly, and no pigment swallows a channel
 * wholly: what shines and what is deep keep their shading. */
VANITY_CLONES static void
keep_shading (const float *restrict source, const float *restrict highest, int n,
              float *restrict worn)
{
  for (int i = 0; i < n; i++)
    {
      float from = source[i] > BRIGHT ? source[i] : BRIGHT, room = 1 - from, more = worn[i] - from;
      float held = room > 0 ? from + more * room / (more + room) : from;
      float least = PALLOR * highest[i] < 0.5f * source[i] ? PALLOR * highest[i] : 0.5f * source[i];
      float lifted = least + worn[i] * worn[i] / (4 * least + 1e-12f);

      worn[i] = more > 0 ? held : worn[i] < 2 * least ? lifted : worn[i];
    }
}

VANITY_CLONES static void
find_highest (const float *restrict r, const float *restrict g, const float *restrict b, int n,
              float *restrict highest)
{
  for (int i = 0; i < n; i++)
    {
      highest[i] = r[i] > g[i] ? r[i] : g[i];
      highest[i] = highest[i] > b[i] ? highest[i] : b[i];
    }
}

/* Pixels x … x + n − 1 of row y. `rows`: N_PLANES + 3 of n values. */
static void
lay_row (const Lay *lay, const Enlarged *rest, const Enlarged *lips, int y, int x, int n,
         float *rows)
{
  VanityCanvas *canvas = lay->face->canvas;
  float *guard = rows + N_PLANES * n, *part = guard + n, *scratch = part + n, *worn[3];
  const VanityMask *area
      = lips->data != NULL ? vanity_wear_face_get_lips (lay->face, lay->change) : NULL;
  gsize start
      = (gsize)(y - canvas->rect.y) * (gsize)canvas->rect.width + (gsize)(x - canvas->rect.x);
  VanityChangeRow row = { .n = n, .base = rows + BASE * n, .coverage = rows };
  int from = 0, to = 0;

  vanity_wear_face_get_guard (lay->face, y, x, n, guard, scratch);
  if (area != NULL && y >= area->rect.y && y < area->rect.y + area->rect.height)
    {
      from = CLAMP (area->rect.x - x, 0, n);
      to = CLAMP (area->rect.x + area->rect.width - x, from, n);
      vanity_mask_get_row (area, y, x + from, to - from, part);
      take_off (part, to - from, guard + from);
    }
  vanity_mask_get_field_row (&rest->mask[lay->n_changed], y, x, n, rows + BASE * n);
  for (int p = 0; p < lay->n_changed; p++)
    {
      vanity_mask_get_field_row (&rest->mask[p], y, x, n, rows + p * n);
      scale (guard, n, rows + p * n);
      if (to == from)
        continue;
      vanity_mask_get_field_row (&lips->mask[p], y, x + from, to - from, scratch);
      add_scaled (part, scratch, to - from, rows + p * n + from);
    }
  for (int k = 0; k < 3; k++)
    {
      row.source[k] = canvas->source[k] + start;
      worn[k] = canvas->worn[k] + start;
      row.film[k] = rows + (FILM + k) * n;
      row.gain[k] = lay->n_changed > GAIN ? rows + (GAIN + k) * n : NULL;
      row.offset[k] = lay->n_changed > GAIN ? rows + (OFFSET + k) * n : NULL;
    }
  vanity_change_lay_row (&row, worn);
  find_highest (worn[0], worn[1], worn[2], n, scratch);
  for (int k = 0; k < 3; k++)
    keep_shading (row.source[k], scratch, n, worn[k]);
}

static void
lay_band (gpointer data, int band, int worker)
{
  const Lay *lay = data;
  const VanityCanvas *canvas = lay->face->canvas;
  const VanityRect *whole = &lay->face->map->rect;
  const VanityMask *lips = vanity_wear_face_get_lips (lay->face, lay->change);
  int first = lay->reach.y + band * BAND,
      last = MIN (first + BAND, lay->reach.y + lay->reach.height);
  int step = lay->face->step, from, to, left, right, bottom;
  Enlarged rest = { .data = NULL }, mouth = { .data = NULL };
  VanityRect grid;
  g_autofree float *rows = NULL;

  if (g_cancellable_is_cancelled (lay->cancellable)
      || !find_columns (lay, MAX (first - 1, 0), MIN (last + 1, whole->height), &from, &to))
    return;
  grid = (VanityRect){ from, MAX (first - 1, 0), to - from, 0 };
  grid.height = MIN (last + 1, whole->height) - grid.y;
  enlarge (lay, &grid, lay->rest, lay->n_changed + 1, &rest);
  bottom = MIN (canvas->rect.y + last * step, canvas->rect.y + canvas->rect.height);
  if (lay->lips_active && canvas->rect.y + first * step < lips->rect.y + lips->rect.height
      && bottom > lips->rect.y)
    {
      VanityRect part = grid;

      part.x = MAX ((lips->rect.x - canvas->rect.x) / step - 1, grid.x);
      part.width
          = MIN ((lips->rect.x - canvas->rect.x + lips->rect.width) / step + 2, grid.x + grid.width)
            - part.x;
      enlarge (lay, &part, lay->lips, lay->n_changed, &mouth);
    }
  left = canvas->rect.x + from * step;
  right = MIN (canvas->rect.x + to * step, canvas->rect.x + canvas->rect.width);
  rows = g_new (float, (gsize)(N_PLANES + 3) * (gsize)(right - left));
  for (int y = canvas->rect.y + first * step; y < bottom; y++)
    lay_row (lay, &rest, &mouth, y, left, right - left, rows);
  g_free (rest.data);
  g_free (mouth.data);
}

/* The grid's rows and columns that may change; height 0 for none. */
static void
measure_reach (Lay *lay)
{
  const VanityRect *whole = &lay->face->map->rect;
  int left = whole->width, right = 0, top = -1, bottom = 0;

  for (int j = 0; j < whole->height; j++)
    {
      int from, to;

      if (!find_columns (lay, MAX (j - 1, 0), MIN (j + 2, whole->height), &from, &to))
        continue;
      left = MIN (left, from);
      right = MAX (right, to);
      top = top < 0 ? j : top;
      bottom = j + 1;
    }
  lay->reach = (VanityRect){ 0, 0, 0, 0 };
  if (top >= 0)
    lay->reach = (VanityRect){ left, top, right - left, bottom - top };
}

gboolean
vanity_wear_lay (VanityWearFace *face, const VanityImage *image, const VanityChange *change,
                 GCancellable *cancellable, GError **error)
{
  VanityCanvas *canvas = face->canvas;
  g_auto (Lay) lay = { .face = face, .change = change, .cancellable = cancellable };
  VanityRect reach;

  if (change->removes && face->wide_lips == NULL)
    face->wide_lips = vanity_wear_new_wide_lips (canvas, face->lips);
  if (!prepare (&lay, image, error))
    return FALSE;
  measure_reach (&lay);
  reach = (VanityRect){ canvas->rect.x + lay.reach.x * face->step,
                        canvas->rect.y + lay.reach.y * face->step, lay.reach.width * face->step,
                        lay.reach.height * face->step };
  if (!vanity_rect_intersect (&reach, &canvas->rect, &canvas->laid))
    return TRUE;
  vanity_pool_run (vanity_pool_get_default (), lay_band, &lay,
                   (lay.reach.height + BAND - 1) / BAND);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
