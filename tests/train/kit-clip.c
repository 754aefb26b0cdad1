/* What a U-Net without normalisation does at a high rate, and that clipping its gradients saves it:
 * Pascanu et al., On the difficulty of training recurrent neural networks, 2013. */
#include "train/loss.h"
#include "train/optimizer.h"

#include "gradient.h"

#include <math.h>

#define SIDE 16
#define BATCH 4
#define LEVELS 3
#define STEPS 60
#define RATE 2.0f
#define CLIP 0.02f

static VanityValueId
add_convs (VanityBuilder *builder, const char *name, VanityValueId x, int channels)
{
  for (int i = 1; i <= 2; i++)
    {
      g_autofree char *conv = g_strdup_printf ("%s.conv%d", name, i);

      x = vanity_builder_add_conv (builder, conv, x, channels, 3, 1, 1, VANITY_INIT_HE);
      x = vanity_builder_add_map (builder, "Relu", "relu", x);
    }
  return x;
}

/* Ronneberger et al., U-Net: Convolutional Networks for Biomedical Image Segmentation, 2015. */
static VanityValueId
add_unet (VanityBuilder *builder, VanityValueId x)
{
  static const char *const down[] = { "down1", "down2", "down3" }, *const up[] = { "up1", "up2" };
  VanityValueId kept[LEVELS];

  for (int i = 0; i < LEVELS; i++)
    {
      if (i > 0)
        x = vanity_builder_add_pool (builder, "MaxPool", "pool", x, 2);
      x = kept[i] = add_convs (builder, down[i], x, 8 << i);
    }
  for (int i = LEVELS - 2; i >= 0; i--)
    {
      x = vanity_builder_add_conv_transpose (builder, up[i], x, 8 << i, 2, 2, 0, VANITY_INIT_HE);
      x = vanity_builder_add_node (builder, "Concat", "both", (VanityValueId[]){ kept[i], x }, 2,
                                   "axis=3");
      x = add_convs (builder, up[i], x, 8 << i);
    }
  return vanity_builder_add_conv (builder, "out", x, 1, 1, 1, 0, VANITY_INIT_HE);
}

/* Discs, and what is to be made of them: the same where their colours are swapped. */
static void
fill (VanityLearner *learner)
{
  float *image = vanity_learner_get_input (learner, 0);
  float *wanted = vanity_learner_get_input (learner, 1);

  for (int n = 0; n < BATCH; n++)
    for (int y = 0; y < SIDE; y++)
      for (int x = 0; x < SIDE; x++)
        {
          gboolean inside = hypot (y - 4 - 2 * n, x - 10 + n) < 3 + n;

          *image++ = inside ? 1.0f : 0.2f * sinf (x + y);
          *wanted++ = inside ? 0.0f : 1.0f;
        }
}

/* Learns at a high rate; returns how many steps went well, and the loss before and after. */
static int
learn (float clip, double losses[2])
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("unet");
  VanityOptimizerOptions options = VANITY_OPTIMIZER_SGD;
  g_autoptr (VanityOptimizer) optimizer = NULL;
  g_autoptr (VanityLearner) learner = NULL;
  VanityBuilder builder;
  VanityRandom random;
  VanityValueId image, wanted, loss;
  int step = 0;

  vanity_random_init (&random, 1);
  vanity_builder_init (&builder, graph, &random);
  image = vanity_builder_add_input (&builder, "image", &VANITY_SHAPE (BATCH, SIDE, SIDE, 1));
  wanted = vanity_builder_add_input (&builder, "wanted", &VANITY_SHAPE (BATCH, SIDE, SIDE, 1));
  loss = vanity_loss_add_l2 (&builder, "loss", add_unet (&builder, image), wanted);
  g_assert_true (vanity_builder_finish (&builder, &error));
  learner = vanity_learner_new (graph, &loss, 1, test_get_pool (2), &error);
  g_assert_no_error (error);
  options.rate = RATE;
  options.clip = clip;
  optimizer = vanity_optimizer_new (learner, &options, test_get_pool (2));
  fill (learner);
  for (; step < STEPS; step++)
    {
      vanity_learner_forward (learner, TRUE);
      losses[step > 0] = vanity_learner_get_loss (learner, 0)[0];
      vanity_learner_backward (learner, FALSE);
      if (!vanity_optimizer_step (optimizer, NULL))
        break;
    }
  return step;
}

static void
test_clip (void)
{
  double losses[2];

  /* Without clipping, it is all over after some steps, and the optimiser says so. */
  g_assert_cmpint (learn (0.0f, losses), <, STEPS / 2);
  g_assert_true (!isfinite (losses[1]) || losses[1] > 1000 * losses[0]);
  /* With it, everything is finite, and it learns. */
  g_assert_cmpint (learn (CLIP, losses), ==, STEPS);
  g_assert_cmpfloat (losses[1], <, 0.1 * losses[0]);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/kit/clip", test_clip);
  return g_test_run ();
}
