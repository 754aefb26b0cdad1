#include "transfer/style.h"

#include "image/color.h"
#include "makeup/layer-kinds.h"

#include <math.h>

typedef struct
{
  VanityRandom *random;
  VanityLook *look;
  double strength; /* of the whole, [0, 1] */
  double warmth;   /* −1 cool … 1 warm */
} Style;

static double
uniform (const Style *style, double low, double high)
{
  return low + (high - low) * vanity_random_uniform (style->random);
}

static gboolean
chance (const Style *style, double share)
{
  return vanity_random_uniform (style->random) < share;
}

/* Whether something is worn of which `low` of the faintest styles have some, `high` of the
 * strongest. */
static gboolean
wears (const Style *style, double low, double high)
{
  return chance (style, low + (high - low) * style->strength);
}

/* An amount that follows the strength, with noise, within `low` and `high`. */
static double
follow (const Style *style, double low, double high)
{
  double t = style->strength + 0.22 * vanity_random_normal (style->random);

  return low + (high - low) * CLAMP (t, 0, 1);
}

static int
choose (const Style *style, const double *shares, int n)
{
  double at = vanity_random_uniform (style->random);
  int i = 0;

  while (i < n - 1 && at >= shares[i])
    at -= shares[i++];
  return i;
}

/* A swatch drawn from a box in lightness, chroma and hue (CIE LCh, degrees). */
typedef struct
{
  double L[2], C[2], h[2];
} Swatch;

static VanityLab
draw_swatch (const Style *style, const Swatch *swatch)
{
  double L = uniform (style, swatch->L[0], swatch->L[1]);
  double C = uniform (style, swatch->C[0], swatch->C[1]);
  /* The family pulls the hue to its side of the box. */
  double t = CLAMP (uniform (style, 0, 1) + 0.35 * style->warmth, 0, 1);
  double h = (swatch->h[0] + (swatch->h[1] - swatch->h[0]) * t) * (G_PI / 180);

  return (VanityLab){ (float)L, (float)(C * cos (h)), (float)(C * sin (h)) };
}

/* Layers declare their parameters: none of these can be refused. */
static void
set (VanityLayer *layer, const char *id, double value)
{
  gboolean known = vanity_layer_set_number (layer, id, value, NULL);

  g_assert (known);
}

static void
set_choice (VanityLayer *layer, const char *id, const char *choice)
{
  gboolean known = vanity_layer_set_choice (layer, id, choice, NULL);

  g_assert (known);
}

static void
set_color (VanityLayer *layer, const char *id, VanityLab lab)
{
  VanityRgb rgb = vanity_lab_to_linear (lab);
  float encoded[3] = { vanity_srgb_from_linear (CLAMP (rgb.r, 0.0f, 1.0f)),
                       vanity_srgb_from_linear (CLAMP (rgb.g, 0.0f, 1.0f)),
                       vanity_srgb_from_linear (CLAMP (rgb.b, 0.0f, 1.0f)) };
  char hex[8];
  gboolean known;

  g_snprintf (hex, sizeof hex, "#%02x%02x%02x", (guint)lroundf (255 * encoded[0]) & 255,
              (guint)lroundf (255 * encoded[1]) & 255, (guint)lroundf (255 * encoded[2]) & 255);
  known = vanity_layer_set_color (layer, id, hex, NULL);
  g_assert (known);
}

static VanityLayer *
add (Style *style, const VanityLayerKind *kind)
{
  VanityLayer *layer = vanity_layer_new (kind);

  g_ptr_array_add (style->look->layers, layer);
  return layer;
}

static void
add_foundation (Style *style)
{
  static const Swatch skin = { { 30, 84 }, { 12, 26 }, { 45, 72 } };
  static const char *const finishes[] = { "natural", "matte", "dewy" };
  static const double shares[] = { 0.5, 0.3, 0.2 };
  VanityLayer *layer;

  if (!chance (style, 0.6))
    return;
  layer = add (style, &vanity_foundation_kind);
  set (layer, "opacity", follow (style, 0.3, 0.95));
  set (layer, "coverage", follow (style, 0.2, 0.9));
  set_choice (layer, "finish", finishes[choose (style, shares, 3)]);
  if (chance (style, 0.2))
    {
      set_choice (layer, "shade", "chosen");
      set_color (layer, "color", draw_swatch (style, &skin));
    }
  if (chance (style, 0.5))
    set (add (style, &vanity_concealer_kind), "opacity", follow (style, 0.3, 0.8));
}

