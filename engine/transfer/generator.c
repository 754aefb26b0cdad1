#include "transfer/generator.h"

#include "base/error.h"
#include "train/parts.h"
#include "transfer/paint.h"

#define READER_WIDTH 16
#define CORRECTOR_WIDTH 8
#define LEVELS 4
#define SLOPE 0.2
/* How far gain and offset go. */
#define REACH 0.5f
/* The darkest light and swatch that are told from black, linear; and how far from what is seen a
 * swatch may be, as a power of e. */
#define LEAST_LIGHT 0.01f
#define LEAST_SWATCH 0.004f
#define SWATCH_REACH 2.0f
/* What a white surface sends of what skin does, a power of e: of middling skin, and how far from
 * that it may be. Skin sends back from 4 (deep) to 60 % (very fair) of the light. */
#define LOG_SKIN 1.6f
#define LIGHT_REACH 1.6f
/* The part of a skin's colour that light has, in logarithms; the rest is the skin's own. */
#define TINT_OF_LIGHT 0.3f
#define LIGHT_UNITS 16
/* Wings, blush and shadow reach beyond the regions that they are named after: by about one cell. */
#define SPREAD_CELLS 32 /* along a side of the chart */
#define SPREAD 4.0f
#define SKIN_CELLS 16 /* along a side of the chart, of the field of light */

static VanityValueId
add_relu (VanityBuilder *b, const char *layer, VanityValueId input)
{
  g_autofree char *name = g_strdup_printf ("%s.relu", layer);

  return vanity_builder_add_node (b, "LeakyRelu", name, &input, 1, "alpha=%g", SLOPE);
}

static VanityValueId
add_block (VanityBuilder *b, const char *net, const char *part, int index, VanityValueId input,
           int channels, int stride)
{
  g_autofree char *name = g_strdup_printf ("generator.%s.%s%d", net, part, index);

  return add_relu (
      b, name, vanity_builder_add_conv (b, name, input, channels, 3, stride, 1, VANITY_INIT_HE));
}

/* The innermost values know of the whole face: its light and its skin. */
static VanityValueId
add_whole (VanityBuilder *b, const char *net, VanityValueId input, int channels)
{
  g_autofree char *name = g_strdup_printf ("generator.%s.whole", net);
  g_autofree char *mean = g_strdup_printf ("%s.mean", name);
  g_autofree char *wide = g_strdup_printf ("%s.everywhere", name);
  g_autofree char *sum = g_strdup_printf ("%s.sum", name);
  VanityValueId x = vanity_part_add_mean (b, mean, input);

  x = vanity_builder_add_dense (b, name, x, channels, VANITY_INIT_GLOROT);
  return vanity_builder_add_pair (b, "Add", sum, input, vanity_part_add_everywhere (b, wide, x));
}

static VanityValueId
add_unet (VanityBuilder *b, const char *net, VanityValueId x, int width, int channels,
          VanityInit init)
{
  static const int widths[LEVELS + 1] = { 1, 2, 4, 6, 8 };
  g_autofree char *last = g_strdup_printf ("generator.%s.last", net);
  VanityValueId skips[LEVELS + 1];

  for (int i = 0; i <= LEVELS; i++)
    x = skips[i] = add_block (b, net, "down", i, x, width * widths[i], i > 0 ? 2 : 1);
  for (int i = 0; i < 2; i++)
    x = add_block (b, net, "middle", i, x, width * widths[LEVELS], 1);
  x = add_whole (b, net, x, width * widths[LEVELS]);
  for (int i = LEVELS - 1; i >= 0; i--)
    {
      g_autofree char *grown = g_strdup_printf ("generator.%s.grown%d", net, i);
      g_autofree char *joined = g_strdup_printf ("generator.%s.joined%d", net, i);

      x = vanity_builder_add_node (b, "Resize", grown, &x, 1,
                                   "scales=[1.0,2.0,2.0,1.0] mode=nearest");
      x = vanity_part_add_concat (b, joined, (VanityValueId[]){ x, skips[i] }, 2);
      x = add_block (b, net, "up", i, x, width * widths[i], 1);
    }
  return vanity_builder_add_conv (b, last, x, channels, 3, 1, 1, init);
}

