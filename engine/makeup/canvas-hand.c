#include "makeup/canvas-hand.h"

#include "face/atlas.h"
#include "face/mesh.h"
#include "makeup/zone.h"

#include <math.h>
#include <string.h>

#define SIZE VANITY_LAYER_MASK_SIZE
#define TEXELS VANITY_LAYER_MASK_TEXELS
/* Between samples of the masks: little more than a texel of the chart, whose edges are softer. */
#define STEP_MM 0.35
/* Half of what one side goes over into the other in. */
#define MIDDLE_MM 1.0f

/* A layer's mask in the photo. */
typedef struct
{
  VanityLayerMask *mask; /* keeps its address from being used again */
  VanityMask *erase, *add;
} Projection;

struct _VanityCanvasHand
{
  const Projection *projection;
  VanityMask *rest;    /* what was added and no film has laid yet */
  VanityMask *claimed; /* what the last film took of it */
};

static void
projection_free (gpointer data)
{
  Projection *projection = data;

  vanity_layer_mask_unref (projection->mask);
  vanity_mask_free (projection->erase);
  vanity_mask_free (projection->add);
  g_free (projection);
}

static void
map_free (gpointer data)
{
  vanity_atlas_map_free (data);
}

static int
get_step (const VanityCanvas *canvas)
{
  return MAX (1, (int)lround (STEP_MM * canvas->unit));
}

/* Where the samples of the masks lie in the chart. */
static const VanityAtlasMap *
get_map (VanityCanvas *canvas, const VanityAtlas *atlas, const VanityMask *grid)
{
  VanityAtlasMap *map = vanity_canvas_recall (canvas, "hand");
  VanityPoint points[VANITY_FACE_MESH_POINTS];
  VanityRect rect = { 0, 0, grid->width, grid->height };
  float scale = 1.0f / (float)grid->step;

  if (map != NULL)
    return map;
  for (int v = 0; v < VANITY_FACE_MESH_POINTS; v++)
    {
      const VanityPoint *p = &canvas->face.points[v];

      points[v] = (VanityPoint){ (p->x - (float)grid->rect.x) * scale,
                                 (p->y - (float)grid->rect.y) * scale, p->z * scale };
    }
  map = vanity_atlas_wrap (atlas, points, &rect, NULL);
  if (map != NULL)
    vanity_canvas_remember (canvas, "hand", map, map_free);
  return map;
}

/* Eyeballs, teeth and tongue, where nothing is painted; of the chart of SIZE. */
static const float *
get_openings (const VanityAtlas *atlas)
{
  static const VanityContourId contours[]
      = { VANITY_CONTOUR_EYE_RIGHT, VANITY_CONTOUR_EYE_LEFT, VANITY_CONTOUR_LIPS_INNER };
  static gsize made;

  if (g_once_init_enter (&made))
    {
      float *openings = g_new0 (float, TEXELS);

      for (gsize i = 0; i < G_N_ELEMENTS (contours); i++)
        vanity_atlas_add_contour (atlas, contours[i], openings);
      g_once_init_leave (&made, (gsize)openings);
    }
  return (const float *)made;
}

/* One of the maps as shares; NULL when it is empty. */
static float *
read_map (const VanityAtlas *atlas, const VanityLayerMask *mask, VanityMaskMap map)
{
  const float *openings = get_openings (atlas);
  g_autofree guint8 *values = g_malloc (TEXELS);
  g_autofree float *plane = g_new (float, TEXELS);
  gboolean any = FALSE;

  vanity_layer_mask_copy_map (mask, map, values);
  for (int i = 0; i < TEXELS; i++)
    {
      plane[i] = (float)values[i] / 255;
      any = any || values[i] > 0;
      if (map == VANITY_MASK_ADD)
        plane[i] *= 1 - openings[i];
    }
  if (!any)
    return NULL;
  vanity_atlas_fill (atlas, plane, 1);
  return g_steal_pointer (&plane);
}

static VanityMask *
project (VanityCanvas *canvas, const VanityAtlas *atlas, const VanityLayerMask *layer,
         VanityMaskMap map)
{
  g_autofree float *plane = read_map (atlas, layer, map);
  VanityMask *mask;
  const VanityAtlasMap *where;

  if (plane == NULL)
    return NULL;
  mask = vanity_mask_new (&canvas->rect, NULL, get_step (canvas));
  where = mask != NULL ? get_map (canvas, atlas, mask) : NULL;
  if (where == NULL)
    {
      vanity_mask_free (mask);
      return NULL;
    }
  vanity_atlas_lookup (atlas, where, plane, 1, 0, mask->data);
  for (int i = 0; i < mask->width * mask->height; i++)
    mask->data[i] = CLAMP (mask->data[i], 0.0f, 1.0f);
  if (map == VANITY_MASK_ADD)
    vanity_mask_multiply (mask, canvas->visible);
  return vanity_mask_trim (mask);
}

