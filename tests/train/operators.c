/* What gradients do where there is nothing to differentiate: at ties, steps and places that are
 * nowhere. */
#include "nn/learner.h"

#include "../nn/support.h"
#include "reference.h"

#include <string.h>

#define MAX_INPUTS 3

/* The node's own elements are the loss; its inputs are "0", "1", …, all trainable. */
static VanityLearner *
make_learner (const char *op, const char *attributes, const VanityShape *shapes, int n_inputs,
              VanityPool *pool)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("test");
  VanityValueId ids[MAX_INPUTS], loss;
  VanityLearner *learner;

  for (int i = 0; i < n_inputs; i++)
    {
      ids[i] = test_graph_add_input (graph, &shapes[i]);
      vanity_graph_set_trainable (graph, ids[i], TRUE);
    }
  loss = test_graph_add (graph, op, "node", ids, n_inputs, attributes);
  learner = vanity_learner_new (graph, &loss, 1, pool, &error);
  g_assert_no_error (error);
  return learner;
}

static void
set_input (VanityLearner *learner, int index, const float *values)
{
  memcpy (vanity_learner_get_input (learner, index), values,
          vanity_learner_get_parameter (learner, index)->count * sizeof *values);
}

static void
step (VanityLearner *learner)
{
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
}

static void
assert_gradient (VanityLearner *learner, int index, const float *expected)
{
  const VanityParameter *parameter = vanity_learner_get_parameter (learner, index);

  test_assert_near ("gradient", parameter->gradient, expected, parameter->count, 1e-6);
}

static void
test_largest_tie (void)
{
  const VanityShape shapes[] = { VANITY_SHAPE (2, 2), VANITY_SHAPE (2, 2), VANITY_SHAPE (1) };
  static const char *const ops[] = { "Max", "Min" };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (VanityLearner) learner = make_learner (ops[i], "", shapes, 3, test_get_pool (1));
      float sign = i == 0 ? 1.0f : -1.0f;

      set_input (learner, 0, (float[]){ sign * 3, sign * 2, sign * 2, sign * 1 });
      set_input (learner, 1, (float[]){ sign * 3, sign * 2, sign * 1, sign * 1 });
      set_input (learner, 2, (float[]){ sign * 2 });
      step (learner);
      assert_gradient (learner, 0, (float[]){ 0.5f, 1.0f / 3, 0.5f, 0 });
      assert_gradient (learner, 1, (float[]){ 0.5f, 1.0f / 3, 0, 0 });
      assert_gradient (learner, 2, (float[]){ 1.0f / 3 + 0.5f + 1 });
    }
}

static void
test_reduced_tie (void)
{
  const VanityShape shape = VANITY_SHAPE (2, 3);
  g_autoptr (VanityLearner) largest
      = make_learner ("ReduceMax", "axes=[1]", &shape, 1, test_get_pool (1));
  g_autoptr (VanityLearner) norm
      = make_learner ("ReduceL2", "axes=[1]", &shape, 1, test_get_pool (1));

  set_input (largest, 0, (float[]){ 0, 5, 5, -1, -1, -1 });
  step (largest);
  assert_gradient (largest, 0, (float[]){ 0, 0.5f, 0.5f, 1.0f / 3, 1.0f / 3, 1.0f / 3 });
  /* The length of nothing has no direction in which it grows. */
  set_input (norm, 0, (float[]){ 0, 0, 0, 3, 0, -4 });
  step (norm);
  assert_gradient (norm, 0, (float[]){ 0, 0, 0, 0.6f, 0, -0.8f });
}

static void
test_power_of_zero (void)
{
  const VanityShape shapes[] = { VANITY_SHAPE (4), VANITY_SHAPE (4) };
  g_autoptr (VanityLearner) learner = make_learner ("Pow", "", shapes, 2, test_get_pool (1));

  set_input (learner, 0, (float[]){ 0, 0, 0, 2 });
  set_input (learner, 1, (float[]){ 2, 0, 1, 0 });
  step (learner);
  assert_gradient (learner, 0, (float[]){ 0, 0, 1, 0 });
  assert_gradient (learner, 1, (float[]){ 0, 0, 0, 0.693147181f });
}

/* A mask is made of what it masks, and lets only that learn. */
static void
test_mask (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLearner) learner = NULL;
  VanityGraph *graph = vanity_graph_new ("mask");
  VanityValueId x = test_graph_add_input (graph, &VANITY_SHAPE (4)), pair[2], loss;

  vanity_graph_set_trainable (graph, x, TRUE);
  pair[0] = x;
  pair[1] = vanity_graph_add_constant (graph, "edge", VANITY_FLOAT32, &VANITY_SHAPE (1),
                                       (float[]){ 0.5f }, &error);
  g_assert_no_error (error);
  pair[1] = test_graph_add (graph, "Greater", "mask", pair, 2, "");
  loss = test_graph_add (graph, "Mul", "loss", pair, 2, "");
  learner = vanity_learner_new (graph, &loss, 1, NULL, &error);
  g_assert_no_error (error);
  set_input (learner, 0, (float[]){ 0, 1, 0.25f, 2 });
  step (learner);
  assert_gradient (learner, 0, (float[]){ 0, 1, 0, 1 });
}

