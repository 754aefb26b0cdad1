/* The network that sees concerns in a skin: a U-Net over the makeup atlas, S × S texels.
 *
 * The first convolution goes to half of the side, the last one gives four texels at once
 * (DepthToSpace): what is as fine as a pore is seen, and most of the work is done on a quarter of
 * the texels; two convolutions on all of them sharpen that. In between, 3 × 3 convolutions, four
 * times halved, with BatchNormalization and LeakyRelu; the mean of the innermost values is added to
 * all of them through a dense layer, since what stands out depends on the rest of the skin.
 * Ronneberger et al., U-Net, 2015; Shi et al., Real-Time Single Image and Video Super-Resolution
 * Using an Efficient Sub-Pixel Convolutional Neural Network, 2016.
 *
 * The contract as an ONNX file; all are float32, channels last, N = 1, S a multiple of 32:
 *
 *   inputs
 *     face    [N, S, S, 10]      skin/signals.h, in its order
 *     place   [N, S/2, S/2, 10]  where on a face a texel lies: the zones of skin/zone.h; lids,
 *                                brows, lips and mouth; distance from the middle and height, [0, 1]
 *
 *   output
 *     maps    [N, S, S, 8]       how clearly each concern is seen, [0, 1], in the order of
 *                                VanityConcern */
#pragma once

#include "face/atlas.h"
#include "train/builder.h"

G_BEGIN_DECLS

#define VANITY_CONCERN_SIZE 128 /* of the network that ships */
#define VANITY_CONCERN_PLACES 10

/* From inputs of these shapes, at any N, to the maps before the sigmoid. Parameters are called
 * "concerns.…". */
VanityValueId vanity_concern_network_add (VanityBuilder *builder, VanityValueId face,
                                          VanityValueId place);

/* A graph that keeps to the contract but for N = `count`, with weights of `random`. */
VanityGraph *vanity_concern_network_new_graph (int size, int count, VanityRandom *random,
                                               GError **error);

/* FALSE with an error that names `file` and says what is not as in the contract at S = `size`. */
gboolean vanity_concern_network_check (VanityGraph *graph, const char *file, int size,
                                       GError **error);

/* The second input of one face: (S/2)² × VANITY_CONCERN_PLACES values. */
void vanity_concern_network_write_place (const VanityAtlas *atlas, float *values);

G_END_DECLS
