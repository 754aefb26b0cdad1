/* What networks of faces and their losses are made of: operators on values [N, H, W, C] with
 * numbers beside them. Each is a node, or a few, called `name`; errors are the builder's. */
#pragma once

#include "train/builder.h"

G_BEGIN_DECLS

/* An operator of `input` and a number; of it and a number for each of `count` channels. */
VanityValueId vanity_part_add_scalar (VanityBuilder *b, const char *op, const char *name,
                                      VanityValueId input, float number);
VanityValueId vanity_part_add_vector (VanityBuilder *b, const char *op, const char *name,
                                      VanityValueId input, const float *numbers, int count);
/* Σ numbers · channels: one channel. */
VanityValueId vanity_part_add_sum (VanityBuilder *b, const char *name, VanityValueId input,
                                   const float *numbers, int count);
/* Channels from `start` up to, but not with, `end`; all channels of several values. */
VanityValueId vanity_part_add_slice (VanityBuilder *b, const char *name, VanityValueId input,
                                     int start, int end);
VanityValueId vanity_part_add_concat (VanityBuilder *b, const char *name,
                                      const VanityValueId *inputs, int count);
/* The mean over a face, [N, C]; and [N, C] as [N, 1, 1, C]. */
VanityValueId vanity_part_add_mean (VanityBuilder *b, const char *name, VanityValueId input);
VanityValueId vanity_part_add_everywhere (VanityBuilder *b, const char *name, VanityValueId input);
/* The mean of `side`² texels around each, `side` odd. */
VanityValueId vanity_part_add_smooth (VanityBuilder *b, const char *name, VanityValueId input,
                                      int side);
/* Encoded sRGB → linear light, and back: IEC 61966-2-1, continued in a straight line below 0. */
VanityValueId vanity_part_add_linear (VanityBuilder *b, const char *name, VanityValueId encoded);
VanityValueId vanity_part_add_encoded (VanityBuilder *b, const char *name, VanityValueId linear);

G_END_DECLS
