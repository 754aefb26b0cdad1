#include "makeup/flat.h"

#include "makeup/film.h"
#include "makeup/pigment.h"

#include <math.h>
#include <string.h>

/* How the kinds lay their films; tests/makeup/flat.c holds it against what they draw. */
typedef struct
{
  const char *kind;
  double lift, drop; /* of vanity_pigment_adapt (); drop 0: not adapted */
  gboolean on_lips;
  double body, opacity; /* of the film at the layer's opacity of 1 */
  VanityBlend blend;
} Lay;

static const Lay lays[] = {
  { "foundation", 0, 0, FALSE, 1, 1, VANITY_BLEND_COVER },
  { "contour", -6, 30, FALSE, 1, 0.8, VANITY_BLEND_GAIN },
  { "blush", 5, 26, FALSE, 0.6, 0.85, VANITY_BLEND_COVER },
  { "highlight", 0, 0, FALSE, 1, 1, VANITY_BLEND_GLOW },
  { "brows", 0, 0, FALSE, 0.85, 1, VANITY_BLEND_COVER },
  { "eyeshadow", 9, 60, FALSE, 0.76, 0.9, VANITY_BLEND_COVER },
  { "eyeliner", 0, 0, FALSE, 0.95, 1, VANITY_BLEND_COVER },
  { "lashes", 0, 0, FALSE, 1, 1, VANITY_BLEND_COVER },
  { "lip-liner", 14, 100, TRUE, 0.8, 1, VANITY_BLEND_COVER },
  { "lipstick", 12, 100, TRUE, 0.25, 1, VANITY_BLEND_COVER },
};

void
vanity_flat_ground_init (VanityFlatGround *ground)
{
  /* Skin of middling depth. */
  ground->skin = (VanityLab){ 60, 14, 19 };
  ground->lips = vanity_flat_guess_lips (ground->skin);
}

VanityLab
vanity_flat_guess_lips (VanityLab skin)
{
  /* Lips are redder and somewhat deeper than the skin, on deep skin by less. */
  return (VanityLab){ 0.82f * skin.L, skin.a + 9, 0.75f * skin.b };
}

static const Lay *
find_lay (const VanityLayer *layer)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lays); i++)
    if (strcmp (lays[i].kind, layer->kind->id) == 0)
      return &lays[i];
  return NULL;
}

/* FALSE where the layer takes the person's own colour. */
static gboolean
has_color (const VanityLayer *layer)
{
  const char *kind = layer->kind->id;

  if (strcmp (kind, "foundation") == 0)
    return strcmp (vanity_layer_get_choice (layer, "shade"), "chosen") == 0;
  if (strcmp (kind, "brows") == 0 || strcmp (kind, "contour") == 0)
    return strcmp (vanity_layer_get_choice (layer, "tone"), "chosen") == 0;
  return TRUE;
}

static VanityRgb
get_pigment (const VanityLayer *layer, const char *zone, Lay *lay, const VanityFlatGround *ground)
{
  VanityRgb pigment;

  if (strcmp (lay->kind, "eyeshadow") == 0)
    {
      g_autofree char *color = g_strconcat (zone, "-color", NULL);
      g_autofree char *amount = g_strconcat (zone, "-amount", NULL);
      VanityFilmFinish finish
          = vanity_film_finish_parse (vanity_layer_get_choice (layer, "finish"));
      gboolean bright
          = finish == VANITY_FILM_FINISH_SHIMMER || finish == VANITY_FILM_FINISH_METALLIC;
      gboolean inner = strcmp (zone, "inner") == 0, shines = inner || strcmp (zone, "lid") == 0;

      lay->lift = bright && shines ? 26 : inner ? 16 : 9;
      lay->body = bright && shines ? 0.8 : 0.76;
      lay->opacity *= vanity_layer_get_number (layer, amount);
      pigment = vanity_layer_get_color (layer, color);
    }
  else
    pigment = vanity_layer_get_color (layer, "color");
  if (lay->on_lips)
    {
      VanityRgb skin = vanity_lab_to_linear (ground->skin),
                lips = vanity_lab_to_linear (ground->lips);

      pigment = vanity_pigment_deepen (
          pigment, sqrtf (MAX (vanity_luminance (skin.r, skin.g, skin.b), 1e-4f)
                          * MAX (vanity_luminance (lips.r, lips.g, lips.b), 1e-4f)));
    }
  if (lay->drop > 0)
    pigment = vanity_pigment_adapt (pigment, ground->skin, lay->lift, lay->drop);
  return pigment;
}

static void
weigh_coverage (const VanityLayer *layer, Lay *lay)
{
  if (strcmp (lay->kind, "lipstick") == 0)
    {
      double coverage = vanity_layer_get_number (layer, "coverage");

      lay->opacity *= 0.6 + 0.4 * coverage;
      lay->body = 0.25 + 0.75 * coverage;
    }
  else if (strcmp (lay->kind, "foundation") == 0)
    lay->opacity *= 0.45 + 0.5 * vanity_layer_get_number (layer, "coverage");
  else if (strcmp (lay->kind, "eyeliner") == 0)
    lay->body -= 0.15 * vanity_layer_get_number (layer, "softness");
}

static float
lay_channel (const Lay *lay, float under, float pigment, float highest, float opacity)
{
  float through = under * vanity_pigment_transmit (pigment, highest);

  switch (lay->blend)
    {
    case VANITY_BLEND_GLOW:
      return under + opacity * pigment * (1 - under);
    case VANITY_BLEND_GAIN:
      return under * (1 + opacity * (CLAMP (pigment / MAX (under, 1e-3f), 0.2f, 1.0f) - 1));
    case VANITY_BLEND_STAIN:
      return under + opacity * (through - under);
    case VANITY_BLEND_COVER:
    default:
      return under + opacity * (through + (float)lay->body * (pigment - through) - under);
    }
}

VanityLab
vanity_layer_get_flat (const VanityLayer *layer, const char *zone, const VanityFlatGround *ground)
{
  const Lay *kind = find_lay (layer);
  VanityLab own = kind && kind->on_lips ? ground->lips : ground->skin;
  VanityRgb under, pigment;
  float highest, opacity;
  Lay lay;

  if (!kind || !has_color (layer))
    return own;
  lay = *kind;
  under = vanity_lab_to_linear (own);
  under = (VanityRgb){ MAX (under.r, 0.0f), MAX (under.g, 0.0f), MAX (under.b, 0.0f) };
  pigment = get_pigment (layer, zone ? zone : "lid", &lay, ground);
  weigh_coverage (layer, &lay);
  /* The same powder stands out more on deep skin: makeup/highlight.c. */
  if (lay.blend == VANITY_BLEND_GLOW)
    lay.opacity *= CLAMP (0.30 + 0.9 * (double)under.g, 0.3, 0.62);
  opacity = (float)CLAMP (lay.opacity * vanity_layer_get_number (layer, "opacity"), 0, 1);
  highest = MAX (MAX (pigment.r, pigment.g), pigment.b);
  return vanity_lab_from_linear (
      (VanityRgb){ lay_channel (&lay, under.r, pigment.r, highest, opacity),
                   lay_channel (&lay, under.g, pigment.g, highest, opacity),
                   lay_channel (&lay, under.b, pigment.b, highest, opacity) });
}
