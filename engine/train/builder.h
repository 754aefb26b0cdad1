/* Builds networks that learn: layers with parameters of their own, on top of a graph.
 *
 *   VanityBuilder builder;
 *
 *   vanity_builder_init (&builder, graph, &random);
 *   x = vanity_builder_add_conv (&builder, "conv1", image, 32, 3, 1, 0, VANITY_INIT_GLOROT);
 *   x = vanity_builder_add_map (&builder, "Relu", "relu1", x);
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

G_BEGIN_DECLS

/* How weights begin; biases begin at 0. */
typedef enum
{
  /* Uniform, by the number of inputs and outputs: for sigmoids, softmax, and Keras's layers. Glorot
   * and Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010. */
  VANITY_INIT_GLOROT,
  /* Normal, by the number of inputs: for what goes through Relu. He et al., Delving Deep into
   * Rectifiers, 2015. */
  VANITY_INIT_HE,
} VanityInit;

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

/* [N, H, W, C] → [N, H′, W′, channels], `pad` on all four sides, with a bias. */
VanityValueId vanity_builder_add_conv (VanityBuilder *builder, const char *name,
                                       VanityValueId input, int channels, int kernel, int stride,
                                       int pad, VanityInit init);
/* [N, C] → [N, units], with a bias. */
VanityValueId vanity_builder_add_dense (VanityBuilder *builder, const char *name,
                                        VanityValueId input, int units, VanityInit init);
/* A square window that moves by its own size; op is MaxPool or AveragePool. */
VanityValueId vanity_builder_add_pool (VanityBuilder *builder, const char *op, const char *name,
                                       VanityValueId input, int size);
/* An operator with one input and no attributes; of two inputs. */
VanityValueId vanity_builder_add_map (VanityBuilder *builder, const char *op, const char *name,
                                      VanityValueId input);
VanityValueId vanity_builder_add_pair (VanityBuilder *builder, const char *op, const char *name,
                                       VanityValueId one, VanityValueId other);
/* An input. */
VanityValueId vanity_builder_add_input (VanityBuilder *builder, const char *name,
                                        const VanityShape *shape);

G_END_DECLS