static VanityValueId
add_luminance (VanityBuilder *b, VanityValueId linear)
{
  static const float weights[3] = { 0.2126f, 0.7152f, 0.0722f };

  return vanity_part_add_sum (b, "generator.luminance", linear, weights, 3);
}

/* How much of each texel is bare skin that is seen. */
static VanityValueId
add_bare (VanityBuilder *b, VanityValueId regions, VanityValueId seen)
{
  return vanity_builder_add_pair (b, "Mul", "generator.skin",
                                  vanity_part_add_slice (b, "generator.bare", regions,
                                                         VANITY_ATLAS_BARE, VANITY_ATLAS_BARE + 1),
                                  seen);
}

/* light of each channel, before texture: [N, S, S, 3]. `skin` is how much a texel is bare skin that
 * is seen. */
static VanityValueId
add_light (VanityBuilder *b, VanityValueId linear, VanityValueId luminance, VanityValueId skin,
           int size)
{
  const float few = 0.02f; /* skin in a cell that counts as little as the whole face's mean */
  /* 1 ÷ what middling skin sends of red, green and blue, over its luminance: a face that sends more
   * red than that is in a little redder light, until the network knows better. */
  static const float middling[3] = { 1 / 1.62f, 1 / 0.857f, 1 / 0.576f };
  int cell = size / SKIN_CELLS;
  VanityValueId share
      = vanity_part_add_scalar (b, "Add", "generator.light.share",
                                vanity_part_add_mean (b, "generator.light.skin", skin), 1e-4f);
  VanityValueId lit = vanity_builder_add_pair (b, "Mul", "generator.light.lit", luminance, skin);
  VanityValueId color = vanity_builder_add_pair (b, "Mul", "generator.light.color", linear, skin);
  VanityValueId mean = vanity_part_add_mean (b, "generator.light.mean", lit),
                field[2] = { lit, skin }, chroma, x;

  mean = chroma = vanity_builder_add_pair (b, "Div", "generator.light.plain", mean, share);
  mean = vanity_part_add_everywhere (
      b, "generator.light.plain.everywhere",
      vanity_part_add_scalar (b, "Mul", "generator.light.plain.few", mean, few));
  for (int i = 0; i < 2; i++)
    {
      field[i]
          = vanity_builder_add_pool (b, "AveragePool", "generator.light.cells", field[i], cell);
      field[i] = vanity_part_add_smooth (b, "generator.light.smooth", field[i], 5);
    }
  field[0] = vanity_builder_add_pair (b, "Add", "generator.light.filled", field[0], mean);
  field[1] = vanity_part_add_scalar (b, "Add", "generator.light.few", field[1], few);
  field[0] = vanity_builder_add_pair (b, "Div", "generator.light.field", field[0], field[1]);
  field[0] = vanity_builder_add_node (b, "Resize", "generator.light.grown", field, 1,
                                      "scales=[1.0,%d.0,%d.0,1.0] mode=linear", cell, cell);

  x = vanity_builder_add_pair (b, "Div", "generator.light.tone",
                               vanity_part_add_mean (b, "generator.light.sum", color), share);
  x = vanity_part_add_scalar (b, "Max", "generator.light.tone.least", x, 1e-3f);
  chroma = vanity_part_add_scalar (b, "Max", "generator.light.plain.least", chroma, 1e-3f);
  chroma = vanity_builder_add_pair (b, "Div", "generator.light.chroma", x, chroma);
  chroma = vanity_part_add_vector (b, "Mul", "generator.light.tint", chroma, middling, 3);
  chroma = vanity_part_add_scalar (b, "Pow", "generator.light.part", chroma, TINT_OF_LIGHT);
  x = vanity_builder_add_map (b, "Log", "generator.light.tone.log", x);
  x = vanity_part_add_scalar (b, "Add", "generator.light.tone.centre", x, LOG_SKIN);
  x = vanity_builder_add_dense (b, "generator.light.first", x, LIGHT_UNITS, VANITY_INIT_HE);
  x = add_relu (b, "generator.light.first", x);
  x = vanity_builder_add_dense (b, "generator.light.last", x, 3, VANITY_INIT_ZEROS);
  x = vanity_builder_add_map (b, "Tanh", "generator.light.tanh", x);
  x = vanity_part_add_scalar (b, "Mul", "generator.light.reach", x, LIGHT_REACH);
  x = vanity_part_add_scalar (b, "Add", "generator.light.white", x, LOG_SKIN);
  x = vanity_builder_add_map (b, "Exp", "generator.light.factor", x);
  x = vanity_builder_add_pair (b, "Mul", "generator.light.ratio", x, chroma);
  x = vanity_part_add_everywhere (b, "generator.light.ratio.everywhere", x);
  return vanity_builder_add_pair (b, "Mul", "generator.light", field[0], x);
}