static void
add_cheeks (Style *style)
{
  static const Swatch blushes[] = {
    { { 58, 76 }, { 26, 46 }, { 28, 55 } },  /* peach, apricot */
    { { 52, 72 }, { 28, 50 }, { -8, 22 } },  /* pink, rose */
    { { 34, 52 }, { 28, 46 }, { -18, 14 } }, /* plum, berry */
    { { 38, 54 }, { 30, 48 }, { 34, 52 } },  /* brick, terracotta */
  };
  static const double shades[] = { 0.32, 0.4, 0.14, 0.14 };
  static const char *const placements[] = { "apples", "lifted", "draped", "sunkissed" };
  static const double places[] = { 0.38, 0.36, 0.14, 0.12 };
  static const char *const finishes[] = { "satin", "matte", "shimmer" };
  static const double shares[] = { 0.5, 0.35, 0.15 };

  if (wears (style, 0.08, 0.5))
    {
      VanityLayer *layer = add (style, &vanity_contour_kind);

      set (layer, "opacity", follow (style, 0.15, 0.7));
      set (layer, "cheek", uniform (style, 0.5, 1));
      set (layer, "jaw", chance (style, 0.5) ? uniform (style, 0.1, 0.8) : 0);
      set (layer, "nose", chance (style, 0.45) ? uniform (style, 0.1, 0.6) : 0);
      set (layer, "forehead", chance (style, 0.4) ? uniform (style, 0.1, 0.6) : 0);
    }
  if (wears (style, 0.55, 0.95))
    {
      VanityLayer *layer = add (style, &vanity_blush_kind);

      set (layer, "opacity", follow (style, 0.18, 0.8));
      set_color (layer, "color", draw_swatch (style, &blushes[choose (style, shades, 4)]));
      set_choice (layer, "placement", placements[choose (style, places, 4)]);
      set_choice (layer, "finish", finishes[choose (style, shares, 3)]);
      set (layer, "spread", uniform (style, 0.1, 0.95));
    }
  if (wears (style, 0.15, 0.65))
    {
      static const Swatch glow = { { 80, 93 }, { 6, 24 }, { 30, 85 } };
      static const char *const shines[] = { "satin", "shimmer", "gloss" };
      VanityLayer *layer = add (style, &vanity_highlight_kind);

      set (layer, "opacity", follow (style, 0.2, 0.85));
      set_color (layer, "color", draw_swatch (style, &glow));
      set_choice (layer, "finish", shines[choose (style, shares, 3)]);
      set (layer, "cheek", uniform (style, 0.5, 1));
      set (layer, "brow", chance (style, 0.5) ? uniform (style, 0.1, 0.7) : 0);
      set (layer, "nose", chance (style, 0.6) ? uniform (style, 0.1, 0.7) : 0);
      set (layer, "lip", chance (style, 0.5) ? uniform (style, 0.1, 0.6) : 0);
      set (layer, "inner-eye", chance (style, 0.4) ? uniform (style, 0.1, 0.8) : 0);
    }
}

static void
add_brows (Style *style)
{
  static const Swatch pencil = { { 14, 42 }, { 6, 22 }, { 40, 75 } };
  VanityLayer *layer;

  if (!wears (style, 0.45, 0.9))
    return;
  layer = add (style, &vanity_brows_kind);
  set (layer, "opacity", follow (style, 0.35, 0.95));
  if (chance (style, 0.35))
    {
      set_choice (layer, "tone", "chosen");
      set_color (layer, "color", draw_swatch (style, &pencil));
    }
  set (layer, "fill", follow (style, 0.12, 0.75));
  set (layer, "definition", follow (style, 0.1, 0.8));
  set (layer, "thickness", uniform (style, -0.25, 0.35));
  set (layer, "arch", chance (style, 0.4) ? uniform (style, 0.1, 1) : 0);
}

