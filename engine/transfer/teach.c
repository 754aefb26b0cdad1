#include "transfer/teach.h"

#include "face/atlas-region.h"
#include "texture/texture.h"
#include "train/loss.h"
#include "train/parts.h"
#include "transfer/discriminator.h"
#include "transfer/generator.h"

#include <string.h>

/* Colours of whole regions are compared on fewer texels. */
#define CELL 4
/* How much a difference of 1 in the logarithms of tints counts: e times as bright. */
#define TINT_UNIT 1.25f
#define LAID_PART 0.5f
#define LOOKED 128

/* How much an error in each region counts. What is outside of the lock cannot be changed; there the
 * layer alone is taught, a little. In brows it is hairs that are painted, and what they do to those
 * that are there is better learnt from the pixels. */
static const float pixel_weights[VANITY_ATLAS_N_REGIONS] = { [VANITY_ATLAS_SKIN] = 1,
                                                             [VANITY_ATLAS_LIPS] = 4,
                                                             [VANITY_ATLAS_LIDS] = 6,
                                                             [VANITY_ATLAS_BROWS] = 4,
                                                             [VANITY_ATLAS_CHEEKS] = 2 };
static const float layer_weights[VANITY_ATLAS_N_REGIONS] = { [VANITY_ATLAS_SKIN] = 0.3f,
                                                             [VANITY_ATLAS_LIPS] = 4,
                                                             [VANITY_ATLAS_LIDS] = 6,
                                                             [VANITY_ATLAS_BROWS] = 1.5f,
                                                             [VANITY_ATLAS_CHEEKS] = 2 };
/* Not brows: hair is not makeup, and a network that makes brows as dark as a stranger's repaints
 * those of painted faces, too. Only transfer/fit.h goes after them. */
static const struct
{
  VanityAtlasRegion region;
  float weight;
} tints[] = { { VANITY_ATLAS_LIPS, 1 }, { VANITY_ATLAS_LIDS, 1.5f }, { VANITY_ATLAS_CHEEKS, 1 } };

typedef struct
{
  VanityBuilder *b;
  int size, count;
  VanityValueId places[VANITY_LESSON_PLACES], weights[VANITY_LESSON_N_WEIGHTS];
  VanityValueId seen[2]; /* of the source and of the reference */
  VanityValueId regions; /* [count, size, size, regions], never changed */
  VanityGenerator generator;
} Teach;

static VanityValueId
add_mean (Teach *self, const char *name, VanityValueId value)
{
  return vanity_builder_add_node (self->b, "ReduceMean", name, &value, 1, "keepdims=0");
}

static VanityValueId
mul (Teach *self, const char *name, VanityValueId one, VanityValueId other)
{
  return vanity_builder_add_pair (self->b, "Mul", name, one, other);
}

static VanityValueId
sub (Teach *self, const char *name, VanityValueId one, VanityValueId other)
{
  return vanity_builder_add_pair (self->b, "Sub", name, one, other);
}

/* Regions as a constant, the same for each face. */
static gboolean
add_regions (Teach *self, GError **error)
{
  gsize n = (gsize)self->size * self->size * VANITY_ATLAS_N_REGIONS;
  const VanityAtlas *atlas = vanity_atlas_get (self->size, error);
  g_autofree float *maps = g_new (float, n * self->count);

  if (atlas == NULL)
    return FALSE;
  vanity_atlas_copy_regions (atlas, maps);
  for (int i = 1; i < self->count; i++)
    memcpy (maps + i * n, maps, n * sizeof (float));
  self->regions = vanity_graph_add_constant (
      self->b->graph, "regions", VANITY_FLOAT32,
      &VANITY_SHAPE (self->count, self->size, self->size, VANITY_ATLAS_N_REGIONS), maps, error);
  return self->regions >= 0;
}

/* Weights per texel, whose mean over the chart is 1. */
static VanityValueId
add_weights (Teach *self, const char *name, const float *numbers)
{
  const VanityAtlas *atlas = vanity_atlas_get (self->size, NULL);
  int n = self->size * self->size;
  float scaled[VANITY_ATLAS_N_REGIONS];
  double sum = 0;

  for (int k = 0; k < VANITY_ATLAS_N_REGIONS; k++)
    for (int i = 0; i < n; i++)
      sum += numbers[k] * vanity_atlas_get_region (atlas, k)[i];
  for (int k = 0; k < VANITY_ATLAS_N_REGIONS; k++)
    scaled[k] = (float)(numbers[k] * n / sum);
  return vanity_part_add_sum (self->b, name, self->regions, scaled, VANITY_ATLAS_N_REGIONS);
}

