/* Losses of images against plain loops in double, their gradients against differences of these. */
#include "train/metric.h"

#include "kit-loss-fixture.h"

#include <math.h>

#define RANGE 2.0

static VanityValueId
add_ssim (VanityBuilder *builder, const VanityValueId *ids)
{
  return vanity_loss_add_ssim (builder, "loss", ids[0], ids[1], RANGE);
}

/* Of the window whose first element is at `at`; `row` and `pixel` are strides. */
static double
ssim_at (const double *x, const double *y, gint64 row, gint64 pixel)
{
  double mean[2] = { 0 }, square[2] = { 0 }, product = 0, weights = 0;
  double c1 = pow (0.01 * RANGE, 2), c2 = pow (0.03 * RANGE, 2);

  for (int i = 0; i < 11; i++)
    for (int k = 0; k < 11; k++)
      weights += exp (-((i - 5) * (i - 5) + (k - 5) * (k - 5)) / (2 * 1.5 * 1.5));
  for (int i = 0; i < 11; i++)
    for (int k = 0; k < 11; k++)
      {
        double weight = exp (-((i - 5) * (i - 5) + (k - 5) * (k - 5)) / (2 * 1.5 * 1.5)) / weights;
        double a = x[i * row + k * pixel], b = y[i * row + k * pixel];

        mean[0] += weight * a;
        mean[1] += weight * b;
        square[0] += weight * a * a;
        square[1] += weight * b * b;
        product += weight * a * b;
      }
  return (2 * mean[0] * mean[1] + c1) * (2 * (product - mean[0] * mean[1]) + c2)
         / ((mean[0] * mean[0] + mean[1] * mean[1] + c1)
            * (square[0] - mean[0] * mean[0] + square[1] - mean[1] * mean[1] + c2));
}

static double
ssim (double *const *x, const VanityShape *shapes)
{
  const gint64 *dim = shapes[0].dim;
  gint64 row = dim[2] * dim[3], count = dim[0] * (dim[1] - 10) * (dim[2] - 10) * dim[3];
  double sum = 0.0;

  for (gint64 n = 0; n < dim[0]; n++)
    for (gint64 i = 0; i < dim[1] - 10; i++)
      for (gint64 k = 0; k < dim[2] - 10; k++)
        for (gint64 c = 0; c < dim[3]; c++)
          {
            gint64 at = (n * dim[1] + i) * row + k * dim[3] + c;

            sum += ssim_at (x[0] + at, x[1] + at, row, dim[3]);
          }
  return 1 - sum / count;
}

static VanityValueId
add_total_variation (VanityBuilder *builder, const VanityValueId *ids)
{
  return vanity_loss_add_total_variation (builder, "loss", ids[0]);
}

static double
total_variation (double *const *x, const VanityShape *shapes)
{
  const gint64 *dim = shapes[0].dim;
  double down = 0, right = 0;

  for (gint64 n = 0; n < dim[0]; n++)
    for (gint64 i = 0; i < dim[1]; i++)
      for (gint64 k = 0; k < dim[2]; k++)
        for (gint64 c = 0; c < dim[3]; c++)
          {
            const double *here = &x[0][((n * dim[1] + i) * dim[2] + k) * dim[3] + c];

            down += i + 1 < dim[1] ? fabs (here[dim[2] * dim[3]] - *here) : 0;
            right += k + 1 < dim[2] ? fabs (here[dim[3]] - *here) : 0;
          }
  return down / (dim[0] * (dim[1] - 1) * dim[2] * dim[3])
         + right / (dim[0] * dim[1] * (dim[2] - 1) * dim[3]);
}

static const LossCase cases[] = {
  { "ssim",
    2,
    { { VANITY_SHAPE (2, 13, 15, 3), 0, 2 }, { VANITY_SHAPE (2, 13, 15, 3), 0, 2 } },
    add_ssim,
    ssim },
  { "total_variation",
    1,
    { { VANITY_SHAPE (2, 4, 5, 3), -1, 1 } },
    add_total_variation,
    total_variation },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    loss_case_check (&cases[i], NULL);
}

/* Images that are the same, grey ones too, are as similar as can be. */
static void
test_same (void)
{
  LossCase self = {
    "ssim", 2, { { VANITY_SHAPE (1, 11, 12, 1) }, { VANITY_SHAPE (1, 11, 12, 1) } }, add_ssim
  };

  for (int grey = 0; grey < 2; grey++)
    {
      g_autofree float *image = test_random_floats (11 * 12, grey ? 0.7 : 0, grey ? 0.7001 : 2);
      g_autoptr (VanityLearner) learner
          = loss_case_make_learner (&self, (float *[]){ image, image });

      vanity_learner_forward (learner, TRUE);
      vanity_learner_backward (learner, FALSE);
      g_assert_cmpfloat_with_epsilon (vanity_learner_get_loss (learner, 0)[0], 0, 2e-6);
      for (int i = 0; i < 11 * 12; i++)
        g_assert_cmpfloat_with_epsilon (vanity_learner_get_parameter (learner, 0)->gradient[i], 0,
                                        1e-4);
    }
}

/* The metric is 1 − the loss. */
static void
test_metric (void)
{
  static const VanityShape shape = VANITY_SHAPE (2, 14, 12, 3);
  gint64 count = vanity_shape_get_elements (&shape);
  g_autofree float *one = test_random_floats (count, 0, 1);
  g_autofree float *other = test_random_floats (count, -0.1, 0.1);
  double *exact[2];
  double loss;

  for (int i = 0; i < 2; i++)
    exact[i] = g_new (double, count);
  for (gint64 i = 0; i < count; i++)
    {
      other[i] += one[i];
      exact[0][i] = one[i];
      exact[1][i] = other[i];
    }
  loss = ssim (exact, &shape);
  g_assert_cmpfloat (loss, >, 0.01);
  g_assert_cmpfloat (loss, <, 0.5);
  g_assert_cmpfloat_with_epsilon (vanity_metric_get_ssim (one, other, &shape, RANGE), 1 - loss,
                                  1e-12);
  g_free (exact[0]);
  g_free (exact[1]);
}

/* Images that are too small are refused, and shapes that differ. */
static void
test_refused (void)
{
  static const struct
  {
    VanityShape shapes[2];
    VanityValueId (*add) (VanityBuilder *builder, const VanityValueId *ids);
    const char *rule;
  } rows[] = {
    { { VANITY_SHAPE (1, 12, 12, 3), VANITY_SHAPE (1, 12, 12, 1) },
      add_ssim,
      "Loss “loss”: 1×12×12×3 cannot be" },
    { { VANITY_SHAPE (1, 10, 12, 3), VANITY_SHAPE (1, 10, 12, 3) },
      add_ssim,
      "it needs images of 11 × 11 pixels or more" },
    { { VANITY_SHAPE (1, 9, 1, 3), VANITY_SHAPE (1) },
      add_total_variation,
      "it needs images of 2 × 2 pixels or more" },
    { { VANITY_SHAPE (9, 9), VANITY_SHAPE (1) },
      add_total_variation,
      "it needs images of 2 × 2 pixels or more" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    loss_check_refused (rows[i].add, rows[i].shapes, 2, rows[i].rule);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/kit/loss-image/cases", test_cases);
  test_add ("/train/kit/loss-image/same", test_same);
  test_add ("/train/kit/loss-image/metric", test_metric);
  test_add ("/train/kit/loss-image/refused", test_refused);
  return g_test_run ();
}