static void
test_cast (void)
{
  const VanityShape shape = VANITY_SHAPE (3);
  g_autoptr (VanityLearner) number = make_learner ("Cast", "to=1", &shape, 1, NULL);
  g_autoptr (VanityLearner) whole = make_learner ("Cast", "to=7", &shape, 1, NULL);

  set_input (number, 0, (float[]){ 0.3f, 1.7f, -2 });
  step (number);
  assert_gradient (number, 0, (float[]){ 1, 1, 1 });
  set_input (whole, 0, (float[]){ 0.3f, 1.7f, -2 });
  step (whole);
  assert_gradient (whole, 0, (float[]){ 0, 0, 0 });
}

/* A slope that turns what is negative tells by what went in, which has to live that long: other
 * values would like to have its place. */
static void
test_turned_slope (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLearner) learner = NULL;
  VanityGraph *graph = vanity_graph_new ("turned");
  VanityValueId x = test_graph_add_input (graph, &VANITY_SHAPE (64)), at;
  float values[64], expected[64];

  vanity_graph_set_trainable (graph, x, TRUE);
  at = test_graph_add (graph, "Neg", "first", &x, 1, "");
  at = test_graph_add (graph, "LeakyRelu", "turned", &at, 1, "alpha=-0.5");
  for (int i = 0; i < 4; i++)
    at = test_graph_add (graph, "Neg", "more", &at, 1, "");
  at = test_graph_add (graph, "Exp", "loss", &at, 1, "");
  learner = vanity_learner_new (graph, &at, 1, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 64; i++)
    {
      values[i] = (i - 31.5f) / 16;
      expected[i] = values[i] < 0 ? -expf (-values[i]) : 0.5f * expf (0.5f * values[i]);
    }
  set_input (learner, 0, values);
  step (learner);
  assert_gradient (learner, 0, expected);
}

/* An index that was computed and lies outside is the nearest there is, back as well. */
static void
test_gather_outside (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLearner) learner = NULL;
  VanityGraph *graph = vanity_graph_new ("outside");
  VanityValueId ids[] = { test_graph_add_input (graph, &VANITY_SHAPE (3, 2)),
                          test_graph_add_input (graph, &VANITY_SHAPE (5)) };
  VanityValueId loss = test_graph_add (graph, "Gather", "node", ids, 2, "axis=0");

  vanity_graph_set_trainable (graph, ids[0], TRUE);
  learner = vanity_learner_new (graph, &loss, 1, NULL, &error);
  g_assert_no_error (error);
  set_input (learner, 0, (float[]){ 1, 2, 3, 4, 5, 6 });
  memcpy (vanity_learner_get_input (learner, 1), (float[]){ 9, NAN, -1, 1e30f, -INFINITY },
          5 * sizeof (float));
  step (learner);
  assert_gradient (learner, 0, (float[]){ 2, 2, 0, 0, 3, 3 });
}

static void
fill (float *values, gint64 count, double low, double high)
{
  g_autofree float *random = test_random_floats (count, low, high);

  memcpy (values, random, count * sizeof *random);
}

static void
assert_alike (VanityLearner *one, VanityLearner *two)
{
  for (int i = 0; i < vanity_learner_get_n_parameters (one); i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (one, i);

      g_assert_cmpmem (parameter->gradient, parameter->count * sizeof (float),
                       vanity_learner_get_parameter (two, i)->gradient,
                       parameter->count * sizeof (float));
    }
}

/* Of a product that is the loss, the gradient of the second factor is what of the first goes with
 * it.
 */
static void
assert_summed (VanityLearner *learner)
{
  const VanityShape *whole = &vanity_learner_get_parameter (learner, 0)->shape;
  const VanityParameter *parameter = vanity_learner_get_parameter (learner, 1);
  const float *x = vanity_learner_get_input (learner, 0);
  g_autofree double *sums = g_new0 (double, parameter->count);
  g_autofree float *expected = g_new (float, parameter->count);
  gint64 index[VANITY_MAX_RANK] = { 0 };

  do
    sums[reference_find_broadcast (&parameter->shape, whole, index)] += *x++;
  while (reference_next (whole, index));
  for (gint64 i = 0; i < parameter->count; i++)
    expected[i] = sums[i];
  test_assert_near ("sum", parameter->gradient, expected, parameter->count, 1e-5);
}