static void
add_shadow (Style *style)
{
  static const Swatch lids[] = {
    { { 58, 84 }, { 6, 30 }, { 30, 80 } },   /* nude, champagne, peach */
    { { 34, 60 }, { 10, 34 }, { 25, 78 } },  /* brown, copper, gold */
    { { 36, 70 }, { 12, 38 }, { -30, 24 } }, /* rose, mauve, plum */
    { { 14, 40 }, { 0, 9 }, { -60, 90 } },   /* smoke, graphite */
  };
  static const Swatch bright = { { 28, 66 }, { 22, 58 }, { 110, 330 } };
  static const double shades[] = { 0.34, 0.32, 0.2, 0.14 };
  static const char *const finishes[] = { "matte", "satin", "shimmer", "metallic" };
  static const double shares[] = { 0.3, 0.26, 0.3, 0.14 };
  gboolean colored = chance (style, 0.05 + 0.16 * style->strength);
  int zones = 1 + (int)(chance (style, 0.45 + 0.4 * style->strength))
              + (int)(chance (style, 0.15 + 0.6 * style->strength));
  VanityLayer *layer;
  VanityLab lid, deep;

  if (!wears (style, 0.45, 1.0))
    return;
  layer = add (style, &vanity_eyeshadow_kind);
  lid = draw_swatch (style, colored ? &bright : &lids[choose (style, shades, 4)]);
  /* Crease and corner are deeper shades of the same family, or a neutral brown beside a colour. */
  deep = chance (style, colored ? 0.5 : 0.25) ? draw_swatch (style, &lids[1]) : lid;
  deep.L = (float)MAX ((double)deep.L - uniform (style, 6, 22), 8);
  set (layer, "opacity", follow (style, 0.4, 1));
  set_color (layer, "lid-color", lid);
  set (layer, "lid-amount", uniform (style, 0.45, 1));
  set_color (layer, "crease-color", deep);
  set (layer, "crease-amount", zones > 1 ? follow (style, 0.25, 0.95) : 0);
  deep.L = (float)MAX ((double)deep.L - uniform (style, 4, 20), 4);
  set_color (layer, "outer-color", deep);
  set (layer, "outer-amount", zones > 2 ? follow (style, 0.25, 1) : 0);
  lid.L = (float)MIN ((double)lid.L + uniform (style, 8, 30), 92);
  lid.a *= 0.6f;
  lid.b *= 0.7f;
  set_color (layer, "inner-color", lid);
  set (layer, "inner-amount", chance (style, 0.35) ? uniform (style, 0.2, 0.9) : 0);
  set_color (layer, "lower-color", deep);
  set (layer, "lower-amount",
       chance (style, 0.25 + 0.5 * style->strength) ? follow (style, 0.1, 0.85) : 0);
  set_choice (layer, "finish", finishes[choose (style, shares, 4)]);
  set (layer, "height", uniform (style, 0.15, 0.85));
  set (layer, "blend", uniform (style, 0.3, 0.95));
  set (layer, "wing", uniform (style, 0, 0.9));
}

static void
add_lines (Style *style)
{
  static const Swatch inks[] = {
    { { 3, 12 }, { 0, 5 }, { 0, 90 } },       /* black */
    { { 14, 28 }, { 6, 20 }, { 40, 70 } },    /* brown */
    { { 22, 55 }, { 20, 52 }, { 140, 330 } }, /* coloured */
  };
  static const double shades[] = { 0.68, 0.25, 0.07 };
  static const char *const styles[] = { "natural", "open", "cat" };
  static const double shapes[] = { 0.45, 0.27, 0.28 };
  gboolean lined = wears (style, 0.3, 0.95);

  if (lined)
    {
      VanityLayer *layer = add (style, &vanity_eyeliner_kind);
      gboolean winged = chance (style, 0.5);

      set (layer, "opacity", follow (style, 0.5, 1));
      set_color (layer, "color", draw_swatch (style, &inks[choose (style, shades, 3)]));
      set (layer, "upper", chance (style, 0.93) ? uniform (style, 0.7, 1) : 0);
      set (layer, "lower",
           chance (style, 0.2 + 0.3 * style->strength) ? follow (style, 0.25, 1) : 0);
      set (layer, "thickness", follow (style, 0.4, 2.6));
      set (layer, "inner-start", uniform (style, 0, 0.5));
      set (layer, "wing-length", winged ? follow (style, 1, 8.5) : 0);
      set (layer, "wing-angle", winged ? uniform (style, -8, 20) : 0);
      set (layer, "softness",
           chance (style, 0.6) ? uniform (style, 0, 0.3) : uniform (style, 0.3, 1));
      set (layer, "tightline", uniform (style, 0, 1));
    }
  if (wears (style, 0.5, 0.98))
    {
      VanityLayer *layer = add (style, &vanity_lashes_kind);

      set (layer, "opacity", follow (style, 0.5, 1));
      set (layer, "lower", chance (style, 0.6) ? follow (style, 0.1, 0.8) : 0);
      set (layer, "length", follow (style, 6, 13.5));
      set (layer, "density", follow (style, 0.25, 1));
      set (layer, "curl", uniform (style, 0.3, 0.8));
      set_choice (layer, "style", styles[choose (style, shapes, 3)]);
    }
}

