/* Builds networks that learn: layers with parameters of their own, on top of a graph.
 *
 *   VanityBuilder builder;
 *
 *   vanity_builder_init (&builder, graph, &random);
 *   x = vanity_builder_add_conv (&builder, "conv1", image, 64, 4, 2, 1, VANITY_INIT_NORMAL);
 *   x = vanity_builder_add_normalization (&builder, "InstanceNormalization", "norm1", x);
 *   x = vanity_builder_add_node (&builder, "LeakyRelu", "relu1", &x, 1, "alpha=0.2");
 *   …
 *   if (!vanity_builder_finish (&builder, &error)) …
 *
 * What fails first is kept for vanity_builder_finish (), and everything after it does nothing and
 * gives −1: there is one place to look. Parameters are named after their layer: "conv1.weights",
 * "conv1.bias"; they are trainable. A layer that is added twice under one name has one set of
 * parameters, so that a network can be laid out several times in one graph. */
#pragma once

#include "base/random.h"
#include "nn/graph.h"
#include "train/init.h"

G_BEGIN_DECLS

typedef struct
{
  VanityGraph *graph;
  VanityRandom *random;
  GHashTable *parameters; /* name → value */
  /* Layers that are added use parameters without teaching them: those of the layers of their names
   * that are there already. */
  gboolean frozen;
  GError *error;
} VanityBuilder;

/* Neither is taken; `random` gives the weights. */
void vanity_builder_init (VanityBuilder *builder, VanityGraph *graph, VanityRandom *random);
/* FALSE with the first error; the builder is cleared. */
gboolean vanity_builder_finish (VanityBuilder *builder, GError **error);

/* An input. */
VanityValueId vanity_builder_add_input (VanityBuilder *builder, const char *name,
                                        const VanityShape *shape);
/* A number that stays as it is. */
VanityValueId vanity_builder_add_number (VanityBuilder *builder, float value);
/* The parameter "LAYER.PART" of that shape, made when it is asked for first; an output of its layer
 * is the sum of `fan_in` inputs, an input goes into `fan_out` outputs (train/init.h). */
VanityValueId vanity_builder_add_parameter (VanityBuilder *builder, const char *layer,
                                            const char *part, const VanityShape *shape,
                                            VanityInit init, gint64 fan_in, gint64 fan_out);

/* Any operator with one output. The attributes are text that is formatted as by printf (), but with
 * a decimal point everywhere, and then read by vanity_attributes_parse (): "alpha=0.2",
 * "scales=[1.0,2.0,2.0,1.0] mode=linear", "shape=[%d,7,7,128]", "ratio=0.5", "axis=3". */
VanityValueId vanity_builder_add_node (VanityBuilder *builder, const char *op, const char *name,
                                       const VanityValueId *inputs, int n_inputs,
                                       const char *attributes, ...) G_GNUC_PRINTF (6, 7);
/* An operator with one input and no attributes; of two inputs. */
VanityValueId vanity_builder_add_map (VanityBuilder *builder, const char *op, const char *name,
                                      VanityValueId input);
VanityValueId vanity_builder_add_pair (VanityBuilder *builder, const char *op, const char *name,
                                       VanityValueId one, VanityValueId other);
/* `input`, through which nothing is learnt. */
VanityValueId vanity_builder_add_stopped (VanityBuilder *builder, const char *name,
                                          VanityValueId input);

/* [N, H, W, C] → [N, H′, W′, channels], `pad` on all four sides, with a bias. H′ is
 * ⌊(H + 2 · pad − kernel) / stride⌋ + 1. */
VanityValueId vanity_builder_add_conv (VanityBuilder *builder, const char *name,
                                       VanityValueId input, int channels, int kernel, int stride,
                                       int pad, VanityInit init);
/* The way back: H′ is (H − 1) · stride + kernel − 2 · pad. */
VanityValueId vanity_builder_add_conv_transpose (VanityBuilder *builder, const char *name,
                                                 VanityValueId input, int channels, int kernel,
                                                 int stride, int pad, VanityInit init);
/* [N, C] → [N, units], with a bias. */
VanityValueId vanity_builder_add_dense (VanityBuilder *builder, const char *name,
                                        VanityValueId input, int units, VanityInit init);
/* op is BatchNormalization, InstanceNormalization or LayerNormalization, whose scale and bias, one
 * of each for a channel, begin at 1 and 0. The first keeps a running mean and variance, "NAME.mean"
 * and "NAME.variance", which are no parameters but are copied like them. */
VanityValueId vanity_builder_add_normalization (VanityBuilder *builder, const char *op,
                                                const char *name, VanityValueId input);
/* A square window that moves by its own size; op is MaxPool or AveragePool. */
VanityValueId vanity_builder_add_pool (VanityBuilder *builder, const char *op, const char *name,
                                       VanityValueId input, int size);

G_END_DECLS