static void
add_inputs (Teach *self)
{
  static const int channels[VANITY_LESSON_PLACES]
      = { [VANITY_LESSON_SOURCE] = 3, [VANITY_LESSON_REFERENCE] = 3,
          [VANITY_LESSON_TRUTH] = 3,  [VANITY_LESSON_LAYER] = VANITY_PAINT_PLANES,
          [VANITY_LESSON_SEEN] = 2,   [VANITY_LESSON_WEIGHTS] = 3,
          [VANITY_LESSON_REAL] = 3,   [VANITY_LESSON_REAL_SEEN] = 1 };
  static const char *const names[VANITY_LESSON_PLACES]
      = { "source", "reference", "truth", "painted", "seen", "weights", "real", "real.seen" };

  for (int i = 0; i < VANITY_LESSON_PLACES; i++)
    {
      gint64 side = i == VANITY_LESSON_WEIGHTS ? 1 : self->size;

      self->places[i] = vanity_builder_add_input (
          self->b, names[i], &VANITY_SHAPE (self->count, side, side, channels[i]));
    }
  for (int i = 0; i < VANITY_LESSON_N_WEIGHTS; i++)
    self->weights[i]
        = vanity_part_add_slice (self->b, "weight", self->places[VANITY_LESSON_WEIGHTS], i, i + 1);
  for (int i = 0; i < 2; i++)
    self->seen[i] = vanity_part_add_slice (self->b, i == 0 ? "seen.source" : "seen.reference",
                                           self->places[VANITY_LESSON_SEEN], i, i + 1);
}

static VanityValueId
add_pixels (Teach *self)
{
  VanityValueId weight = add_weights (self, "pixels.regions", pixel_weights);
  VanityValueId truth = self->places[VANITY_LESSON_TRUTH], parts[2];

  weight = mul (self, "pixels.seen", weight, self->seen[0]);
  weight = mul (self, "pixels.weight", weight, self->weights[VANITY_LESSON_TRUTH_KNOWN]);
  for (int i = 0; i < 2; i++)
    {
      VanityValueId made = i == 0 ? self->generator.result : self->generator.laid;

      made = vanity_builder_add_map (self->b, "Abs", "pixels.error",
                                     sub (self, "pixels.difference", made, truth));
      parts[i] = mul (self, "pixels.weighted", made, weight);
    }
  parts[1] = vanity_part_add_scalar (self->b, "Mul", "pixels.laid", parts[1], LAID_PART);
  return add_mean (self, "pixels",
                   vanity_builder_add_pair (self->b, "Add", "pixels.sum", parts[0], parts[1]));
}

/* Hidden makeup can be guessed, but not known. */
static VanityValueId
add_layer_weight (Teach *self)
{
  VanityValueId weight = add_weights (self, "layer.regions", layer_weights), seen;

  seen = vanity_part_add_scalar (self->b, "Mul", "layer.known", self->seen[1], 0.8f);
  seen = vanity_part_add_scalar (self->b, "Add", "layer.guessed", seen, 0.2f);
  weight = mul (self, "layer.seen", weight, seen);
  return mul (self, "layer.weight", weight, self->weights[VANITY_LESSON_LAYER_KNOWN]);
}

static VanityValueId
add_coverage (Teach *self, VanityValueId weight, VanityValueId painted)
{
  VanityValueId made = vanity_part_add_slice (self->b, "coverage.made", self->generator.read, 0, 1);
  VanityValueId error = sub (self, "coverage.difference", made, painted);
  VanityValueId smooth = vanity_part_add_smooth (self->b, "coverage.smooth", error, 3);

  error = mul (self, "coverage.sharp", error, error);
  smooth = mul (self, "coverage.blurred", smooth, smooth);
  error = vanity_part_add_scalar (self->b, "Mul", "coverage.little", error, 0.3f);
  error = vanity_builder_add_pair (self->b, "Add", "coverage.sum", error, smooth);
  return add_mean (self, "coverage", mul (self, "coverage.weighted", error, weight));
}

