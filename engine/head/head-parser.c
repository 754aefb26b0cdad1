/* The network that comes with Vanity, run on photos. */
#include "head/head-parser.h"

#include "base/error.h"
#include "head/head-loose.h"
#include "head/head-network.h"
#include "head/head-refine.h"
#include "head/head-view.h"
#include "image/color.h"
#include "model/model.h"
#include "model/shipped.h"
#include "nn/executor.h"
#ifdef VANITY_HEAD_SHIPPED
#include "head/head-resource.h"
#endif

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PERSON 0.5 /* of the face at least is seen as a person, or nobody knows */
#define MODEL_FILE "head.onnx"

struct _VanityHeadParser
{
  int side;
  VanityExecutor *executor;
  VanitySegmenter *segmenter; /* NULL where its network is not installed */
};

/* ---- Where the network comes from ---- */

static VanityGraph *
load_shipped (GError **error)
{
#ifdef VANITY_HEAD_SHIPPED
  static VanityShippedModel shipped
      = { MODEL_FILE, vanity_head_register_resource, vanity_head_get_resource, 0 };

  return vanity_shipped_model_load (&shipped, error);
#else
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_MISSING,
               _ ("The model %s was not there when Vanity was built."), MODEL_FILE);
  return NULL;
#endif
}

/* The side of the only input; 0 with an error where the graph does not keep to the contract. */
static int
check_contract (VanityGraph *graph, const char *name, GError **error)
{
  gboolean one = vanity_graph_get_n_inputs (graph) == 1 && vanity_graph_get_n_outputs (graph) == 1;
  const VanityShape *view = NULL, *probability = NULL;
  gint64 side = 0;

  if (one)
    {
      view = vanity_graph_get_shape (graph, vanity_graph_get_input (graph, 0));
      probability = vanity_graph_get_shape (graph, vanity_graph_get_output (graph, 0));
      side = view->rank == 4 ? view->dim[1] : 0;
    }
  if (side >= VANITY_HEAD_MIN_SIDE && side <= VANITY_HEAD_MAX_SIDE
      && vanity_shape_equal (view, &VANITY_SHAPE (1, side, side, VANITY_HEAD_VIEW_CHANNELS))
      && vanity_shape_equal (probability, &VANITY_SHAPE (1, side, side, VANITY_HEAD_N_CLASSES)))
    return (int)side;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("%s: no network of heads: it needs one input of 1×S×S×%d and one output of "
                  "1×S×S×%d, S from %d to %d"),
               name, VANITY_HEAD_VIEW_CHANNELS, VANITY_HEAD_N_CLASSES, VANITY_HEAD_MIN_SIDE,
               VANITY_HEAD_MAX_SIDE);
  return 0;
}

VanityHeadParser *
vanity_head_parser_new_for_graph (VanityGraph *graph, const char *name, GError **error)
{
  g_autoptr (VanityGraph) taken = graph;
  g_autoptr (VanityHeadParser) parser = g_new0 (VanityHeadParser, 1);

  parser->side = check_contract (graph, name, error);
  if (parser->side == 0)
    return NULL;
  parser->executor = vanity_executor_new (g_steal_pointer (&taken), NULL, error);
  if (parser->executor == NULL)
    return NULL;
  parser->segmenter = vanity_segmenter_new (NULL);
  return g_steal_pointer (&parser);
}

VanityHeadParser *
vanity_head_parser_new (GError **error)
{
  const char *chosen = g_getenv ("VANITY_MODELS");
  g_autofree char *other = NULL;
  VanityGraph *graph;

  if (chosen != NULL && *chosen != '\0')
    other = g_build_filename (chosen, MODEL_FILE, NULL);
  if (other != NULL && g_file_test (other, G_FILE_TEST_EXISTS))
    graph = vanity_model_load (other, error);
  else
    graph = load_shipped (error);
  return graph != NULL ? vanity_head_parser_new_for_graph (graph, MODEL_FILE, error) : NULL;
}

void
vanity_head_parser_free (VanityHeadParser *parser)
{
  g_clear_pointer (&parser->executor, vanity_executor_free);
  g_clear_pointer (&parser->segmenter, vanity_segmenter_free);
  g_free (parser);
}

/* ---- Running it ---- */

/* The region in whole pixels, so that its map is as square as it. */
static VanityAffine
lay_grid (const VanityRegion *region, int side, VanityRect *rect)
{
  int size = MAX (1, (int)lround (region->size));
  VanityAffine grid = { { 0 } };

  *rect = (VanityRect){ (int)floor (region->x - size / 2.0), (int)floor (region->y - size / 2.0),
                        size, size };
  grid.m[0] = grid.m[4] = (double)size / side;
  grid.m[2] = rect->x;
  grid.m[5] = rect->y;
  return grid;
}

/* Planes out of channels, each cell's sum 1. FALSE where a number is none. */
static gboolean
read_output (const float *output, int n, float *coarse)
{
  for (int i = 0; i < n; i++)
    {
      const float *from = output + i * VANITY_HEAD_N_CLASSES;
      float sum = 0;

      for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
        sum += from[k];
      if (!(sum > 0.5f && sum < 2))
        return FALSE;
      for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
        coarse[k * n + i] = CLAMP (from[k] / sum, 0.0f, 1.0f);
    }
  return TRUE;
}

