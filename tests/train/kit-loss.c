/* Losses against plain loops in double, and their gradients against differences of these. */
#include "kit-loss-fixture.h"
#include "kit-torch.h"

#include <math.h>

static double
take_mean (double (*func) (double, double), const double *a, const double *b,
           const VanityShape *shape)
{
  gint64 count = vanity_shape_get_elements (shape);
  double sum = 0.0;

  for (gint64 i = 0; i < count; i++)
    sum += func (a[i], b == NULL ? 0.0 : b[i]);
  return sum / count;
}

static VanityValueId
add_cross_entropy (VanityBuilder *builder, const VanityValueId *ids)
{
  return vanity_loss_add_cross_entropy (builder, "loss", ids[0], ids[1]);
}

static double
cross_entropy (double *const *x, const VanityShape *shapes)
{
  gint64 classes = shapes[0].dim[1], count = shapes[0].dim[0];
  double loss = 0.0;

  for (gint64 i = 0; i < count; i++)
    {
      double sum = 0.0;

      for (gint64 k = 0; k < classes; k++)
        sum += exp (x[0][i * classes + k]);
      loss -= log (exp (x[0][i * classes + (int)x[1][i]]) / sum) / count;
    }
  return loss;
}

static VanityValueId
add_binary_cross_entropy (VanityBuilder *builder, const VanityValueId *ids)
{
  return vanity_loss_add_binary_cross_entropy (builder, "loss", ids[0], ids[1]);
}

static double
binary_cross_entropy_of (double x, double z)
{
  double share = 1 / (1 + exp (-x));

  return -z * log (share) - (1 - z) * log (1 - share);
}

static double
binary_cross_entropy (double *const *x, const VanityShape *shapes)
{
  return take_mean (binary_cross_entropy_of, x[0], x[1], &shapes[0]);
}

static VanityValueId
add_l1 (VanityBuilder *builder, const VanityValueId *ids)
{
  return vanity_loss_add_l1 (builder, "loss", ids[0], ids[1]);
}

static double
distance_of (double a, double b)
{
  return fabs (a - b);
}

static double
l1 (double *const *x, const VanityShape *shapes)
{
  return take_mean (distance_of, x[0], x[1], &shapes[0]);
}

static VanityValueId
add_l2 (VanityBuilder *builder, const VanityValueId *ids)
{
  return vanity_loss_add_l2 (builder, "loss", ids[0], ids[1]);
}

static double
square_of (double a, double b)
{
  return (a - b) * (a - b);
}

static double
l2 (double *const *x, const VanityShape *shapes)
{
  return take_mean (square_of, x[0], x[1], &shapes[0]);
}

#define DELTA 0.4

static VanityValueId
add_huber (VanityBuilder *builder, const VanityValueId *ids)
{
  return vanity_loss_add_huber (builder, "loss", ids[0], ids[1], DELTA);
}

static double
huber_of (double a, double b)
{
  double d = fabs (a - b);

  return d <= DELTA ? d * d / 2 : DELTA * (d - DELTA / 2);
}

static double
huber (double *const *x, const VanityShape *shapes)
{
  return take_mean (huber_of, x[0], x[1], &shapes[0]);
}

static double
log_share_of (double x, double sign)
{
  return -log (1 / (1 + exp (-sign * x)));
}

static double
yes_of (double x, double unused)
{
  return log_share_of (x, 1);
}

static double
no_of (double x, double unused)
{
  return log_share_of (x, -1);
}

static double
near_one_of (double x, double unused)
{
  return (x - 1) * (x - 1) / 2;
}

static double
near_zero_of (double x, double unused)
{
  return x * x / 2;
}

static double
above_of (double x, double unused)
{
  return MAX (0, 1 - x);
}

static double
below_of (double x, double unused)
{
  return MAX (0, 1 + x);
}

static double
minus_of (double x, double unused)
{
  return -x;
}