/* What is broadcast adds up in the same order on any number of threads: columns, rows, all. */
static void
test_broadcast_alike (void)
{
  const VanityShape others[]
      = { VANITY_SHAPE (300), VANITY_SHAPE (40, 1), VANITY_SHAPE (1), VANITY_SHAPE (2, 1, 1, 300) };
  static const char *const ops[] = { "Mul", "Max" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (others); i++)
    {
      const VanityShape shapes[] = { VANITY_SHAPE (2, 30, 40, 300), others[i / 2] };
      g_autoptr (VanityLearner) one = make_learner (ops[i % 2], "", shapes, 2, test_get_pool (1));
      g_autoptr (VanityLearner) two = make_learner (ops[i % 2], "", shapes, 2, test_get_pool (2));

      for (int k = 0; k < 2; k++)
        {
          fill (vanity_learner_get_input (one, k), vanity_shape_get_elements (&shapes[k]), -1, 1);
          set_input (two, k, vanity_learner_get_input (one, k));
        }
      step (one);
      if (i % 2 == 0)
        assert_summed (one);
      step (two);
      assert_alike (one, two);
    }
}

/* Places that hit the same pixels over and over add up in their order, however many threads there
 * are. */
static void
test_places_crowded (void)
{
  const VanityShape shapes[] = { VANITY_SHAPE (2, 23, 19, 5), VANITY_SHAPE (2, 90, 70, 2) };
  static const char *const modes[] = { "mode=bilinear", "mode=nearest", "mode=bicubic" };

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (VanityLearner) one
          = make_learner ("GridSample", modes[i], shapes, 2, test_get_pool (1));
      g_autoptr (VanityLearner) two
          = make_learner ("GridSample", modes[i], shapes, 2, test_get_pool (2));

      fill (vanity_learner_get_input (one, 0), 2 * 23 * 19 * 5, -1, 1);
      fill (vanity_learner_get_input (one, 1), 2 * 90 * 70 * 2, -0.3, 1.1);
      for (int k = 0; k < 2; k++)
        set_input (two, k, vanity_learner_get_input (one, k));
      step (one);
      step (two);
      assert_alike (one, two);
    }
}

/* What is no place takes nothing from the image, or what is at its border, and learns nothing. */
static void
test_places_nowhere (void)
{
  const VanityShape shapes[] = { VANITY_SHAPE (1, 3, 4, 2), VANITY_SHAPE (1, 1, 5, 2) };
  const float grid[] = { NAN, 0, INFINITY, -INFINITY, 1e30f, 0.1f, -1e30f, NAN, 0.1f, 0.2f };
  static const char *const modes[] = { "bilinear", "nearest", "bicubic" };
  static const char *const paddings[] = { "zeros", "border", "reflection" };

  for (int i = 0; i < 18; i++)
    {
      g_autofree char *attributes = g_strdup_printf ("mode=%s padding_mode=%s align_corners=%d",
                                                     modes[i % 3], paddings[i / 3 % 3], i / 9);
      g_autoptr (VanityLearner) learner
          = make_learner ("GridSample", attributes, shapes, 2, test_get_pool (1));
      const float *image, *places;
      double sum = 0.0;

      fill (vanity_learner_get_input (learner, 0), 24, 1, 2);
      set_input (learner, 1, grid);
      step (learner);
      image = vanity_learner_get_parameter (learner, 0)->gradient;
      places = vanity_learner_get_parameter (learner, 1)->gradient;
      for (int k = 0; k < 24; k++)
        sum += image[k];
      /* Weights add up to 1, of each of two channels, unless some taps are outside. */
      if (i / 3 % 3 != 0 || i % 3 != 2)
        g_assert_cmpfloat (ABS (sum - (i / 3 % 3 == 0 ? 2 : 10)), <, 1e-5);
      for (int k = 0; k < 10; k++)
        g_assert_true (isfinite (places[k]));
      for (int k = 0; k < 8; k++)
        if (!isfinite (grid[k]))
          g_assert_cmpfloat (places[k], ==, 0.0f);
      g_assert_true (places[8] != 0.0f || i % 3 == 1);
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/operators/largest-tie", test_largest_tie);
  test_add ("/train/operators/reduced-tie", test_reduced_tie);
  test_add ("/train/operators/power-of-zero", test_power_of_zero);
  test_add ("/train/operators/mask", test_mask);
  test_add ("/train/operators/cast", test_cast);
  test_add ("/train/operators/turned-slope", test_turned_slope);
  test_add ("/train/operators/gather-outside", test_gather_outside);
  test_add ("/train/operators/broadcast-alike", test_broadcast_alike);
  test_add ("/train/operators/places-crowded", test_places_crowded);
  test_add ("/train/operators/places-nowhere", test_places_nowhere);
  return g_test_run ();
}
