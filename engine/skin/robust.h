/* The middle of a cloud of colours, whatever else lies about. */
#pragma once

#include "image/color.h"

G_BEGIN_DECLS

typedef struct
{
  double mean[3]; /* L*, a*, b* */
  double covariance[3]
                   [3]; /* of the inner part, brought to that of all by the factor for Gaussians */
  int used;             /* colours in the inner part */
} VanityColorCloud;

/* The half of `n` colours that lies closest together by Mahalanobis distance: concentration steps
 * towards the minimum covariance determinant, from the medians (Rousseeuw & Van Driessen, A fast
 * algorithm for the minimum covariance determinant estimator, 1999). `labs` are put in another
 * order. FALSE for less than 20 colours. */
gboolean vanity_color_cloud_measure (VanityLab *labs, int n, VanityColorCloud *cloud);

/* L of a covariance = L Lᵀ, lower; what is not positive counts as 0. */
void vanity_cholesky (const double covariance[3][3], double lower[3][3]);

G_END_DECLS
