#include "base/error.h"
#include "train/loss-private.h"

gboolean
vanity_loss_check (VanityBuilder *builder, const char *loss, VanityValueId one, VanityValueId other)
{
  const VanityShape *shapes[2];
  g_autofree char *first = NULL, *second = NULL;

  if (builder->error != NULL)
    return FALSE;
  shapes[0] = vanity_graph_get_shape (builder->graph, one);
  shapes[1] = vanity_graph_get_shape (builder->graph, other);
  if (vanity_shape_equal (shapes[0], shapes[1]))
    return TRUE;
  first = vanity_shape_to_string (shapes[0]);
  second = vanity_shape_to_string (shapes[1]);
  g_set_error (&builder->error, VANITY_ERROR, VANITY_ERROR_VALUE,
               "Loss “%s”: %s cannot be compared with %s, the shapes must be the same", loss, first,
               second);
  return FALSE;
}

static char *
make_name (const char *loss, const char *part)
{
  return part == NULL ? g_strdup (loss) : g_strdup_printf ("%s.%s", loss, part);
}

VanityValueId
vanity_loss_map (VanityBuilder *builder, const char *loss, const char *part, const char *op,
                 VanityValueId input)
{
  g_autofree char *name = make_name (loss, part);

  return vanity_builder_add_map (builder, op, name, input);
}

VanityValueId
vanity_loss_pair (VanityBuilder *builder, const char *loss, const char *part, const char *op,
                  VanityValueId one, VanityValueId other)
{
  g_autofree char *name = make_name (loss, part);

  return vanity_builder_add_pair (builder, op, name, one, other);
}

VanityValueId
vanity_loss_scale (VanityBuilder *builder, const char *loss, const char *part, VanityValueId input,
                   double factor)
{
  return vanity_loss_pair (builder, loss, part, "Mul", input,
                           vanity_builder_add_number (builder, factor));
}

VanityValueId
vanity_loss_mean (VanityBuilder *builder, const char *loss, const char *part, VanityValueId input)
{
  g_autofree char *name = make_name (loss, part);

  return vanity_builder_add_node (builder, "ReduceMean", name, &input, 1, "keepdims=0");
}

VanityValueId
vanity_loss_add_cross_entropy (VanityBuilder *builder, const char *name, VanityValueId logits,
                               VanityValueId labels)
{
  return vanity_builder_add_pair (builder, "SoftmaxCrossEntropyLoss", name, logits, labels);
}

VanityValueId
vanity_loss_add_binary_cross_entropy (VanityBuilder *builder, const char *name,
                                      VanityValueId logits, VanityValueId targets)
{
  VanityValueId x, y;

  if (!vanity_loss_check (builder, name, logits, targets))
    return -1;
  x = vanity_loss_map (builder, name, "softplus", "Softplus", logits);
  y = vanity_loss_pair (builder, name, "product", "Mul", logits, targets);
  x = vanity_loss_pair (builder, name, "difference", "Sub", x, y);
  return vanity_loss_mean (builder, name, NULL, x);
}

static VanityValueId
add_difference (VanityBuilder *builder, const char *loss, VanityValueId made, VanityValueId wanted)
{
  if (!vanity_loss_check (builder, loss, made, wanted))
    return -1;
  return vanity_loss_pair (builder, loss, "difference", "Sub", made, wanted);
}

/* mean |made − wanted|. */
static VanityValueId
add_distance (VanityBuilder *builder, const char *loss, const char *part, VanityValueId made,
              VanityValueId wanted)
{
  VanityValueId x = add_difference (builder, loss, made, wanted);

  x = vanity_loss_map (builder, loss, "distance", "Abs", x);
  return vanity_loss_mean (builder, loss, part, x);
}

VanityValueId
vanity_loss_add_l1 (VanityBuilder *builder, const char *name, VanityValueId made,
                    VanityValueId wanted)
{
  return add_distance (builder, name, NULL, made, wanted);
}

