#include "base/error.h"
#include "train/loss-private.h"
#include "train/ssim.h"

/* Of images [N, H, W, C] with sides that long; NULL with the builder's error. */
static const VanityShape *
get_shape (VanityBuilder *builder, const char *loss, VanityValueId image, int side)
{
  const VanityShape *shape;

  if (builder->error != NULL)
    return NULL;
  shape = vanity_graph_get_shape (builder->graph, image);
  if (shape->rank == 4 && shape->dim[1] >= side && shape->dim[2] >= side)
    return shape;
  g_set_error (&builder->error, VANITY_ERROR, VANITY_ERROR_VALUE,
               "Loss “%s”: it needs images of %d × %d pixels or more", loss, side, side);
  return NULL;
}

typedef struct
{
  VanityBuilder *builder;
  const char *loss;
  int channels;
  VanityValueId windows[2]; /* down, and to the right */
} Ssim;

static void
ssim_init (Ssim *self, VanityBuilder *builder, const char *loss, int channels)
{
  g_autofree float *values = g_new (float, (gsize)channels *VANITY_SSIM_WINDOW);
  double weights[VANITY_SSIM_WINDOW];

  *self = (Ssim){ builder, loss, channels };
  vanity_ssim_fill_window (weights);
  for (int i = 0; i < channels * VANITY_SSIM_WINDOW; i++)
    values[i] = weights[i % VANITY_SSIM_WINDOW];
  for (int i = 0; i < 2; i++)
    {
      VanityShape shape = i == 0 ? VANITY_SHAPE (channels, VANITY_SSIM_WINDOW, 1, 1)
                                 : VANITY_SHAPE (channels, 1, VANITY_SSIM_WINDOW, 1);

      self->windows[i] = vanity_graph_add_constant (builder->graph, NULL, VANITY_FLOAT32, &shape,
                                                    values, &builder->error);
      if (self->windows[i] < 0)
        return;
    }
}

/* The mean in every window: one direction after the other is the same as both at once. */
static VanityValueId
ssim_blur (Ssim *self, const char *part, VanityValueId image)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", self->loss, part);

  for (int i = 0; i < 2; i++)
    image = vanity_builder_add_node (self->builder, "Conv", name,
                                     (VanityValueId[]){ image, self->windows[i] }, 2, "group=%d",
                                     self->channels);
  return image;
}

static VanityValueId
ssim_pair (Ssim *self, const char *part, const char *op, VanityValueId one, VanityValueId other)
{
  return vanity_loss_pair (self->builder, self->loss, part, op, one, other);
}

/* factor · x + term. */
static VanityValueId
ssim_lift (Ssim *self, const char *part, VanityValueId x, double factor, double term)
{
  if (factor != 1.0)
    x = vanity_loss_scale (self->builder, self->loss, part, x, factor);
  return ssim_pair (self, part, "Add", x, vanity_builder_add_number (self->builder, term));
}

VanityValueId
vanity_loss_add_ssim (VanityBuilder *builder, const char *name, VanityValueId made,
                      VanityValueId wanted, double range)
{
  const VanityShape *shape = get_shape (builder, name, made, VANITY_SSIM_WINDOW);
  double c1 = VANITY_SSIM_K1 * range * VANITY_SSIM_K1 * range;
  double c2 = VANITY_SSIM_K2 * range * VANITY_SSIM_K2 * range;
  VanityValueId means[2], squares[2], product, mean_product, above, below;
  Ssim self;

  if (shape == NULL || !vanity_loss_check (builder, name, made, wanted))
    return -1;
  ssim_init (&self, builder, name, shape->dim[3]);
  means[0] = ssim_blur (&self, "mean", made);
  means[1] = ssim_blur (&self, "mean", wanted);
  for (int i = 0; i < 2; i++)
    squares[i] = ssim_pair (&self, "square", "Mul", i == 0 ? made : wanted, i == 0 ? made : wanted);
  squares[0]
      = ssim_blur (&self, "squares", ssim_pair (&self, "sum", "Add", squares[0], squares[1]));
  product = ssim_blur (&self, "products", ssim_pair (&self, "product", "Mul", made, wanted));
  mean_product = ssim_pair (&self, "product", "Mul", means[0], means[1]);
  for (int i = 0; i < 2; i++)
    means[i] = ssim_pair (&self, "square", "Mul", means[i], means[i]);
  means[0] = ssim_pair (&self, "sum", "Add", means[0], means[1]);

  /* (2 μxμy + C₁) (2 σxy + C₂) over (μx² + μy² + C₁) (σx² + σy² + C₂). */
  product = ssim_pair (&self, "covariance", "Sub", product, mean_product);
  above = ssim_pair (&self, "above", "Mul", ssim_lift (&self, "luminance", mean_product, 2.0, c1),
                     ssim_lift (&self, "structure", product, 2.0, c2));
  squares[0] = ssim_pair (&self, "variance", "Sub", squares[0], means[0]);
  below = ssim_pair (&self, "below", "Mul", ssim_lift (&self, "luminance", means[0], 1.0, c1),
                     ssim_lift (&self, "structure", squares[0], 1.0, c2));
  above = vanity_loss_mean (builder, name, "similarity",
                            ssim_pair (&self, "quotient", "Div", above, below));
  return vanity_loss_pair (builder, name, NULL, "Sub", vanity_builder_add_number (builder, 1.0f),
                           above);
}

/* mean |Δ| along `axis`, whose length is `length`. */
static VanityValueId
add_variation (VanityBuilder *builder, const char *loss, VanityValueId image, int axis, int length)
{
  g_autofree char *name = g_strdup_printf ("%s.neighbours", loss);
  VanityValueId x[2];

  for (int i = 0; i < 2; i++)
    x[i] = vanity_builder_add_node (builder, "Slice", name, &image, 1,
                                    "axes=[%d] starts=[%d] ends=[%d]", axis, i, length - 1 + i);
  x[0] = vanity_loss_pair (builder, loss, "difference", "Sub", x[1], x[0]);
  x[0] = vanity_loss_map (builder, loss, "distance", "Abs", x[0]);
  return vanity_loss_mean (builder, loss, "mean", x[0]);
}

VanityValueId
vanity_loss_add_total_variation (VanityBuilder *builder, const char *name, VanityValueId image)
{
  const VanityShape *shape = get_shape (builder, name, image, 2);
  VanityValueId down, right;
  int sides[2];

  if (shape == NULL)
    return -1;
  for (int i = 0; i < 2; i++)
    sides[i] = shape->dim[1 + i];
  down = add_variation (builder, name, image, 1, sides[0]);
  right = add_variation (builder, name, image, 2, sides[1]);
  return vanity_loss_pair (builder, name, NULL, "Add", down, right);
}