static void
add_lips (Style *style)
{
  static const Swatch sticks[] = {
    { { 40, 68 }, { 14, 34 }, { 14, 52 } },  /* nude, caramel, toffee */
    { { 42, 64 }, { 28, 50 }, { -12, 26 } }, /* rose, pink */
    { { 28, 46 }, { 46, 70 }, { 14, 42 } },  /* red */
    { { 14, 34 }, { 20, 46 }, { -22, 18 } }, /* berry, wine, plum */
    { { 46, 62 }, { 44, 66 }, { 34, 55 } },  /* coral, orange */
    { { 8, 60 }, { 4, 48 }, { -120, 90 } },  /* anything */
  };
  static const char *const finishes[] = { "satin", "matte", "gloss", "shimmer", "metallic" };
  static const double shares[] = { 0.34, 0.27, 0.26, 0.07, 0.06 };
  double bold = 0.2 + 0.25 * style->strength;
  double shades[] = { 0.45, 0.53 - bold, 0.45 * bold, 0.35 * bold, 0.2 * bold, 0.02 };
  VanityLab stick;
  VanityLayer *layer;

  if (!chance (style, 0.97))
    return;
  stick = draw_swatch (style, &sticks[choose (style, shades, 6)]);
  if (wears (style, 0.1, 0.55))
    {
      VanityLab pencil = stick;

      pencil.L = (float)MAX ((double)pencil.L - uniform (style, 2, 16), 6);
      layer = add (style, &vanity_lip_liner_kind);
      set_color (layer, "color", pencil);
      set (layer, "opacity", follow (style, 0.4, 0.95));
      set (layer, "width", uniform (style, 0.7, 2.6));
      set (layer, "softness", uniform (style, 0.1, 0.9));
      set (layer, "overline", chance (style, 0.35) ? uniform (style, 0, 1) : 0);
    }
  layer = add (style, &vanity_lipstick_kind);
  set (layer, "opacity", follow (style, 0.55, 1));
  set_color (layer, "color", stick);
  set_choice (layer, "finish", finishes[choose (style, shares, 5)]);
  set (layer, "coverage", uniform (style, 0.15, 1));
  set (layer, "shine", uniform (style, 0.3, 1));
  set (layer, "gradient", chance (style, 0.125) ? uniform (style, 0.3, 1) : 0);
  set (layer, "softness",
       chance (style, 0.7) ? uniform (style, 0, 0.3) : uniform (style, 0.3, 0.9));
  set (layer, "overline", chance (style, 0.2) ? uniform (style, -0.4, 0.8) : 0);
}

VanityLook *
vanity_style_new (VanityRandom *random, gboolean foundation)
{
  Style style = { .random = random, .look = vanity_look_new ("style", "Style") };

  /* Evening: anything; day: mostly light. */
  style.strength
      = chance (&style, 0.45) ? uniform (&style, 0.3, 1) : pow (uniform (&style, 0, 1), 1.4) * 0.8;
  style.warmth = chance (&style, 0.3) ? 0 : uniform (&style, -1, 1);
  if (foundation)
    add_foundation (&style);
  add_cheeks (&style);
  add_brows (&style);
  add_shadow (&style);
  add_lines (&style);
  add_lips (&style);
  return style.look;
}