/* What `texture` would be under white light of 1, if it were opaque pigment: in linear light,
 * smooth. */
static VanityValueId
add_bright (VanityBuilder *b, VanityValueId texture, VanityValueId regions, VanityValueId seen)
{
  int size = (int)vanity_graph_get_shape (b->graph, texture)->dim[1];
  VanityValueId linear = vanity_part_add_linear (b, "generator.reader.linear", texture);
  VanityValueId light
      = add_light (b, linear, add_luminance (b, linear), add_bare (b, regions, seen), size);
  VanityValueId smooth
      = vanity_part_add_smooth (b, "generator.reader.smooth", linear, size / 64 | 1);

  light = vanity_part_add_scalar (b, "Max", "generator.reader.dark", light, LEAST_LIGHT);
  smooth = vanity_builder_add_pair (b, "Div", "generator.reader.bright", smooth, light);
  smooth = vanity_part_add_scalar (b, "Max", "generator.reader.least", smooth, LEAST_SWATCH);
  return vanity_part_add_scalar (b, "Min", "generator.reader.most", smooth, 1);
}

/* The swatch begins as what is seen, so that colour need not be learnt, but only how it was
 * thinned. */
static VanityValueId
add_swatch (VanityBuilder *b, VanityValueId bright, VanityValueId learnt)
{
  VanityValueId x = vanity_builder_add_map (b, "Tanh", "generator.reader.tanh", learnt);

  x = vanity_part_add_scalar (b, "Mul", "generator.reader.far", x, SWATCH_REACH);
  x = vanity_builder_add_map (b, "Exp", "generator.reader.factor", x);
  x = vanity_builder_add_pair (b, "Mul", "generator.reader.swatch", x, bright);
  return vanity_part_add_scalar (b, "Min", "generator.reader.white", x, 1);
}

VanityValueId
vanity_generator_add_reader (VanityBuilder *builder, VanityValueId reference, VanityValueId regions,
                             VanityValueId seen)
{
  /* Bare at first: little coverage, hardly any shine. */
  static const float start[VANITY_PAINT_PLANES] = { -2, 0, 0, 0, -4 };
  VanityValueId bright, x, parts[3];

  if (builder->error != NULL)
    return -1;
  bright = add_bright (builder, reference, regions, seen);
  x = vanity_part_add_scalar (builder, "Sub", "generator.reader.centre", reference, 0.5f);
  x = vanity_part_add_concat (builder, "generator.reader.input",
                              (VanityValueId[]){ x, bright, regions, seen }, 4);
  x = add_unet (builder, "reader", x, READER_WIDTH, VANITY_PAINT_PLANES, VANITY_INIT_NORMAL);
  x = vanity_part_add_vector (builder, "Add", "generator.reader.start", x, start,
                              VANITY_PAINT_PLANES);
  for (int i = 0; i < 3; i += 2)
    parts[i] = vanity_builder_add_map (
        builder, "Sigmoid", i == 0 ? "generator.reader.coverage" : "generator.reader.shine",
        vanity_part_add_slice (builder, "generator.reader.part", x, 2 * i, 2 * i + 1));
  parts[1] = add_swatch (builder, bright,
                         vanity_part_add_slice (builder, "generator.reader.colour", x, 1, 4));
  return vanity_part_add_concat (builder, "generator.read", parts, 3);
}

