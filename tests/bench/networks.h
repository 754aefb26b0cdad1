/* The networks that the benches measure, each added to an empty Net. */
#pragma once

#include "net.h"

G_BEGIN_DECLS

/* Classifiers of 224² into a thousand classes: He et al. 2016, “Deep Residual Learning for Image
 * Recognition”; Sandler et al. 2018, “MobileNetV2: Inverted Residuals and Linear Bottlenecks”. */
void networks_add_resnet18 (Net *net);
void networks_add_mobilenet_v2 (Net *net);
/* Of 28² into ten, the smallest one that is of use. */
void networks_add_classifier (Net *net);

/* Image → image, at 256²: with InstanceNorm and four residual blocks in its middle. */
void networks_add_unet (Net *net);
/* Isola et al. 2017, “Image-to-Image Translation with Conditional Adversarial Networks”: the
 * generator, and the discriminator whose outputs see 70² of two images each. */
void networks_add_pix2pix (Net *net);
void networks_add_patch_gan (Net *net);

/* A single convolution whose padding keeps the size, and the number of channels. */
typedef struct
{
  int channels, side, kernel, group;
} NetworkRow;

void networks_add_row (Net *net, const NetworkRow *row);

G_END_DECLS