static VanityValueId
add_mean_square (VanityBuilder *builder, const char *loss, const char *part, VanityValueId input)
{
  input = vanity_loss_pair (builder, loss, "square", "Mul", input, input);
  return vanity_loss_mean (builder, loss, part, input);
}

VanityValueId
vanity_loss_add_l2 (VanityBuilder *builder, const char *name, VanityValueId made,
                    VanityValueId wanted)
{
  VanityValueId x = add_difference (builder, name, made, wanted);

  return add_mean_square (builder, name, NULL, x);
}

/* With c, the difference clipped at ± delta, it is c · (d − ½c). */
VanityValueId
vanity_loss_add_huber (VanityBuilder *builder, const char *name, VanityValueId made,
                       VanityValueId wanted, double delta)
{
  g_autofree char *clip = make_name (name, "clip");
  VanityValueId d = add_difference (builder, name, made, wanted);
  VanityValueId c
      = vanity_builder_add_node (builder, "Clip", clip, &d, 1, "min=%.9e max=%.9e", -delta, delta);
  VanityValueId x = vanity_loss_scale (builder, name, "half", c, 0.5);

  x = vanity_loss_pair (builder, name, "rest", "Sub", d, x);
  x = vanity_loss_pair (builder, name, "product", "Mul", c, x);
  return vanity_loss_mean (builder, name, NULL, x);
}

/* How far `scores` are from what they should say: that samples are real, or that they are fake. */
static VanityValueId
add_verdict (VanityBuilder *builder, const char *loss, const char *part, VanityGan kind,
             VanityValueId scores, gboolean real)
{
  VanityValueId x = scores;

  switch (kind)
    {
    case VANITY_GAN_LEAST_SQUARES:
      if (real)
        x = vanity_loss_pair (builder, loss, "difference", "Sub", x,
                              vanity_builder_add_number (builder, 1.0f));
      x = add_mean_square (builder, loss, "mean", x);
      return vanity_loss_scale (builder, loss, part, x, 0.5);
    case VANITY_GAN_HINGE:
      x = vanity_loss_pair (builder, loss, "margin", real ? "Sub" : "Add",
                            vanity_builder_add_number (builder, 1.0f), x);
      x = vanity_loss_map (builder, loss, "hinge", "Relu", x);
      return vanity_loss_mean (builder, loss, part, x);
    default:
      if (real)
        x = vanity_loss_map (builder, loss, "negative", "Neg", x);
      x = vanity_loss_map (builder, loss, "softplus", "Softplus", x);
      return vanity_loss_mean (builder, loss, part, x);
    }
}

VanityValueId
vanity_loss_add_discriminator (VanityBuilder *builder, const char *name, VanityGan kind,
                               VanityValueId real, VanityValueId fake)
{
  real = add_verdict (builder, name, "real", kind, real, TRUE);
  fake = add_verdict (builder, name, "fake", kind, fake, FALSE);
  return vanity_loss_pair (builder, name, NULL, "Add", real, fake);
}

VanityValueId
vanity_loss_add_generator (VanityBuilder *builder, const char *name, VanityGan kind,
                           VanityValueId fake)
{
  if (kind != VANITY_GAN_HINGE)
    return add_verdict (builder, name, NULL, kind, fake, TRUE);
  fake = vanity_loss_mean (builder, name, "mean", fake);
  return vanity_loss_map (builder, name, NULL, "Neg", fake);
}

VanityValueId
vanity_loss_add_feature_matching (VanityBuilder *builder, const char *name,
                                  const VanityValueId *real, const VanityValueId *fake,
                                  int n_features)
{
  VanityValueId sum = -1;

  g_return_val_if_fail (n_features > 0, -1);

  for (int i = 0; i < n_features; i++)
    {
      g_autofree char *stopped = make_name (name, "real");
      VanityValueId wanted = vanity_builder_add_stopped (builder, stopped, real[i]);
      VanityValueId x = add_distance (builder, name, "mean", fake[i], wanted);

      sum = i == 0 ? x : vanity_loss_pair (builder, name, "sum", "Add", sum, x);
    }
  return vanity_loss_scale (builder, name, NULL, sum, 1.0 / n_features);
}
