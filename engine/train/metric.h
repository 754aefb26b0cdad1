/* How well a network does, in numbers that nothing is learnt by. What counts classes is in
 * train/confusion.h. */
#pragma once

#include "nn/tensor.h"

G_BEGIN_DECLS

/* The share of samples whose label is among the k classes with the largest scores, or k of 1: the
 * accuracy. scores [count, classes], labels [count], in [0, classes). Of equal scores, the class
 * that comes first is the larger one; NaN is never among them. 0 where there are no samples. */
double vanity_metric_get_top_k (const float *scores, const int *labels, gint64 count, int classes,
                                int k);

/* The area under the receiver operating characteristic: the chance that a positive sample has a
 * larger score than a negative one, where equal scores count half. By ranks; Hanley and McNeil, The
 * Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve, 1982. `labels`
 * are zero for what is negative. NaN where one of both kinds is missing, or a score is NaN. */
double vanity_metric_get_auc (const float *scores, const guint8 *labels, gint64 count);

/* The peak signal-to-noise ratio in decibels, 10 · log₁₀ (range² / mean square difference), of
 * `count` > 0 numbers that have a range of `range`. Infinite where they are all the same. */
double vanity_metric_get_psnr (const float *one, const float *other, gint64 count, double range);

/* The mean structural similarity of images [N, H, W, C], both sides 11 or more: 1 − the loss of
 * vanity_loss_add_ssim () (train/loss.h), in double. */
double vanity_metric_get_ssim (const float *one, const float *other, const VanityShape *shape,
                               double range);

G_END_DECLS
