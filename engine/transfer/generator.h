/* The generator of makeup transfer: what it reads of a reference and how it lays that on a face.
 *
 * It works in the makeup atlas (face/atlas.h), S × S texels, and gives a change, never pixels:
 *
 *   reader      reference, regions, its visibility → a layer: coverage α, swatch c, shine h. c is
 *                  what is seen, over the light as below, times a factor from e⁻² to e² per channel
 *   laying      no parameters but for the light: source, layer → laid, in linear light:
 *
 *                 worn = s + α · (light · c · texture − s) + h · light · texture
 *
 *               as cover and glow films do (makeup/film.h). texture is the luminance of s over its
 *               own smoothed one, which keeps pores and folds. light is the smoothed luminance of
 *               the seen bare skin around, times exp (1.6 + 1.6 tanh g) and (the mean colour
 *               of that skin over a middling one's)^0.3 per channel, g learnt of that mean colour:
 *               a white surface sends 1 to 25 times what skin does.
 *               Unlike in films, highlights are not told from the rest of texture
 *
 *   corrector   source, laid, layer, reference, regions, visibility → gain and offset per channel,
 *               result = laid · (1 + gain) + offset
 *
 * α, h, gain and offset are multiplied by the lock before they change anything, and are put out so:
 * lips, lids, brows and cheeks, and the skin close to lids and cheeks, where wings and blush reach,
 * by the visibility of the source. Where it is 0 the result is the source, to the bit. What the
 * layer says of hidden texels of the reference is a guess.
 *
 * Reader and corrector are each a U-Net of 3 × 3 convolutions, four times halved, with LeakyRelu,
 * no normalisation, which would take away the very colour that is to be carried over, and the mean
 * of the innermost values added to all of them through a dense layer. Ronneberger et al., U-Net,
 * 2015. At first nothing is corrected, and α is near σ (−2).
 *
 * The contract of a generator as an ONNX file, which any other may keep to. All are float32 and
 * [N, S, S, C], channels last, rows from the top of the chart, N = 1, S a multiple of 16:
 *
 *   inputs
 *     source      C = 3  the face to make up, encoded sRGB in [0, 1]
 *     reference   C = 3  the face whose makeup is wanted, the same
 *     regions     C = 8  the maps of face/atlas-region.h in the order of VanityAtlasRegion, [0, 1]
 *     seen        C = 2  visibility of the source and of the reference, 0 hidden to 1 seen
 *
 *   outputs
 *     layer       C = 5  coverage, swatch r, g, b in linear light under white light of 1, and
 *                        shine; all [0, 1], coverage and shine with the lock in them; the swatch
 *                        counts only where there is coverage, and elsewhere is anything
 *     laid        C = 3  the source wearing the layer, encoded sRGB; may go beyond 1
 *     correction  C = 6  gain r, g, b and offset r, g, b of the encoded values of laid, ±0.5, with
 *                        the lock in them
 *     result      C = 3  laid · (1 + gain) + offset, encoded sRGB; not clipped */
#pragma once

#include "face/atlas-region.h"
#include "train/builder.h"

G_BEGIN_DECLS

#define VANITY_GENERATOR_MIN_SIZE 32
#define VANITY_GENERATOR_MAX_SIZE 1024
#define VANITY_GENERATOR_CORRECTION 6 /* gain and offset of three channels */

/* Values of a graph. */
typedef struct
{
  VanityValueId source, reference, regions, seen;
  VanityValueId read; /* the layer without the lock, to teach */
  VanityValueId layer, laid, correction, result;
} VanityGenerator;

/* The inputs, named as above, of `count` ≥ 1 faces at `size`², a multiple of 16 within the limits.
 * Regions are those of each face, all alike. Errors are the builder's. */
void vanity_generator_add_inputs (VanityBuilder *builder, int size, int count,
                                  VanityGenerator *self);
/* From four values of those shapes, inputs or not, to the other four. Parameters are called
 * "generator.…"; a second time, in a cycle, they are the same ones. */
void vanity_generator_add (VanityBuilder *builder, VanityGenerator *self);
/* The first part alone: `seen` [N, S, S, 1] is the reference's. */
VanityValueId vanity_generator_add_reader (VanityBuilder *builder, VanityValueId reference,
                                           VanityValueId regions, VanityValueId seen);

/* How much of each texel may change, [N, S, S, 1]: `seen`, of the same shape, is the source's. */
VanityValueId vanity_generator_add_lock (VanityBuilder *builder, VanityValueId regions,
                                         VanityValueId seen);

/* A graph that keeps to the contract but for N = `count`, with weights of `random`. */
VanityGraph *vanity_generator_new_graph (int size, int count, VanityRandom *random, GError **error);

G_END_DECLS