static const Projection *
get_projection (VanityCanvas *canvas, VanityLayerMask *mask)
{
  g_autofree char *key = g_strdup_printf ("hand/%p", (void *)mask);
  Projection *projection = vanity_canvas_recall (canvas, key);
  const VanityAtlas *atlas;

  if (projection != NULL)
    return projection;
  atlas = vanity_atlas_get (SIZE, NULL);
  if (atlas == NULL || canvas->visible == NULL)
    return NULL;
  projection = g_new0 (Projection, 1);
  projection->mask = vanity_layer_mask_ref (mask);
  projection->erase = project (canvas, atlas, mask, VANITY_MASK_ERASE);
  projection->add = project (canvas, atlas, mask, VANITY_MASK_ADD);
  vanity_canvas_remember (canvas, key, projection, projection_free);
  return projection;
}

void
vanity_canvas_take_hand (VanityCanvas *canvas, const VanityLayer *layer)
{
  const Projection *projection;

  if (layer->mask == NULL)
    return;
  projection = get_projection (canvas, layer->mask);
  if (projection == NULL)
    return;
  canvas->hand = g_new0 (struct _VanityCanvasHand, 1);
  canvas->hand->projection = projection;
  if (layer->kind->paints)
    canvas->hand->rest = vanity_mask_copy (projection->add);
}

void
vanity_canvas_drop_hand (VanityCanvas *canvas)
{
  if (canvas->hand == NULL)
    return;
  vanity_mask_free (canvas->hand->rest);
  vanity_mask_free (canvas->hand->claimed);
  g_clear_pointer (&canvas->hand, g_free);
}

/* Moves what lies on the film's side from `rest` to `claimed`. */
static void
claim_side (const VanityCanvas *canvas, VanityMask *rest, VanityMask *claimed,
            VanityCanvasSide side)
{
  for (int j = 0; j < rest->height; j++)
    for (int i = 0; i < rest->width; i++)
      {
        int at = j * rest->width + i;
        double x = rest->rect.x + (i + 0.5) * rest->step;
        double y = rest->rect.y + (j + 0.5) * rest->step;
        float left, share = 1;

        if (!(rest->data[at] > 0))
          continue;
        if (side != VANITY_CANVAS_BOTH)
          {
            left = vanity_ramp (-MIDDLE_MM, MIDDLE_MM,
                                vanity_canvas_sample (canvas->chart[0], x, y));
            share = side == VANITY_CANVAS_LEFT ? left : 1 - left;
          }
        claimed->data[at] = share * rest->data[at];
        rest->data[at] -= claimed->data[at];
      }
}

const VanityMask *
vanity_canvas_claim (VanityCanvas *canvas, const VanityFilm *film)
{
  struct _VanityCanvasHand *hand = canvas->hand;

  if (hand == NULL || hand->rest == NULL || film->added == VANITY_ADDED_NONE)
    return NULL;
  if (film->added == VANITY_ADDED_ALSO)
    return hand->claimed;
  vanity_mask_free (hand->claimed);
  hand->claimed = vanity_mask_new (&hand->rest->rect, NULL, hand->rest->step);
  if (hand->claimed != NULL)
    claim_side (canvas, hand->rest, hand->claimed, film->side);
  return hand->claimed;
}

void
vanity_canvas_hand_row (const VanityCanvas *canvas, const VanityFilm *film, const VanityMask *added,
                        int y, int x, int n, float *coverage, float *own)
{
  g_autofree float *erase = g_new (float, (gsize)n * 3);
  float *add = erase + n, *allow = add + n;

  vanity_mask_get_row (canvas->hand->projection->erase, y, x, n, erase);
  vanity_mask_get_row (added, y, x, n, add);
  if (film->within == canvas->allow)
    {
      vanity_mask_get_row (canvas->allow, y, x, n, allow);
      for (int i = 0; i < n; i++)
        add[i] *= allow[i];
    }
  for (int i = 0; i < n; i++)
    {
      own[i] = 1;
      if (erase[i] > 0)
        coverage[i] *= MAX (1 - erase[i], 0.0f);
      if (add[i] > 0)
        {
          float left = CLAMP (coverage[i], 0.0f, 1.0f);

          coverage[i] = 1 - (1 - left) * (1 - MIN (add[i], 1.0f));
          own[i] = left / coverage[i];
        }
    }
}