VanityValueId
vanity_generator_add_lock (VanityBuilder *builder, VanityValueId regions, VanityValueId seen)
{
  static const float made_up[VANITY_ATLAS_N_REGIONS] = { [VANITY_ATLAS_LIPS] = 1,
                                                         [VANITY_ATLAS_LIDS] = 1,
                                                         [VANITY_ATLAS_BROWS] = 1,
                                                         [VANITY_ATLAS_CHEEKS] = 1 };
  static const float spread[VANITY_ATLAS_N_REGIONS]
      = { [VANITY_ATLAS_LIDS] = SPREAD, [VANITY_ATLAS_CHEEKS] = SPREAD };
  VanityValueId near, lock;
  int cell;

  if (builder->error != NULL)
    return -1;
  cell = (int)vanity_graph_get_shape (builder->graph, regions)->dim[1] / SPREAD_CELLS;
  near = vanity_part_add_sum (builder, "generator.spread", regions, spread, VANITY_ATLAS_N_REGIONS);
  near = vanity_builder_add_pool (builder, "AveragePool", "generator.spread.cells", near, cell);
  near = vanity_part_add_smooth (builder, "generator.spread.smooth", near, 3);
  near = vanity_builder_add_node (builder, "Resize", "generator.spread.grown", &near, 1,
                                  "scales=[1.0,%d.0,%d.0,1.0] mode=linear", cell, cell);
  near = vanity_part_add_scalar (builder, "Min", "generator.near", near, 1);
  near = vanity_builder_add_pair (builder, "Mul", "generator.near.skin", near,
                                  vanity_part_add_slice (builder, "generator.all.skin", regions,
                                                         VANITY_ATLAS_SKIN, VANITY_ATLAS_SKIN + 1));
  lock = vanity_part_add_sum (builder, "generator.made.up", regions, made_up,
                              VANITY_ATLAS_N_REGIONS);
  lock = vanity_builder_add_pair (builder, "Max", "generator.allowed", lock, near);
  lock = vanity_part_add_scalar (builder, "Min", "generator.whole", lock, 1);
  return vanity_builder_add_pair (builder, "Mul", "generator.lock", lock, seen);
}

/* Coverage and shine only where something may change. */
static VanityValueId
add_locked (VanityBuilder *b, VanityValueId layer, VanityValueId lock)
{
  VanityValueId parts[3] = { vanity_part_add_slice (b, "generator.coverage", layer, 0, 1),
                             vanity_part_add_slice (b, "generator.swatch", layer, 1, 4),
                             vanity_part_add_slice (b, "generator.shine", layer, 4, 5) };

  for (int i = 0; i < 3; i += 2)
    parts[i] = vanity_builder_add_pair (b, "Mul", "generator.locked", parts[i], lock);
  return vanity_part_add_concat (b, "layer", parts, 3);
}

static VanityValueId
add_laid (VanityBuilder *b, const VanityGenerator *self, VanityValueId skin, int size)
{
  VanityValueId linear = vanity_part_add_linear (b, "generator.linear", self->source);
  VanityValueId luminance = add_luminance (b, linear);
  VanityValueId light = add_light (b, linear, luminance, skin, size);
  VanityValueId base, texture, coverage, swatch, shine, worn;

  base = vanity_part_add_smooth (b, "generator.base", luminance, size / 32 | 1);
  texture = vanity_builder_add_pair (
      b, "Div", "generator.texture", luminance,
      vanity_part_add_scalar (b, "Max", "generator.base.least", base, 1e-3f));
  light = vanity_builder_add_pair (b, "Mul", "generator.lit", light, texture);

  coverage = vanity_part_add_slice (b, "generator.coverage", self->layer, 0, 1);
  swatch = vanity_part_add_slice (b, "generator.swatch", self->layer, 1, 4);
  shine = vanity_part_add_slice (b, "generator.shine", self->layer, 4, 5);
  worn = vanity_builder_add_pair (b, "Mul", "generator.pigment", light, swatch);
  worn = vanity_builder_add_pair (b, "Sub", "generator.pigment.change", worn, linear);
  worn = vanity_builder_add_pair (b, "Mul", "generator.pigment.part", worn, coverage);
  worn = vanity_builder_add_pair (b, "Add", "generator.covered", linear, worn);
  worn = vanity_builder_add_pair (
      b, "Add", "generator.worn", worn,
      vanity_builder_add_pair (b, "Mul", "generator.glow", light, shine));
  /* The curve there and back is not the same to the bit: what it makes of the source is taken off
   * again, by the same operators. */
  worn = vanity_builder_add_pair (b, "Sub", "generator.change",
                                  vanity_part_add_encoded (b, "generator.encoded", worn),
                                  vanity_part_add_encoded (b, "generator.again", linear));
  return vanity_builder_add_pair (b, "Add", "laid", self->source, worn);
}