#define GAN(name, kind, real_of, fake_of, wanted_of)                                               \
  static VanityValueId add_##name##_discriminator (VanityBuilder *builder,                         \
                                                   const VanityValueId *ids)                       \
  {                                                                                                \
    return vanity_loss_add_discriminator (builder, "loss", kind, ids[0], ids[1]);                  \
  }                                                                                                \
                                                                                                   \
  static double name##_discriminator (double *const *x, const VanityShape *shapes)                 \
  {                                                                                                \
    return take_mean (real_of, x[0], NULL, &shapes[0])                                             \
           + take_mean (fake_of, x[1], NULL, &shapes[1]);                                          \
  }                                                                                                \
                                                                                                   \
  static VanityValueId add_##name##_generator (VanityBuilder *builder, const VanityValueId *ids)   \
  {                                                                                                \
    return vanity_loss_add_generator (builder, "loss", kind, ids[0]);                              \
  }                                                                                                \
                                                                                                   \
  static double name##_generator (double *const *x, const VanityShape *shapes)                     \
  {                                                                                                \
    return take_mean (wanted_of, x[0], NULL, &shapes[0]);                                          \
  }

GAN (entropy, VANITY_GAN_CROSS_ENTROPY, yes_of, no_of, yes_of)
GAN (squares, VANITY_GAN_LEAST_SQUARES, near_one_of, near_zero_of, near_one_of)
GAN (hinge, VANITY_GAN_HINGE, above_of, below_of, minus_of)

static VanityValueId
add_feature_matching (VanityBuilder *builder, const VanityValueId *ids)
{
  return vanity_loss_add_feature_matching (builder, "loss", ids, ids + 2, 2);
}

static double
feature_matching (double *const *x, const VanityShape *shapes)
{
  return (take_mean (distance_of, x[0], x[2], &shapes[0])
          + take_mean (distance_of, x[1], x[3], &shapes[1]))
         / 2;
}

static const LossCase cases[] = {
  { "cross_entropy",
    2,
    { { VANITY_SHAPE (9, 7), -3, 3 }, { VANITY_SHAPE (9), 0, 6, TRUE, TRUE } },
    add_cross_entropy,
    cross_entropy },
  { "binary_cross_entropy",
    2,
    { { VANITY_SHAPE (9, 7), -5, 5 }, { VANITY_SHAPE (9, 7), 0, 1 } },
    add_binary_cross_entropy,
    binary_cross_entropy },
  { "l1", 2, { { VANITY_SHAPE (4, 9), -1, 1 }, { VANITY_SHAPE (4, 9), -1, 1 } }, add_l1, l1 },
  { "l2", 2, { { VANITY_SHAPE (4, 9), -1, 1 }, { VANITY_SHAPE (4, 9), -1, 1 } }, add_l2, l2 },
  { "huber",
    2,
    { { VANITY_SHAPE (4, 9), -1, 1 }, { VANITY_SHAPE (4, 9), -1, 1 } },
    add_huber,
    huber },
  { "entropy_discriminator",
    2,
    { { VANITY_SHAPE (3, 5, 5, 1), -3, 3 }, { VANITY_SHAPE (2, 6, 6, 1), -3, 3 } },
    add_entropy_discriminator,
    entropy_discriminator },
  { "entropy_generator",
    1,
    { { VANITY_SHAPE (3, 5, 5, 1), -3, 3 } },
    add_entropy_generator,
    entropy_generator },
  { "squares_discriminator",
    2,
    { { VANITY_SHAPE (3, 5, 5, 1), -3, 3 }, { VANITY_SHAPE (2, 6, 6, 1), -3, 3 } },
    add_squares_discriminator,
    squares_discriminator },
  { "squares_generator",
    1,
    { { VANITY_SHAPE (3, 5, 5, 1), -3, 3 } },
    add_squares_generator,
    squares_generator },
  { "hinge_discriminator",
    2,
    { { VANITY_SHAPE (3, 5, 5, 1), -3, 3 }, { VANITY_SHAPE (2, 6, 6, 1), -3, 3 } },
    add_hinge_discriminator,
    hinge_discriminator },
  { "hinge_generator",
    1,
    { { VANITY_SHAPE (3, 5, 5, 1), -3, 3 } },
    add_hinge_generator,
    hinge_generator },
  { "feature_matching",
    4,
    { { VANITY_SHAPE (2, 3, 3, 4), -1, 1, TRUE },
      { VANITY_SHAPE (2, 7), -1, 1, TRUE },
      { VANITY_SHAPE (2, 3, 3, 4), -1, 1 },
      { VANITY_SHAPE (2, 7), -1, 1 } },
    add_feature_matching,
    feature_matching },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    loss_case_check (&cases[i], NULL);
}

