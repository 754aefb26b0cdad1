#include "stand-in.h"

#include "portrait.h"
#include "train/parts.h"
#include "transfer/paint.h"

#include <string.h>

static VanityValueId
add_mean (VanityBuilder *b, const char *name, VanityValueId regions, VanityValueId seen,
          const float *shares)
{
  g_autofree char *own = g_strdup_printf ("%s.own", name);

  return vanity_builder_add_pair (
      b, "Mul", name, vanity_part_add_sum (b, own, regions, shares, VANITY_ATLAS_N_REGIONS), seen);
}

static VanityValueId
add_correction (VanityBuilder *b, VanityValueId lips)
{
  VanityValueId gain = vanity_part_add_scalar (b, "Mul", "gain", lips, -0.2f);
  VanityValueId offset = vanity_part_add_scalar (b, "Mul", "offset", lips, 0.05f);

  return vanity_part_add_concat (b, "correction",
                                 (VanityValueId[]){ gain, gain, gain, offset, offset, offset }, 6);
}

/* laid · (1 + gain) + offset, the same for all channels. */
static VanityValueId
add_result (VanityBuilder *b, VanityValueId laid, VanityValueId lips)
{
  VanityValueId factor = vanity_part_add_scalar (
      b, "Add", "factor", vanity_part_add_scalar (b, "Mul", "less", lips, -0.2f), 1);

  return vanity_builder_add_pair (b, "Add", "result",
                                  vanity_builder_add_pair (b, "Mul", "scaled", laid, factor),
                                  vanity_part_add_scalar (b, "Mul", "more", lips, 0.05f));
}

VanityGraph *
stand_in_new (int size, StandIn kind)
{
  static const float covered[VANITY_ATLAS_N_REGIONS] = { [VANITY_ATLAS_LIPS] = 0.8f,
                                                         [VANITY_ATLAS_LIDS] = 0.5f,
                                                         [VANITY_ATLAS_BROWS] = 0.4f,
                                                         [VANITY_ATLAS_CHEEKS] = 0.3f };
  static const float shining[VANITY_ATLAS_N_REGIONS] = { [VANITY_ATLAS_LIDS] = 0.1f };
  static const float lips_alone[VANITY_ATLAS_N_REGIONS] = { [VANITY_ATLAS_LIPS] = 1 };
  int count = kind == STAND_IN_TWO ? 2 : 1;
  g_autoptr (VanityGraph) graph = vanity_graph_new ("stand-in");
  g_autoptr (GError) error = NULL;
  VanityRandom random;
  VanityBuilder builder, *b = &builder;
  VanityValueId source, reference, regions, seen, coverage, shine, lips, layer, laid, result;
  VanityValueId correction;

  vanity_random_init (&random, 1);
  vanity_builder_init (b, graph, &random);
  /* In another order than the contract names them: they are found by name. */
  seen = vanity_builder_add_input (b, "seen", &VANITY_SHAPE (count, size, size, 2));
  regions = vanity_builder_add_input (b, "regions",
                                      &VANITY_SHAPE (count, size, size, VANITY_ATLAS_N_REGIONS));
  source = vanity_builder_add_input (b, "source", &VANITY_SHAPE (count, size, size, 3));
  reference = vanity_builder_add_input (b, kind == STAND_IN_MISNAMED ? "target" : "reference",
                                        &VANITY_SHAPE (count, size, size, 3));
  if (kind == STAND_IN_MORE)
    vanity_builder_add_input (b, "style", &VANITY_SHAPE (1, 8));

  seen = vanity_part_add_slice (b, "source.seen", seen, 0, 1);
  coverage = add_mean (b, "coverage", regions, seen, covered);
  shine = add_mean (b, "shine", regions, seen, shining);
  lips = add_mean (b, "lips", regions, seen, lips_alone);
  layer = vanity_part_add_concat (b, "layer", (VanityValueId[]){ coverage, reference, shine },
                                  kind == STAND_IN_CHANNELS ? 2 : 3);
  laid = vanity_builder_add_pair (b, "Sub", "difference", reference, source);
  laid = vanity_builder_add_pair (b, "Mul", "covered", laid, coverage);
  laid = vanity_builder_add_pair (b, "Add", "laid", source, laid);
  if (kind == STAND_IN_UNBOUNDED)
    {
      /* The logarithm of what is less than 0. */
      laid = vanity_builder_add_map (b, "Log", "logarithm",
                                     vanity_part_add_scalar (b, "Sub", "negative", laid, 10));
      vanity_graph_set_value_name (graph, laid, "laid");
    }
  correction = add_correction (b, lips);
  result = add_result (b, laid, lips);
  if (!vanity_builder_finish (b, &error))
    g_error ("%s", error->message);
  vanity_graph_add_output (graph, result);
  vanity_graph_add_output (graph, layer);
  vanity_graph_add_output (graph, laid);
  if (kind != STAND_IN_SILENT)
    vanity_graph_add_output (graph, correction);
  return g_steal_pointer (&graph);
}

VanityTexture *
stand_in_face (guint32 skin, const char *look, int size)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityImage) image = NULL;
  VanityTexture *texture;

  portrait.skin = skin;
  image = portrait_new (&portrait, &face);
  if (image == NULL)
    return NULL;
  if (look != NULL)
    {
      g_autoptr (VanityLook) worn = portrait_look (look);
      VanityImage *painted = portrait_wear (image, &face, worn, 1);

      vanity_image_unref (image);
      image = painted;
    }
  texture = vanity_texture_new (image, &face, size, VANITY_GLASSES_NONE, &error);
  g_assert_no_error (error);
  return texture;
}

VanityReference *
stand_in_reference (guint32 skin, const char *look, int size)
{
  g_autoptr (GError) error = NULL;
  VanityTexture *texture = stand_in_face (skin, look, size);
  VanityReference *reference;

  if (texture == NULL)
    return NULL;
  reference = vanity_reference_new_from_texture (texture, VANITY_REFERENCE_GOOD, &error);
  g_assert_no_error (error);
  return reference;
}

gboolean
stand_in_same (const VanityChange *one, const VanityChange *other)
{
  gsize bytes = sizeof (float) * (gsize)one->size * (gsize)one->size;

  return memcmp (one->coverage, other->coverage, bytes) == 0
         && memcmp (one->film, other->film, 3 * bytes) == 0
         && memcmp (one->gain, other->gain, 3 * bytes) == 0
         && memcmp (one->offset, other->offset, 3 * bytes) == 0;
}
