#include "head/worn-network.h"

#include "image/color.h"
#include "texture/tint.h"
#include "train/loss.h"

#include <string.h>

#define LAYERS 5
#define HIDDEN 48
/* Of values that a training run leaves out, so that no single one is relied on. */
#define DROPPED 0.2
#define SLOPE 0.1
#define LIGHTNESS 50.0f
#define COLOR 25.0f

void
vanity_worn_write_view (const VanityAtlas *atlas, const float *rgb, const float *visibility,
                        float *view)
{
  const int n = VANITY_WORN_SIDE * VANITY_WORN_SIDE;
  g_autofree float *planes = g_new (float, 6 * n);
  float *encoded = planes, *lab = planes + 3 * n;
  VanityTints tints;

  vanity_tints_measure (atlas, rgb, visibility, &tints);
  for (int i = 0; i < 3 * n; i++)
    encoded[i] = CLAMP (rgb[i], 0, 1);
  vanity_lab_from_linear_planes (encoded, encoded + n, encoded + 2 * n, lab, lab + n, lab + 2 * n,
                                 n);
  vanity_srgb_from_linear_row (encoded, encoded, 3 * n);
  for (int i = 0; i < n; i++)
    {
      float *texel = view + VANITY_WORN_CHANNELS * i;

      for (int c = 0; c < 3; c++)
        texel[c] = encoded[c * n + i] - 0.5f;
      texel[3] = (lab[i] - tints.skin.L) / LIGHTNESS;
      texel[4] = (lab[n + i] - tints.skin.a) / COLOR;
      texel[5] = (lab[2 * n + i] - tints.skin.b) / COLOR;
      texel[6] = visibility[i];
    }
}

/* View → what is said before the sigmoid. */
static VanityValueId
add_network (VanityBuilder *b, VanityValueId x, gboolean learns)
{
  static const int widths[LAYERS] = { 12, 24, 32, 48, 64 };

  for (int i = 0; i < LAYERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("worn.conv%d", i + 1);
      g_autofree char *relu = g_strdup_printf ("worn.relu%d", i + 1);

      x = vanity_builder_add_conv (b, name, x, widths[i], 3, 2, 1, VANITY_INIT_HE);
      x = vanity_builder_add_node (b, "LeakyRelu", relu, &x, 1, "alpha=%g", SLOPE);
    }
  x = vanity_builder_add_map (b, "Flatten", "worn.flatten", x);
  if (learns)
    x = vanity_builder_add_node (b, "Dropout", "worn.dropout", &x, 1, "ratio=%g", DROPPED);
  x = vanity_builder_add_dense (b, "worn.hidden", x, HIDDEN, VANITY_INIT_HE);
  x = vanity_builder_add_node (b, "LeakyRelu", "worn.relu", &x, 1, "alpha=%g", SLOPE);
  return vanity_builder_add_dense (b, "worn.answers", x, VANITY_WORN_N_ANSWERS, VANITY_INIT_GLOROT);
}

static VanityValueId
add_view (VanityBuilder *b, int count)
{
  return vanity_builder_add_input (
      b, "view", &VANITY_SHAPE (count, VANITY_WORN_SIDE, VANITY_WORN_SIDE, VANITY_WORN_CHANNELS));
}

VanityGraph *
vanity_worn_network_new_graph (VanityRandom *random, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("worn");
  VanityBuilder builder;
  VanityValueId sure;

  vanity_builder_init (&builder, graph, random);
  sure = vanity_builder_add_map (&builder, "Sigmoid", "sure",
                                 add_network (&builder, add_view (&builder, 1), FALSE));
  if (!vanity_builder_finish (&builder, error))
    return NULL;
  vanity_graph_add_output (graph, sure);
  return g_steal_pointer (&graph);
}

VanityLearner *
vanity_worn_network_new_learner (int count, VanityRandom *random, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("worn");
  VanityBuilder builder;
  VanityValueId view, wanted, known, answers, loss;

  vanity_builder_init (&builder, graph, random);
  view = add_view (&builder, count);
  wanted
      = vanity_builder_add_input (&builder, "wanted", &VANITY_SHAPE (count, VANITY_WORN_N_ANSWERS));
  known
      = vanity_builder_add_input (&builder, "known", &VANITY_SHAPE (count, VANITY_WORN_N_ANSWERS));
  answers = add_network (&builder, view, TRUE);
  /* An answer of 0 teaches nothing where it is multiplied away. */
  loss = vanity_loss_add_binary_cross_entropy (
      &builder, "loss", vanity_builder_add_pair (&builder, "Mul", "worn.known", answers, known),
      wanted);
  if (!vanity_builder_finish (&builder, error))
    return NULL;
  vanity_graph_add_output (graph, answers);
  return vanity_learner_new (g_steal_pointer (&graph), &loss, 1, NULL, error);
}

void
vanity_worn_read_answers (const float answers[VANITY_WORN_N_ANSWERS], VanityWorn *worn)
{
  for (int part = 0; part < VANITY_WORN_N_PARTS; part++)
    {
      float above = 1;

      /* Each step was learnt by itself; none is more likely than the one before it. */
      for (int k = 0; k < VANITY_WORN_N_LEVELS; k++)
        {
          float next
              = k < VANITY_WORN_STEPS ? MIN (above, answers[VANITY_WORN_STEPS * part + k]) : 0;

          worn->makeup[part][k] = above - next;
          above = next;
        }
    }
  worn->glasses = answers[VANITY_WORN_GLASSES];
  worn->sunglasses = MIN (answers[VANITY_WORN_SUNGLASSES], worn->glasses);
  worn->beard = answers[VANITY_WORN_BEARD];
}
