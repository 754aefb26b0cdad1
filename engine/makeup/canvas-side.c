/* Layers that are worn otherwise on the left than on the right. */
#include "makeup/canvas-hand.h"
#include "makeup/canvas-private.h"

#include "base/parallel.h"
#include "image/clones.h"
#include "makeup/plane.h"

#include <string.h>

/* Half the width of the band in the middle of the face where one side goes over into the other. */
#define BAND_MM 7.0
/* Hides the mesh's outline, where the middle is known less well. */
#define SOFT_MM 2.5

/* The middle of the face from the forehead to the chin: points of the mesh. */
static const int middle[]
    = { 10, 151, 9, 8, 168, 6, 197, 195, 5, 4, 1, 2, 164, 0, 17, 18, 200, 152 };

/* How far `p` is left of the middle, photo pixels: off the mesh, where nothing else tells. */
static double
get_offset (const VanityCanvas *canvas, double x, double y)
{
  const VanityPoint *top = &canvas->face.points[middle[0]];
  const VanityPoint *chin = &canvas->face.points[middle[G_N_ELEMENTS (middle) - 1]];
  double down[2] = { (double)(chin->x - top->x), (double)(chin->y - top->y) };
  double length = hypot (down[0], down[1]), at = 0, along, aside, middle_aside = 0;
  double left[2];

  if (!(length > 1e-3))
    return x - (double)top->x;
  down[0] /= length;
  down[1] /= length;
  /* The person's left is right of them in the photo, unless the photo stands on its head. */
  left[0] = down[1];
  left[1] = -down[0];
  along = (x - (double)top->x) * down[0] + (y - (double)top->y) * down[1];
  aside = (x - (double)top->x) * left[0] + (y - (double)top->y) * left[1];
  for (guint i = 1; i < G_N_ELEMENTS (middle); i++)
    {
      const VanityPoint *p = &canvas->face.points[middle[i]];
      double px = (double)(p->x - top->x), py = (double)(p->y - top->y);
      double next = px * down[0] + py * down[1], next_aside = px * left[0] + py * left[1];

      if (next >= along)
        {
          double t = next - at > 1e-6 ? CLAMP ((along - at) / (next - at), 0, 1) : 1;

          return aside - (middle_aside + t * (next_aside - middle_aside));
        }
      if (next > at)
        {
          at = next;
          middle_aside = next_aside;
        }
    }
  return aside - middle_aside;
}

/* 1 on the person's left side, 0 on the right one, soft between. `rect` is the canvas's own, where
 * the mesh tells, or that of its head. */
static VanityMask *
new_left (const VanityCanvas *canvas, const VanityRect *rect)
{
  int step = canvas->field_step;
  VanityMask *left = vanity_mask_new (rect, NULL, step);
  g_autoptr (VanityMask) known = vanity_mask_new (rect, NULL, step);
  gboolean charted = rect == &canvas->rect;

  for (int j = 0; j < left->height; j++)
    for (int i = 0; i < left->width; i++)
      {
        int at = j * left->width + i;
        double mm = charted && canvas->visible->data[at] > 0.5f
                        ? (double)canvas->chart[0]->data[at]
                        : get_offset (canvas, left->rect.x + (i + 0.5) * step,
                                      left->rect.y + (j + 0.5) * step)
                              / canvas->unit;

        left->data[at] = (float)CLAMP (0.5 + mm / (4 * BAND_MM), 0, 1);
        known->data[at] = 1;
      }
  vanity_mask_blur_weighted (&left, 1, known, SOFT_MM * canvas->unit);
  vanity_mask_steepen (left, 0.25f, 0.75f);
  return left;
}

static const VanityMask *
get_left (VanityCanvas *canvas, const char *key, const VanityRect *rect)
{
  VanityMask *left = vanity_canvas_recall (canvas, key);

  if (left == NULL)
    {
      left = new_left (canvas, rect);
      vanity_canvas_remember (canvas, key, left, (GDestroyNotify)vanity_mask_free);
    }
  return left;
}

gboolean
vanity_canvas_wants_side (const VanityCanvas *canvas, gboolean left)
{
  return canvas->side == VANITY_CANVAS_BOTH || (canvas->side == VANITY_CANVAS_LEFT) == !!left;
}

/* Planes that stand in for the canvas's while the other side is drawn. */
typedef struct
{
  float *worn[3];
  float *layer[VANITY_CANVAS_LAYER_PLANES];
} Planes;

static gsize
count_pixels (const VanityCanvas *canvas)
{
  return (gsize)canvas->rect.width * (gsize)canvas->rect.height;
}

static void
planes_clear (Planes *planes, gsize size)
{
  for (int k = 0; k < 3; k++)
    vanity_plane_free (planes->worn[k], size);
  for (int k = 0; k < VANITY_CANVAS_LAYER_PLANES; k++)
    vanity_plane_free (planes->layer[k], size);
}

typedef struct
{
  VanityCanvas *canvas;
  Planes *planes;
  const VanityMask *left;
  VanityRect rect;
} Job;

static void
copy_row (gpointer data, int j, int worker)
{
  Job *job = data;
  const VanityCanvas *canvas = job->canvas;
  gsize width = (gsize)canvas->rect.width, start = (gsize)j * width;

  for (int k = 0; k < 3; k++)
    memcpy (job->planes->worn[k] + start, canvas->worn[k] + start, sizeof (float) * width);
  for (int k = 0; canvas->layer[0] != NULL && k < VANITY_CANVAS_LAYER_PLANES; k++)
    memcpy (job->planes->layer[k] + start, canvas->layer[k] + start, sizeof (float) * width);
}

