#include "makeup/mask-stroke.h"

#include "face/atlas.h"

#include <math.h>
#include <string.h>

#define SIZE VANITY_LAYER_MASK_SIZE
#define TEXELS VANITY_LAYER_MASK_TEXELS
/* An edge is at least so many texels wide: a harder one would show the chart's own steps. */
#define LEAST_EDGE 1.5f
/* Visibility from which on a place is wholly painted: the cheek's edge turns away early. */
#define SEEN 0.25f

struct _VanityMaskPlane
{
  float x[TEXELS], y[TEXELS]; /* NaN off the face */
  float seen[TEXELS];         /* [0, 1] */
  float texel;                /* how long one is there, about */
};

struct _VanityMaskStroke
{
  VanityLayerMask *mask; /* under it */
  const VanityMaskPlane *plane;
  VanityMaskBrush brush;
  float solid, edge; /* distance up to which it is full, and from which on there is none */
  gboolean down;
  VanityMaskPoint last;
  float laid[TEXELS];
};

static float
smooth (float t)
{
  t = CLAMP (t, 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

/* The middle of what a step to the right in the chart comes to. */
static float
measure_texel (const VanityMaskPlane *plane)
{
  double sum = 0;
  int n = 0;

  for (int i = 0; i + 1 < TEXELS; i++)
    if (plane->seen[i] >= 1 && isfinite (plane->x[i + 1]))
      {
        sum += hypot ((double)(plane->x[i + 1] - plane->x[i]),
                      (double)(plane->y[i + 1] - plane->y[i]));
        n++;
      }
  return n > 0 ? (float)(sum / n) : 1;
}

VanityMaskPlane *
vanity_mask_plane_new (const VanityPoint *points, int width, int height, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, error);
  VanityMaskPlane *plane;

  if (atlas == NULL)
    return NULL;
  plane = g_new (VanityMaskPlane, 1);
  vanity_atlas_locate (atlas, points, plane->x, plane->y);
  vanity_atlas_see (atlas, points, width, height, plane->seen);
  for (int i = 0; i < TEXELS; i++)
    plane->seen[i] = MIN (plane->seen[i] / SEEN, 1);
  plane->texel = measure_texel (plane);
  return plane;
}

void
vanity_mask_plane_free (VanityMaskPlane *plane)
{
  g_free (plane);
}

VanityMaskStroke *
vanity_mask_stroke_new (const VanityLayerMask *mask, const VanityMaskPlane *plane,
                        const VanityMaskBrush *brush)
{
  VanityMaskStroke *stroke = g_new0 (VanityMaskStroke, 1);
  float radius = (float)brush->radius, texel = plane != NULL ? plane->texel : 1.0f / SIZE;
  float soft = MAX (radius * (float)CLAMP (brush->feather, 0, 1), LEAST_EDGE * texel);

  stroke->mask = mask != NULL ? vanity_layer_mask_ref ((VanityLayerMask *)mask)
                              : vanity_layer_mask_new (NULL, NULL);
  stroke->plane = plane;
  stroke->brush = *brush;
  stroke->brush.flow = CLAMP (brush->flow, 0, 1);
  stroke->edge = MAX (radius, 0.5f * soft);
  stroke->solid = stroke->edge - soft;
  return stroke;
}

void
vanity_mask_stroke_free (VanityMaskStroke *stroke)
{
  if (stroke == NULL)
    return;
  vanity_layer_mask_unref (stroke->mask);
  g_free (stroke);
}

/* A straight piece of a stroke. */
typedef struct
{
  float x, y, dx, dy, pressure, more; /* `more` pressure at its end */
  float length;                       /* squared */
  float left, top, right, bottom;     /* what it can reach */
} Piece;

static void
lay_texel (VanityMaskStroke *stroke, const Piece *piece, int texel, float x, float y, float seen)
{
  float px = x - piece->x, py = y - piece->y, t = 0, away, amount;

  if (piece->length > 0)
    t = CLAMP ((px * piece->dx + py * piece->dy) / piece->length, 0.0f, 1.0f);
  px -= t * piece->dx;
  py -= t * piece->dy;
  away = px * px + py * py;
  if (away >= stroke->edge * stroke->edge)
    return;
  amount = smooth ((stroke->edge - sqrtf (away)) / (stroke->edge - stroke->solid)) * seen
           * (piece->pressure + t * piece->more);
  stroke->laid[texel] = MAX (stroke->laid[texel], amount);
}

static void
lay_on_photo (VanityMaskStroke *stroke, const Piece *piece)
{
  const VanityMaskPlane *plane = stroke->plane;

  for (int i = 0; i < TEXELS; i++)
    /* Written so that NaN is passed over. */
    if (plane->x[i] >= piece->left && plane->x[i] <= piece->right && plane->y[i] >= piece->top
        && plane->y[i] <= piece->bottom && plane->seen[i] > 0)
      lay_texel (stroke, piece, i, plane->x[i], plane->y[i], plane->seen[i]);
}

static int
clamp_texel (float place)
{
  return (int)CLAMP (place * SIZE, 0.0f, (float)SIZE);
}

static void
lay_on_chart (VanityMaskStroke *stroke, const Piece *piece)
{
  for (int j = clamp_texel (piece->top); j < MIN (clamp_texel (piece->bottom) + 1, SIZE); j++)
    for (int i = clamp_texel (piece->left); i < MIN (clamp_texel (piece->right) + 1, SIZE); i++)
      lay_texel (stroke, piece, j * SIZE + i, ((float)i + 0.5f) / SIZE, ((float)j + 0.5f) / SIZE,
                 1);
}

void
vanity_mask_stroke_add (VanityMaskStroke *stroke, const VanityMaskPoint *point)
{
  const VanityMaskPoint *from = stroke->down ? &stroke->last : point;
  float reach = stroke->edge;
  Piece piece;

  if (!isfinite (point->x) || !isfinite (point->y) || !isfinite (point->pressure))
    return;
  piece = (Piece){ .x = from->x,
                   .y = from->y,
                   .dx = point->x - from->x,
                   .dy = point->y - from->y,
                   .pressure = CLAMP (from->pressure, 0.0f, 1.0f),
                   .left = MIN (from->x, point->x) - reach,
                   .top = MIN (from->y, point->y) - reach,
                   .right = MAX (from->x, point->x) + reach,
                   .bottom = MAX (from->y, point->y) + reach };
  piece.more = CLAMP (point->pressure, 0.0f, 1.0f) - piece.pressure;
  piece.length = piece.dx * piece.dx + piece.dy * piece.dy;
  if (stroke->plane != NULL)
    lay_on_photo (stroke, &piece);
  else
    lay_on_chart (stroke, &piece);
  stroke->last = *point;
  stroke->down = TRUE;
}

static guint8
quantize (float share)
{
  return (guint8)(share * 255 + 0.5f);
}

VanityLayerMask *
vanity_mask_stroke_get (const VanityMaskStroke *stroke)
{
  VanityMaskMap other = stroke->brush.tool == VANITY_MASK_ADD ? VANITY_MASK_ERASE : VANITY_MASK_ADD;
  g_autofree guint8 *more = g_malloc (TEXELS);
  g_autofree guint8 *less = g_malloc (TEXELS);

  vanity_layer_mask_copy_map (stroke->mask, stroke->brush.tool, more);
  vanity_layer_mask_copy_map (stroke->mask, other, less);
  for (int i = 0; i < TEXELS; i++)
    {
      float laid = stroke->laid[i];

      if (stroke->brush.mirror)
        laid = MAX (laid, stroke->laid[i + SIZE - 1 - 2 * (i % SIZE)]);
      if (!(laid > 0))
        continue;
      laid *= (float)stroke->brush.flow;
      more[i] = quantize (1 - (1 - (float)more[i] / 255) * (1 - laid));
      less[i] = quantize ((float)less[i] / 255 * (1 - laid));
    }
  return other == VANITY_MASK_ERASE ? vanity_layer_mask_new_after (stroke->mask, less, more)
                                    : vanity_layer_mask_new_after (stroke->mask, more, less);
}

VanityLayerMask *
vanity_layer_mask_with_stroke (const VanityLayerMask *mask, const VanityMaskPoint *points, int n,
                               const VanityMaskBrush *brush)
{
  g_autoptr (VanityMaskStroke) stroke = vanity_mask_stroke_new (mask, NULL, brush);

  for (int i = 0; i < n; i++)
    vanity_mask_stroke_add (stroke, &points[i]);
  return vanity_mask_stroke_get (stroke);
}
