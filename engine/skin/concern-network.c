#include "skin/concern-network.h"

#include "base/error.h"
#include "face/atlas-region.h"
#include "skin/concerns.h"
#include "skin/signals.h"
#include "train/parts.h"

#include <math.h>

#define LEVELS 4
#define SLOPE 0.1
#define FINE 8 /* channels */
#define OUTPUTS (4 * VANITY_N_CONCERNS)

static const int widths[LEVELS + 1] = { 20, 28, 40, 56, 64 };

static VanityValueId
add_block (VanityBuilder *b, const char *part, int index, VanityValueId input, int channels,
           int stride)
{
  g_autofree char *name = g_strdup_printf ("concerns.%s%d", part, index);
  g_autofree char *norm = g_strdup_printf ("%s.norm", name);
  g_autofree char *relu = g_strdup_printf ("%s.relu", name);
  VanityValueId x
      = vanity_builder_add_conv (b, name, input, channels, 3, stride, 1, VANITY_INIT_HE);

  x = vanity_builder_add_normalization (b, "BatchNormalization", norm, x);
  return vanity_builder_add_node (b, "LeakyRelu", relu, &x, 1, "alpha=%g", SLOPE);
}

/* What is as fine as a texel: seen next to what the U-Net says, and added to it. */
static VanityValueId
add_fine (VanityBuilder *b, VanityValueId face, VanityValueId logits)
{
  VanityValueId x = add_block (b, "fine", 0, face, FINE, 1);

  x = vanity_part_add_concat (b, "concerns.fine.joined", (VanityValueId[]){ x, logits }, 2);
  x = add_block (b, "fine", 1, x, FINE + 4, 1);
  x = vanity_builder_add_conv (b, "concerns.fine2", x, VANITY_N_CONCERNS, 3, 1, 1,
                               VANITY_INIT_ZEROS);
  return vanity_builder_add_pair (b, "Add", "concerns.logits", logits, x);
}

VanityValueId
vanity_concern_network_add (VanityBuilder *b, VanityValueId face, VanityValueId place)
{
  VanityValueId x = add_block (b, "stem", 0, face, widths[0], 2), whole, skips[LEVELS + 1];

  x = vanity_part_add_concat (b, "concerns.placed", (VanityValueId[]){ x, place }, 2);
  for (int i = 0; i <= LEVELS; i++)
    x = skips[i] = add_block (b, "down", i, x, widths[i], i > 0 ? 2 : 1);
  x = add_block (b, "middle", 0, x, widths[LEVELS], 1);
  whole = vanity_part_add_mean (b, "concerns.mean", x);
  whole = vanity_builder_add_dense (b, "concerns.whole", whole, widths[LEVELS], VANITY_INIT_GLOROT);
  x = vanity_builder_add_pair (b, "Add", "concerns.known", x,
                               vanity_part_add_everywhere (b, "concerns.everywhere", whole));
  for (int i = LEVELS - 1; i >= 0; i--)
    {
      g_autofree char *grown = g_strdup_printf ("concerns.grown%d", i);
      g_autofree char *joined = g_strdup_printf ("concerns.joined%d", i);

      x = vanity_builder_add_node (b, "Resize", grown, &x, 1,
                                   "scales=[1.0,2.0,2.0,1.0] mode=nearest");
      x = vanity_part_add_concat (b, joined, (VanityValueId[]){ x, skips[i] }, 2);
      x = add_block (b, "up", i, x, widths[i], 1);
    }
  x = vanity_builder_add_conv (b, "concerns.last", x, OUTPUTS, 3, 1, 1, VANITY_INIT_NORMAL);
  x = vanity_builder_add_node (b, "DepthToSpace", "concerns.coarse", &x, 1, "blocksize=2");
  return add_fine (b, face, x);
}