static VanityValueId
add_color (Teach *self, VanityValueId weight, VanityValueId painted)
{
  VanityValueId layer = self->generator.read, truth = self->places[VANITY_LESSON_LAYER];
  VanityValueId swatch = vanity_part_add_encoded (
      self->b, "color.encoded", vanity_part_add_slice (self->b, "color.swatch", layer, 1, 4));
  VanityValueId shine = vanity_part_add_slice (self->b, "color.shine", layer, 4, 5), error;

  error = sub (self, "color.difference", swatch,
               vanity_part_add_slice (self->b, "color.painted", truth, 1, 4));
  error = mul (self, "color.covered", vanity_builder_add_map (self->b, "Abs", "color.error", error),
               painted);
  shine = sub (self, "color.shine.difference", shine,
               vanity_part_add_slice (self->b, "color.shine.painted", truth, 4, 5));
  shine = vanity_builder_add_map (self->b, "Abs", "color.shine.error", shine);
  error = vanity_builder_add_pair (self->b, "Add", "color.sum", error, shine);
  return add_mean (self, "color", mul (self, "color.weighted", error, weight));
}

/* Linear light of encoded sRGB, on cells of CELL² texels. */
static VanityValueId
add_cells (Teach *self, VanityValueId encoded)
{
  VanityValueId linear = vanity_part_add_linear (self->b, "tint.linear", encoded);

  linear = vanity_builder_add_pool (self->b, "AveragePool", "tint.cells", linear, CELL);
  return vanity_part_add_scalar (self->b, "Max", "tint.positive", linear, 1e-3f);
}

/* Logarithms of the means over a region [N, 3], and how much of it is seen [N, 1]. */
static VanityValueId
add_region_mean (Teach *self, VanityValueId cells, VanityValueId seen, VanityAtlasRegion region,
                 VanityValueId *shown)
{
  VanityValueId mask
      = vanity_part_add_slice (self->b, "tint.region", self->regions, (int)region, (int)region + 1);
  VanityValueId part, whole, sum;

  mask = vanity_builder_add_pool (self->b, "AveragePool", "tint.mask.cells", mask, CELL);
  whole = vanity_part_add_mean (self->b, "tint.whole", mask);
  mask = mul (self, "tint.mask", mask, seen);
  part = vanity_part_add_scalar (self->b, "Add", "tint.least",
                                 vanity_part_add_mean (self->b, "tint.part", mask), 1e-4f);
  sum = vanity_part_add_mean (self->b, "tint.sum", mul (self, "tint.masked", cells, mask));
  *shown = vanity_builder_add_pair (self->b, "Div", "tint.shown", part, whole);
  sum = vanity_builder_add_pair (self->b, "Div", "tint.mean", sum, part);
  sum = vanity_part_add_scalar (self->b, "Max", "tint.mean.least", sum, 1e-3f);
  return vanity_builder_add_map (self->b, "Log", "tint.mean.log", sum);
}

/* Light on two faces is never the same, so colours are compared as parts of what the own skin
 * sends. */
static VanityValueId
add_tint (Teach *self)
{
  VanityValueId faces[2] = { self->generator.result, self->places[VANITY_LESSON_REFERENCE] };
  VanityValueId means[2][G_N_ELEMENTS (tints)], shown[2][G_N_ELEMENTS (tints)], total = -1;

  for (int f = 0; f < 2; f++)
    {
      VanityValueId cells = add_cells (self, faces[f]), skin, ignored;
      VanityValueId seen = vanity_builder_add_pool (self->b, "AveragePool", "tint.seen.cells",
                                                    self->seen[f], CELL);

      skin = add_region_mean (self, cells, seen, VANITY_ATLAS_BARE, &ignored);
      for (guint k = 0; k < G_N_ELEMENTS (tints); k++)
        {
          means[f][k] = add_region_mean (self, cells, seen, tints[k].region, &shown[f][k]);
          means[f][k] = sub (self, "tint", means[f][k], skin);
        }
    }
  for (guint k = 0; k < G_N_ELEMENTS (tints); k++)
    {
      VanityValueId error = sub (self, "tint.difference", means[0][k], means[1][k]);
      VanityValueId sure = mul (self, "tint.sure", shown[0][k], shown[1][k]);

      error = vanity_builder_add_map (self->b, "Abs", "tint.error", error);
      error = mul (self, "tint.known", error, sure);
      error = vanity_part_add_scalar (self->b, "Mul", "tint.scaled", error,
                                      tints[k].weight * TINT_UNIT);
      total = k == 0 ? error : vanity_builder_add_pair (self->b, "Add", "tint.total", total, error);
    }
  total = mul (self, "tint.weighted", vanity_part_add_everywhere (self->b, "tint.faces", total),
               self->weights[VANITY_LESSON_STRANGER]);
  return add_mean (self, "tints", total);
}

