/* Builds networks with random weights: as PyTorch exports them, for the benches to hand to others
 * as ONNX files.
 *
 * Weights are drawn so that the square of what comes out of a ReLU has the mean of what went in (He
 * et al. 2015, “Delving Deep into Rectifiers”): no value grows or fades on its way. What does not
 * fit is a mistake in the bench, and ends it. */
#pragma once

#include "nn/graph.h"

G_BEGIN_DECLS

typedef struct
{
  VanityGraph *graph;
  GRand *random;
  /* Input and outputs are images as they lie in the graph, [1, H, W, C]; else as PyTorch has
   * them, [1, C, H, W]. */
  gboolean channels_last;
  int batch;           /* images at once, 1 at first */
  gboolean learns;     /* the parameters that are added are trainable, FALSE at first */
  gint64 n_parameters; /* those that are trained */
} Net;

Net *net_new (const char *name, gboolean channels_last);
void net_free (Net *net);

VanityValueId net_add_input (Net *net, int channels, int height, int width);
void net_add_output (Net *net, VanityValueId value);

/* An operator without attributes or weights. */
VanityValueId net_add (Net *net, const char *op, VanityValueId input);
VanityValueId net_add_pair (Net *net, const char *op, VanityValueId one, VanityValueId other);
/* Joins the channels. */
VanityValueId net_concat (Net *net, VanityValueId one, VanityValueId other);
VanityValueId net_clip (Net *net, VanityValueId input, double low, double high);
VanityValueId net_leaky_relu (Net *net, VanityValueId input, double slope);
/* [1, H, W, C] → [1, C × H × W], in PyTorch's order; or as it lies, where images are
 * channels-last. */
VanityValueId net_flatten (Net *net, VanityValueId input);
VanityValueId net_max_pool (Net *net, VanityValueId input, int kernel, int stride, int pad);
/* Twice as high and wide, the nearest pixel. */
VanityValueId net_enlarge (Net *net, VanityValueId input);

typedef struct
{
  int channels; /* that come out */
  int kernel, stride, pad;
  int group; /* 0 is 1 */
  gboolean bias;
} NetConv;

VanityValueId net_conv (Net *net, VanityValueId input, const NetConv *conv);
VanityValueId net_conv_transpose (Net *net, VanityValueId input, const NetConv *conv);
VanityValueId net_dense (Net *net, VanityValueId input, int columns);
VanityValueId net_batch_norm (Net *net, VanityValueId input);
VanityValueId net_instance_norm (Net *net, VanityValueId input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Net, net_free)

G_END_DECLS
