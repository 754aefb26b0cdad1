/* What normalisations by mean and variance share. */
#pragma once

#include "nn/ops/split.h"

typedef struct
{
  float epsilon;
  gint64 groups; /* of channels, each normalised by itself */
} VanityNormalizeParams;

/* Input 0 is [N, …, C]; inputs 1 and 2 have a number for each channel or, where `by_group`, for
 * each group. “epsilon” is read, `groups` is set. */
gboolean vanity_normalize_infer (VanityCall *call, gboolean by_group, GError **error);
gint64 vanity_normalize_cost (const VanityCall *call);
void vanity_normalize_prepare (VanityCall *call);
void vanity_normalize_forward (VanityCall *call);

/* Moments are the mean of each channel, then Σ (x − mean)² of each. Adds those of `count` more
 * pixels to `total`, which has those of `before` (Chan, Golub and LeVeque, 1979). */
void vanity_moments_add (double *total, double before, const double *moments, double count,
                         gint64 channels);
/* Mean and 1 ÷ deviation of channels [first, first + size) together, over so many pixels each. */
void vanity_moments_join (const double *moments, gint64 channels, gint64 first, gint64 size,
                          gint64 pixels, float epsilon, double *mean, double *inverse);

/* (x − center) · factor + offset of each channel. */
typedef struct
{
  gint64 channels;
  float *center; /* each several times over, where there are few channels */
  float *factor;
  float *offset;
} VanityScaling;

/* What a scaling needs of memory, and one that lies there. */
gsize vanity_scaling_get_floats (gint64 channels);
VanityScaling vanity_scaling_init (float *floats, gint64 channels);
/* (x − mean) · factor + bias for one channel, as exactly as float can. */
void vanity_scaling_set (VanityScaling *scaling, gint64 channel, double mean, double factor,
                         double bias);
/* Pixels [from, to) of input 0, and what the epilogue asks for, to output 0. */
void vanity_scaling_run (const VanityScaling *scaling, VanityCall *call, gint64 from, gint64 to);