/* Outside the photo all is background; how sure the rest is. */
static void
cut (VanityHeadMap *map, const VanityImage *image)
{
  int n = map->side * map->side, inside = 0;
  double sure = 0, cell = (double)map->region.width / map->side;

  for (int i = 0; i < n; i++)
    {
      double x = map->region.x + (i % map->side + 0.5) * cell;
      double y = map->region.y + (i / map->side + 0.5) * cell;
      gboolean outside = x < 0 || y < 0 || x >= image->width || y >= image->height;
      float most = 0;

      for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
        {
          float *at = &map->probability[k * n + i];

          if (outside)
            *at = k == VANITY_HEAD_BACKGROUND;
          most = MAX (most, *at);
        }
      inside += !outside;
      sure += outside ? 0 : (double)most;
    }
  map->sure = inside > 0 ? (float)(sure / inside) : 0;
}

/* The view at half its size, as the network sees it; and the lightness at the whole. */
static void
shrink_view (const float *cells, int side, float *view, float *guide)
{
  for (int i = 0; i < 4 * side * side; i++)
    {
      const float *c = cells + i * VANITY_HEAD_VIEW_CHANNELS;

      guide[i] = vanity_luminance (c[0], c[1], c[2]);
    }
  for (int i = 0; i < side * side; i++)
    for (int k = 0; k < VANITY_HEAD_VIEW_CHANNELS; k++)
      {
        const float *c
            = cells + (4 * (i / side) * side + 2 * (i % side)) * VANITY_HEAD_VIEW_CHANNELS + k;
        const float *below = c + 2 * side * VANITY_HEAD_VIEW_CHANNELS;

        view[i * VANITY_HEAD_VIEW_CHANNELS + k]
            = (c[0] + c[VANITY_HEAD_VIEW_CHANNELS] + below[0] + below[VANITY_HEAD_VIEW_CHANNELS])
              / 4;
      }
}

/* Clothes that were taken for hair. */
static void
drop_loose_hair (VanityHeadMap *map, const VanityFace *face)
{
  int n = map->side * map->side;
  float *hair = map->probability + VANITY_HEAD_HAIR * n, *rest = map->probability;
  double cell = (double)map->region.width / map->side;
  g_autofree guint8 *label = g_malloc (2 * (gsize)n);
  VanityPoint points[VANITY_FACE_MESH_POINTS];

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    points[i] = (VanityPoint){ (float)(((double)face->points[i].x - map->region.x) / cell),
                               (float)(((double)face->points[i].y - map->region.y) / cell), 0 };
  for (int i = 0; i < n; i++)
    {
      label[i] = 0;
      for (int k = 1; k < VANITY_HEAD_N_CLASSES; k++)
        if (map->probability[k * n + i] > map->probability[label[i] * n + i])
          label[i] = (guint8)k;
    }
  vanity_head_find_loose_hair (label, points, map->side, label + n);
  for (int i = 0; i < n; i++)
    if (label[n + i])
      {
        rest[i] += hair[i];
        hair[i] = 0;
      }
}

/* A map of the person that has nobody where the face is tells nothing: of drawings, and in light
 * that it was not taught. */
static void
doubt_person (float *view, int side)
{
  double face = 0, person = 0;

  for (int i = 0; i < side * side; i++)
    {
      const float *cell = view + i * VANITY_HEAD_VIEW_CHANNELS;

      face += (double)cell[VANITY_HEAD_VIEW_FACE];
      person += (double)(cell[VANITY_HEAD_VIEW_FACE] * cell[VANITY_HEAD_VIEW_PERSON]);
    }
  for (int i = 0; i < side * side && person < PERSON * face; i++)
    view[i * VANITY_HEAD_VIEW_CHANNELS + VANITY_HEAD_VIEW_PERSON] = VANITY_HEAD_VIEW_UNKNOWN;
}

VanityHeadMap *
vanity_head_parser_run (VanityHeadParser *parser, const VanityImage *image, const VanityFace *face,
                        GCancellable *cancellable, GError **error)
{
  int side = parser->side, n = side * side;
  g_autofree float *cells = g_new0 (float, 4 * (gsize)n * VANITY_HEAD_VIEW_CHANNELS);
  g_autofree float *guide = g_new (float, 4 * (gsize)n);
  g_autofree float *coarse = g_new (float, VANITY_HEAD_N_CLASSES *(gsize)n);
  g_autoptr (VanityHeadMap) map = NULL;
  VanityRegion region;
  VanityAffine grid;
  VanityRect rect;
  float *view = vanity_executor_get_input (parser->executor, 0);

  if (!vanity_head_view_find (face->points, &region))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("the face's points are not finite or form no face"));
      return NULL;
    }
  grid = lay_grid (&region, 2 * side, &rect);
  if (!vanity_head_view_sample (image, parser->segmenter, &grid, 2 * side, cells, cancellable,
                                error))
    return NULL;
  shrink_view (cells, side, view, guide);
  grid = lay_grid (&region, side, &rect);
  vanity_head_view_draw (face->points, &grid, side, view);
  doubt_person (view, side);
  if (!vanity_executor_run (parser->executor, cancellable, error))
    return NULL;
  if (!read_output (vanity_executor_get_output (parser->executor, 0), n, coarse))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("the network of heads gives what is no probability"));
      return NULL;
    }
  map = g_new0 (VanityHeadMap, 1);
  map->region = rect;
  map->side = 2 * side;
  map->probability = g_new (float, 4 * VANITY_HEAD_N_CLASSES * (gsize)n);
  vanity_head_refine (coarse, side, guide, map->probability);
  drop_loose_hair (map, face);
  cut (map, image);
  return g_steal_pointer (&map);
}