static VanityValueId
add_correction (Teach *self)
{
  VanityValueId x = self->generator.correction;

  return add_mean (self, "corrections", mul (self, "corrections.square", x, x));
}

/* What the discriminator says of the regions that are made up. It looks at LOOKED² texels at most:
 * whether makeup looks real is told from its whole rather than from single hairs. */
static VanityValueId
add_scores (Teach *self, VanityValueId texture, VanityValueId seen)
{
  VanityValueId looked[3]
      = { texture, self->regions, vanity_generator_add_lock (self->b, self->regions, seen) };

  for (int i = 0; i < 3 && self->size > LOOKED; i++)
    looked[i] = vanity_builder_add_pool (self->b, "AveragePool", "looked.at", looked[i],
                                         self->size / LOOKED);
  return vanity_discriminator_add (self->b, looked[0], looked[1], looked[2], NULL);
}

/* Hinge; only samples whose truth nobody knows are asked for. */
static void
add_adversary (Teach *self, VanityValueId *losses)
{
  VanityValueId stranger = self->weights[VANITY_LESSON_STRANGER], real, fake, score;
  VanityValueId stopped
      = vanity_builder_add_stopped (self->b, "result.stopped", self->generator.result);

  real = add_scores (self, self->places[VANITY_LESSON_REAL], self->places[VANITY_LESSON_REAL_SEEN]);
  real = vanity_builder_add_map (self->b, "Neg", "real.negative", real);
  real = vanity_part_add_scalar (self->b, "Add", "real.margin", real, 1);
  real = vanity_builder_add_map (self->b, "Relu", "real.hinge", real);
  fake = add_scores (self, stopped, self->seen[0]);
  fake = vanity_part_add_scalar (self->b, "Add", "fake.margin", fake, 1);
  fake = vanity_builder_add_map (self->b, "Relu", "fake.hinge", fake);
  fake = mul (self, "fake.strangers", fake, stranger);
  losses[VANITY_TEACH_DISCRIMINATOR] = vanity_builder_add_pair (self->b, "Add", "discriminator",
                                                                add_mean (self, "real.mean", real),
                                                                add_mean (self, "fake.mean", fake));
  self->b->frozen = TRUE;
  score = add_scores (self, self->generator.result, self->seen[0]);
  self->b->frozen = FALSE;
  score = mul (self, "score.strangers", vanity_builder_add_map (self->b, "Neg", "score", score),
               stranger);
  losses[VANITY_TEACH_ADVERSARY] = add_mean (self, "adversary", score);
}

VanityLearner *
vanity_teach_new_learner (int size, int count, gboolean adversary, VanityRandom *random,
                          GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("transfer");
  VanityValueId losses[VANITY_TEACH_N_LOSSES], painted, weight;
  VanityBuilder builder;
  Teach self = { .b = &builder, .size = size, .count = count };

  vanity_builder_init (&builder, graph, random);
  add_inputs (&self);
  if (!builder.error && !add_regions (&self, &builder.error))
    {
      vanity_builder_finish (&builder, error);
      return NULL;
    }
  self.generator.source = self.places[VANITY_LESSON_SOURCE];
  self.generator.reference = self.places[VANITY_LESSON_REFERENCE];
  self.generator.regions = self.regions;
  self.generator.seen = self.places[VANITY_LESSON_SEEN];
  vanity_generator_add (&builder, &self.generator);
  losses[VANITY_TEACH_PIXELS] = add_pixels (&self);
  weight = add_layer_weight (&self);
  painted = vanity_part_add_slice (&builder, "painted.coverage", self.places[VANITY_LESSON_LAYER],
                                   0, 1);
  losses[VANITY_TEACH_COVERAGE] = add_coverage (&self, weight, painted);
  losses[VANITY_TEACH_COLOR] = add_color (&self, weight, painted);
  losses[VANITY_TEACH_TINT] = add_tint (&self);
  losses[VANITY_TEACH_CORRECTION] = add_correction (&self);
  if (adversary)
    add_adversary (&self, losses);
  if (!vanity_builder_finish (&builder, error))
    return NULL;
  vanity_graph_add_output (graph, self.generator.layer);
  vanity_graph_add_output (graph, self.generator.result);
  return vanity_learner_new (g_steal_pointer (&graph), losses,
                             adversary ? VANITY_TEACH_N_LOSSES : VANITY_TEACH_ADVERSARY, NULL,
                             error);
}
