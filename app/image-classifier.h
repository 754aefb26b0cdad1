/* A network that tells what a picture shows. */
#pragma once

#include "fit.h"
#include "nn/executor.h"

G_BEGIN_DECLS

typedef struct
{
  VanityExecutor *executor;
  VanityFit fit; /* sizes and channels are the network's; the rest may be set */
  int n_classes;
  char **labels; /* n_classes, or NULL: classes are called by their number */
} VanityImageClassifier;

/* Reads `name`, a file or the name of an installed model. Fails with the name, unless it takes one
 * picture, [1, C, H, W] or [1, H, W, C] with 1 or 3 channels, and gives a number for each of two or
 * more classes. `classifier` is to be cleared in any case. */
gboolean vanity_image_classifier_load (VanityImageClassifier *classifier, const char *name,
                                       GError **error);
/* A file with a label a line, for each class; at most 1 MiB. */
gboolean vanity_image_classifier_load_labels (VanityImageClassifier *classifier, const char *path,
                                              GError **error);
void vanity_image_classifier_clear (VanityImageClassifier *classifier);

/* Each class's share, n_classes of them: what the network gives, where that is nowhere negative and
 * adds up to 1, or its softmax. `negative` as in vanity_fit_image (). Fails when a share is no
 * number. */
gboolean vanity_image_classifier_run (VanityImageClassifier *classifier, const VanityImage *image,
                                      double *shares, gboolean *negative, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityImageClassifier, vanity_image_classifier_clear)

G_END_DECLS