static gboolean
planes_init (Planes *planes, VanityCanvas *canvas)
{
  gsize size = count_pixels (canvas);
  Job job = { .canvas = canvas, .planes = planes };
  gboolean complete = TRUE;

  memset (planes, 0, sizeof *planes);
  for (int k = 0; k < 3; k++)
    complete &= (planes->worn[k] = vanity_plane_new (size)) != NULL;
  for (int k = 0; canvas->layer[0] != NULL && k < VANITY_CANVAS_LAYER_PLANES; k++)
    complete &= (planes->layer[k] = vanity_plane_new (size)) != NULL;
  if (!complete)
    {
      planes_clear (planes, size);
      return FALSE;
    }
  vanity_pool_run (vanity_pool_get_default (), copy_row, &job, canvas->rect.height);
  return TRUE;
}

static void
swap (VanityCanvas *canvas, Planes *planes)
{
  for (int k = 0; k < 3; k++)
    {
      float *plane = canvas->worn[k];

      canvas->worn[k] = planes->worn[k];
      planes->worn[k] = plane;
    }
  for (int k = 0; k < VANITY_CANVAS_LAYER_PLANES; k++)
    {
      float *plane = canvas->layer[k];

      canvas->layer[k] = planes->layer[k];
      planes->layer[k] = plane;
    }
}

/* `to` holds the left side and gets both; where they are the same, or only one counts, to the
 * bit. */
VANITY_CLONES static void
join (float *restrict to, const float *restrict right, const float *restrict left, int n)
{
  for (int i = 0; i < n; i++)
    {
      float mixed = right[i] + left[i] * (to[i] - right[i]);

      to[i] = left[i] < 1 ? mixed : to[i];
    }
}

/* Swatches count as much as they cover. */
static void
join_swatches (const Job *job, gsize start, const float *left)
{
  float **layer = job->canvas->layer;
  float *const *right = job->planes->layer;

  for (int i = 0; i < job->rect.width; i++)
    {
      gsize at = start + (gsize)i;
      float l = left[i] * layer[VANITY_CANVAS_COVERAGE][at];
      float r = (1 - left[i]) * right[VANITY_CANVAS_COVERAGE][at];

      for (int k = VANITY_CANVAS_RED; k <= VANITY_CANVAS_BLUE; k++)
        if (l <= 0)
          layer[k][at] = right[k][at];
        else if (r > 0)
          layer[k][at] = right[k][at] + l / (l + r) * (layer[k][at] - right[k][at]);
    }
}

static void
join_row (gpointer data, int j, int worker)
{
  const Job *job = data;
  VanityCanvas *canvas = job->canvas;
  int y = job->rect.y + j;
  gsize start = (gsize)(y - canvas->rect.y) * (gsize)canvas->rect.width
                + (gsize)(job->rect.x - canvas->rect.x);
  g_autofree float *left = g_new (float, (gsize)job->rect.width);

  vanity_mask_get_field_row (job->left, y, job->rect.x, job->rect.width, left);
  for (int k = 0; k < 3; k++)
    join (canvas->worn[k] + start, job->planes->worn[k] + start, left, job->rect.width);
  if (canvas->layer[0] == NULL)
    return;
  join_swatches (job, start, left);
  join (canvas->layer[VANITY_CANVAS_COVERAGE] + start,
        job->planes->layer[VANITY_CANVAS_COVERAGE] + start, left, job->rect.width);
  join (canvas->layer[VANITY_CANVAS_SHINE] + start, job->planes->layer[VANITY_CANVAS_SHINE] + start,
        left, job->rect.width);
}

static void
draw_kind (VanityCanvas *canvas, const VanityLayer *layer)
{
  vanity_canvas_take_hand (canvas, layer);
  layer->kind->draw (layer, canvas);
  vanity_canvas_drop_hand (canvas);
}

static void
draw_side (VanityCanvas *canvas, const VanityLayer *layer, gboolean left)
{
  g_autoptr (VanityLayer) side = vanity_layer_new_side (layer, left);

  if (!(side->values[0].number > 0))
    return;
  canvas->side = left ? VANITY_CANVAS_LEFT : VANITY_CANVAS_RIGHT;
  draw_kind (canvas, side);
  canvas->side = VANITY_CANVAS_BOTH;
}

static void
join_planes (VanityCanvas *canvas, Planes *planes, const VanityMask *left)
{
  Job job = { .canvas = canvas, .planes = planes, .left = left, .rect = canvas->laid };

  vanity_pool_run (vanity_pool_get_default (), join_row, &job, job.rect.height);
  planes_clear (planes, count_pixels (canvas));
}

/* Both sides are drawn over what lies there now, and then joined: laid one over the other, two
 * halves of a film would cover less than the film, and the middle would show it. */
static void
draw_sides (VanityCanvas *canvas, const VanityLayer *layer)
{
  VanityCanvas *head = layer->kind->group == VANITY_LAYER_GROUP_HAIR ? canvas->head : NULL;
  Planes planes, head_planes;

  if (!planes_init (&planes, canvas))
    return;
  if (head != NULL && !planes_init (&head_planes, head))
    {
      planes_clear (&planes, count_pixels (canvas));
      return;
    }
  draw_side (canvas, layer, FALSE);
  swap (canvas, &planes);
  if (head != NULL)
    swap (head, &head_planes);
  draw_side (canvas, layer, TRUE);
  join_planes (canvas, &planes, get_left (canvas, "side", &canvas->rect));
  if (head != NULL)
    join_planes (head, &head_planes, get_left (canvas, "side/head", &head->rect));
}

void
vanity_canvas_draw (VanityCanvas *canvas, const VanityLayer *layer)
{
  if (layer->muted)
    return;
  if (vanity_layer_has_sides (layer))
    draw_sides (canvas, layer);
  else if (layer->values[0].number > 0)
    draw_kind (canvas, layer);
}