static void
test_torch (void)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    loss_case_check (&cases[i], lines);
  kit_torch_run ("kit-torch.py", NULL, lines->str);
}

/* Logits as large as they come: neither loss nor gradient overflows, and both are right. */
static void
test_extremes (void)
{
  static const struct
  {
    float logit, target;
    double loss, gradient;
  } rows[] = {
    { 100, 0, 100, 1 }, { 100, 1, 0, 0 }, { -100, 0, 0, 0 },        { -100, 1, 100, -1 },
    { 3e4, 0, 3e4, 1 }, { 3e4, 1, 0, 0 }, { -3e38f, 1, 3e38f, -1 }, { 0, 1, G_LN2, -0.5 },
  };
  static const LossCase self = {
    "extremes",
    2,
    { { VANITY_SHAPE (1), 0, 0 }, { VANITY_SHAPE (1), 0, 0, TRUE } },
    add_binary_cross_entropy,
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      float logit = rows[i].logit, target = rows[i].target;
      g_autoptr (VanityLearner) learner
          = loss_case_make_learner (&self, (float *[]){ &logit, &target });

      vanity_learner_forward (learner, TRUE);
      vanity_learner_backward (learner, FALSE);
      g_assert_cmpfloat_with_epsilon (vanity_learner_get_loss (learner, 0)[0], rows[i].loss,
                                      1e-6 * (1 + rows[i].loss));
      g_assert_cmpfloat_with_epsilon (vanity_learner_get_parameter (learner, 0)->gradient[0],
                                      rows[i].gradient, 1e-6);
    }
}

/* Nothing is learnt through what is real. */
static void
test_stopped (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("stopped");
  g_autoptr (VanityLearner) learner = NULL;
  VanityBuilder builder;
  VanityRandom random;
  VanityValueId ids[2], loss;

  vanity_random_init (&random, 1);
  vanity_builder_init (&builder, graph, &random);
  for (int i = 0; i < 2; i++)
    {
      ids[i] = vanity_builder_add_input (&builder, i == 0 ? "real" : "fake", &VANITY_SHAPE (2, 3));
      vanity_graph_set_trainable (graph, ids[i], TRUE);
      ids[i] = vanity_builder_add_map (&builder, "Tanh", "feature", ids[i]);
    }
  loss = vanity_loss_add_feature_matching (&builder, "loss", &ids[0], &ids[1], 1);
  g_assert_true (vanity_builder_finish (&builder, &error));
  learner = vanity_learner_new (graph, &loss, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_learner_get_n_parameters (learner), ==, 1);
  g_assert_cmpstr (vanity_learner_get_parameter (learner, 0)->name, ==, "fake");
}

/* Shapes that do not fit are refused, and not made to fit. */
static void
test_refused (void)
{
  static const struct
  {
    VanityShape shapes[2];
    VanityValueId (*add) (VanityBuilder *builder, const VanityValueId *ids);
    const char *rule;
  } rows[] = {
    { { VANITY_SHAPE (4, 1), VANITY_SHAPE (4, 9) }, add_l1, "Loss “loss”: 4×1 cannot be" },
    { { VANITY_SHAPE (4, 9), VANITY_SHAPE (9) }, add_l2, "Loss “loss”: 4×9 cannot be" },
    { { VANITY_SHAPE (4, 9), VANITY_SHAPE (4, 1) }, add_huber, "Loss “loss”: 4×9 cannot be" },
    { { VANITY_SHAPE (4, 9), VANITY_SHAPE (4) },
      add_binary_cross_entropy,
      "Loss “loss”: 4×9 cannot be compared with 4, the shapes must be the same" },
    { { VANITY_SHAPE (9, 9), VANITY_SHAPE (9, 9) }, add_cross_entropy, "“loss”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    loss_check_refused (rows[i].add, rows[i].shapes, 2, rows[i].rule);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/kit/loss/cases", test_cases);
  test_add ("/train/kit/loss/torch", test_torch);
  test_add ("/train/kit/loss/extremes", test_extremes);
  test_add ("/train/kit/loss/stopped", test_stopped);
  test_add ("/train/kit/loss/refused", test_refused);
  return g_test_run ();
}