static void
add_corrector (VanityBuilder *b, VanityGenerator *self, VanityValueId lock)
{
  VanityValueId x[6], gain, offset;

  x[0] = vanity_part_add_scalar (b, "Sub", "generator.corrector.source", self->source, 0.5f);
  x[1] = vanity_part_add_scalar (b, "Sub", "generator.corrector.laid", self->laid, 0.5f);
  x[2] = vanity_part_add_scalar (b, "Sub", "generator.corrector.reference", self->reference, 0.5f);
  x[3] = self->layer;
  x[4] = self->regions;
  x[5] = self->seen;
  x[0] = vanity_part_add_concat (b, "generator.corrector.input", x, G_N_ELEMENTS (x));
  x[0] = add_unet (b, "corrector", x[0], CORRECTOR_WIDTH, VANITY_GENERATOR_CORRECTION,
                   VANITY_INIT_ZEROS);
  x[0] = vanity_builder_add_map (b, "Tanh", "generator.corrector.tanh", x[0]);
  x[0] = vanity_part_add_scalar (b, "Mul", "generator.corrector.reach", x[0], REACH);
  self->correction = vanity_builder_add_pair (b, "Mul", "correction", x[0], lock);
  gain = vanity_part_add_slice (b, "generator.gain", self->correction, 0, 3);
  offset = vanity_part_add_slice (b, "generator.offset", self->correction, 3, 6);
  gain = vanity_builder_add_pair (b, "Mul", "generator.gained", self->laid, gain);
  self->result = vanity_builder_add_pair (
      b, "Add", "result", self->laid,
      vanity_builder_add_pair (b, "Add", "generator.corrected", gain, offset));
}

void
vanity_generator_add (VanityBuilder *builder, VanityGenerator *self)
{
  VanityValueId seen[2], lock, skin;

  self->read = self->layer = self->laid = self->correction = self->result = -1;
  if (builder->error != NULL)
    return;
  for (int i = 0; i < 2; i++)
    seen[i] = vanity_part_add_slice (builder,
                                     i == 0 ? "generator.seen.source" : "generator.seen.reference",
                                     self->seen, i, i + 1);
  lock = vanity_generator_add_lock (builder, self->regions, seen[0]);
  skin = add_bare (builder, self->regions, seen[0]);
  self->read = vanity_generator_add_reader (builder, self->reference, self->regions, seen[1]);
  if (builder->error != NULL)
    return;
  self->layer = add_locked (builder, self->read, lock);
  self->laid = add_laid (builder, self, skin,
                         (int)vanity_graph_get_shape (builder->graph, self->source)->dim[1]);
  add_corrector (builder, self, lock);
}

void
vanity_generator_add_inputs (VanityBuilder *builder, int size, int count, VanityGenerator *self)
{
  if (builder->error == NULL
      && (size < VANITY_GENERATOR_MIN_SIZE || size > VANITY_GENERATOR_MAX_SIZE || size % 16 != 0
          || count < 1))
    g_set_error (&builder->error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 "Generator of %d faces at %d texels: one face or more, and a multiple of 16 from "
                 "%d to %d",
                 count, size, VANITY_GENERATOR_MIN_SIZE, VANITY_GENERATOR_MAX_SIZE);
  self->source = vanity_builder_add_input (builder, "source", &VANITY_SHAPE (count, size, size, 3));
  self->reference
      = vanity_builder_add_input (builder, "reference", &VANITY_SHAPE (count, size, size, 3));
  self->regions = vanity_builder_add_input (
      builder, "regions", &VANITY_SHAPE (count, size, size, VANITY_ATLAS_N_REGIONS));
  self->seen = vanity_builder_add_input (builder, "seen", &VANITY_SHAPE (count, size, size, 2));
}

VanityGraph *
vanity_generator_new_graph (int size, int count, VanityRandom *random, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("generator");
  VanityGenerator generator;
  VanityBuilder builder;

  vanity_builder_init (&builder, graph, random);
  vanity_generator_add_inputs (&builder, size, count, &generator);
  vanity_generator_add (&builder, &generator);
  if (!vanity_builder_finish (&builder, error))
    return NULL;
  vanity_graph_add_output (graph, generator.layer);
  vanity_graph_add_output (graph, generator.laid);
  vanity_graph_add_output (graph, generator.correction);
  vanity_graph_add_output (graph, generator.result);
  return g_steal_pointer (&graph);
}