VanityGraph *
vanity_concern_network_new_graph (int size, int count, VanityRandom *random, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("concerns");
  VanityValueId face, place, maps;
  VanityBuilder builder;

  vanity_builder_init (&builder, graph, random);
  face = vanity_builder_add_input (&builder, "face",
                                   &VANITY_SHAPE (count, size, size, VANITY_N_SIGNALS));
  place = vanity_builder_add_input (
      &builder, "place", &VANITY_SHAPE (count, size / 2, size / 2, VANITY_CONCERN_PLACES));
  maps = vanity_concern_network_add (&builder, face, place);
  maps = vanity_builder_add_map (&builder, "Sigmoid", "maps", maps);
  if (!vanity_builder_finish (&builder, error))
    return NULL;
  vanity_graph_add_output (graph, maps);
  return g_steal_pointer (&graph);
}

static gboolean
check_value (VanityGraph *graph, const char *file, VanityValueId id, const char *name,
             const VanityShape *expected, GError **error)
{
  const VanityShape *shape = vanity_graph_get_shape (graph, id);
  g_autofree char *is = vanity_shape_to_string (shape);
  g_autofree char *should = vanity_shape_to_string (expected);

  if (g_strcmp0 (vanity_graph_get_value_name (graph, id), name) == 0
      && vanity_shape_equal (shape, expected)
      && vanity_graph_get_type (graph, id) == VANITY_FLOAT32)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               "%s: no network of concerns: “%s” is %s, and should be “%s”, %s of float32", file,
               vanity_graph_get_value_name (graph, id), is, name, should);
  return FALSE;
}

gboolean
vanity_concern_network_check (VanityGraph *graph, const char *file, int size, GError **error)
{
  if (vanity_graph_get_n_inputs (graph) != 2 || vanity_graph_get_n_outputs (graph) != 1)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "%s: no network of concerns: it has %d inputs and %d outputs, and should have 2 "
                   "and 1",
                   file, vanity_graph_get_n_inputs (graph), vanity_graph_get_n_outputs (graph));
      return FALSE;
    }
  return check_value (graph, file, vanity_graph_get_input (graph, 0), "face",
                      &VANITY_SHAPE (1, size, size, VANITY_N_SIGNALS), error)
         && check_value (graph, file, vanity_graph_get_input (graph, 1), "place",
                         &VANITY_SHAPE (1, size / 2, size / 2, VANITY_CONCERN_PLACES), error)
         && check_value (graph, file, vanity_graph_get_output (graph, 0), "maps",
                         &VANITY_SHAPE (1, size, size, VANITY_N_CONCERNS), error);
}

/* The mean of a map over 2 × 2 texels. */
static void
write_half (const float *map, int size, float *values)
{
  int half = size / 2;

  for (int y = 0; y < half; y++)
    for (int x = 0; x < half; x++)
      {
        const float *at = map + 2 * y * size + 2 * x;

        values[VANITY_CONCERN_PLACES * (y * half + x)]
            += (at[0] + at[1] + at[size] + at[size + 1]) / 4;
      }
}

void
vanity_concern_network_write_place (const VanityAtlas *atlas, float *values)
{
  static const struct
  {
    VanityAtlasRegion region;
    int channel;
  } regions[] = { { VANITY_ATLAS_LIDS, 0 },
                  { VANITY_ATLAS_BROWS, 1 },
                  { VANITY_ATLAS_LIPS, 2 },
                  { VANITY_ATLAS_MOUTH, 2 } };
  int size = vanity_atlas_get_size (atlas), half = size / 2;

  for (int i = 0; i < half * half * VANITY_CONCERN_PLACES; i++)
    values[i] = 0;
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    write_half (vanity_zone_get_mask (atlas, (VanityZone)zone), size, values + zone);
  for (gsize k = 0; k < G_N_ELEMENTS (regions); k++)
    write_half (vanity_atlas_get_region (atlas, regions[k].region), size,
                values + VANITY_N_ZONES + regions[k].channel);
  for (int i = 0; i < half * half; i++)
    {
      float *at = values + VANITY_CONCERN_PLACES * i + VANITY_N_ZONES + 3;

      at[0] = fabsf (2 * (i % half + 0.5f) / half - 1);
      at[1] = (i / half + 0.5f) / half;
    }
}
