#include "recommend/layer-match.h"

#include "recommend/color-word.h"
#include "recommend/match.h"
#include "recommend/reason.h"
#include "recommend/try-on-private.h"

#include <math.h>
#include <string.h>

/* A colour of a face that is seen less surely is not used. */
#define SURE 0.3f
/* The weight of the reason that is told before all others. */
#define FIRST 2
/* Zones with less of it are nothing one would buy a powder for. */
#define LEAST_AMOUNT 0.15
/* What finishes are worth: the whole difference between the likest and the unlikest. */
#define FINISH_WEIGHT 0.2
/* A layer worn lightly is near anything: what the pigments are like when worn fully counts as well,
 * with this as its measure of close. */
#define CLOSE_PIGMENT 7.0
/* And swatches themselves, a little: a pale powder is no contour, however deep the skin it is drawn
 * on makes it look. */
#define CLOSE_SWATCH 15.0
/* Brow pencils come in few shades, and one a step away is what artists choose anyway. */
#define CLOSE_HAIR 6.0

static const VanityParam *
find_param (const VanityLayer *layer, const char *id)
{
  for (int i = 0; i < layer->kind->n_params; i++)
    if (strcmp (layer->kind->params[i].id, id) == 0)
      return &layer->kind->params[i];
  return NULL;
}

void
vanity_flat_ground_of (const VanityPerson *person, const VanitySkinEstimate *skin,
                       VanityFlatGround *ground)
{
  vanity_flat_ground_init (ground);
  if (person && person->skin_known && person->skin.known)
    ground->skin = person->skin.lab;
  else if (skin->source != VANITY_SKIN_FROM_NOTHING)
    ground->skin = skin->lab;
  ground->lips = vanity_flat_guess_lips (ground->skin);
  if (person && person->colors_known && person->colors.lips.known
      && person->colors.lips.sure >= SURE)
    ground->lips = person->colors.lips.lab;
}

static void
choose (VanityLayer *layer, const char *param, VanityRgb color)
{
  const VanityParam *swatch = find_param (layer, "color");

  if (vanity_layer_set_choice (layer, param, "chosen", NULL))
    layer->values[swatch - layer->kind->params].color = vanity_rgb_pack (color);
}

/* The pencil for brows or hair of this colour. No pencil is as deep as black hair in a photo, nor
 * as blue as its shine. */
static VanityLab
get_pencil (VanityLab hair)
{
  return (VanityLab){ MAX (hair.L, 16) + (hair.L < 30 ? 4 : 0), CLAMP (hair.a, 1, 12),
                      CLAMP (hair.b, 2, 20) };
}

/* What takes the person's own colour is given it. FALSE where that is not known. */
static gboolean
spell_out (VanityLayerTarget *target, const VanityPerson *person)
{
  VanityLayer *layer = target->wanted;
  const char *kind = layer->kind->id;

  if (strcmp (kind, "contour") == 0
      && strcmp (vanity_layer_get_choice (layer, "tone"), "auto") == 0)
    {
      VanityRgb skin = vanity_lab_to_linear (target->ground.skin);

      /* The shadow that makeup/contour.c draws. */
      choose (layer, "tone", (VanityRgb){ 0.50f * skin.r, 0.44f * skin.g, 0.42f * skin.b });
      target->by_shadow = TRUE;
    }
  else if (strcmp (kind, "brows") == 0
           && strcmp (vanity_layer_get_choice (layer, "tone"), "own") == 0)
    {
      const VanityFaceColors *colors;
      const VanityFeatureColor *hair;

      if (!person || !person->colors_known)
        return FALSE;
      colors = &person->colors;
      hair = colors->brows.known && colors->brows.sure >= SURE ? &colors->brows : &colors->hair;
      if (!hair->known || hair->sure < SURE)
        return FALSE;
      choose (layer, "tone", vanity_lab_to_linear (get_pencil (hair->lab)));
      target->by_hair = TRUE;
    }
  else if (strcmp (kind, "foundation") == 0)
    return strcmp (vanity_layer_get_choice (layer, "shade"), "chosen") == 0;
  return strcmp (kind, "concealer") != 0;
}

/* How much there is of a zone: an eyeshadow's own, else all. */
static double
get_amount (const VanityLayer *layer, const char *zone)
{
  g_autofree char *amount = zone ? g_strconcat (zone, "-amount", NULL) : NULL;

  return amount ? vanity_layer_get_number (layer, amount) : 1;
}

/* The layer as if it were worn with another strength; that of a zone, too, where it is the full
 * one. */
static VanityLab
get_flat_at (const VanityLayerTarget *target, const VanityLayer *layer, const char *zone,
             double opacity)
{
  VanityLayer other = *layer;
  g_autofree char *amount = zone ? g_strconcat (zone, "-amount", NULL) : NULL;

  other.values[0].number = opacity;
  if (amount && opacity > 0)
    vanity_layer_set_number (&other, amount, 1, NULL);
  return vanity_layer_get_flat (&other, zone, &target->ground);
}

static void
add_zone (VanityLayerTarget *target, const char *id)
{
  VanityLayerZone *zone = &target->zones[target->n_zones];
  g_autofree char *color = id ? g_strconcat (id, "-color", NULL) : g_strdup ("color");
  double amount = get_amount (target->wanted, id);
  int at = target->n_zones;

  if (amount < LEAST_AMOUNT || !find_param (target->wanted, color))
    return;
  zone->id = id;
  zone->amount = amount;
  zone->swatch = vanity_lab_from_linear (vanity_layer_get_color (target->wanted, color));
  zone->worn = target->by_hair ? zone->swatch
                               : vanity_layer_get_flat (target->wanted, id, &target->ground);
  zone->bare = get_flat_at (target, target->wanted, id, 0);
  zone->full = target->by_hair ? zone->swatch : get_flat_at (target, target->wanted, id, 1);
  for (target->n_zones++; at > 0 && target->zones[at - 1].amount < amount; at--)
    {
      VanityLayerZone other = target->zones[at];

      target->zones[at] = target->zones[at - 1];
      target->zones[at - 1] = other;
    }
}

static VanityFinish
get_finish (const VanityLayer *layer)
{
  VanityFinish finish = VANITY_FINISH_UNKNOWN;
  const char *choice
      = find_param (layer, "finish") ? vanity_layer_get_choice (layer, "finish") : NULL;

  if (g_strcmp0 (choice, "natural") == 0)
    return VANITY_FINISH_SATIN;
  if (choice && !vanity_finish_find (choice, &finish))
    return VANITY_FINISH_UNKNOWN;
  return finish;
}

void
vanity_layer_target_init (VanityLayerTarget *target, const VanityLayer *layer,
                          const VanityPerson *person, const VanitySkinEstimate *skin)
{
  static const char *const zones[VANITY_MAX_ZONES] = { "lid", "crease", "outer", "inner", "lower" };

  memset (target, 0, sizeof *target);
  target->wanted = vanity_layer_copy (layer);
  vanity_flat_ground_of (person, skin, &target->ground);
  target->on_person = skin->source != VANITY_SKIN_FROM_NOTHING;
  target->finish = get_finish (layer);
  target->known = spell_out (target, person);
  if (!target->known)
    return;
  if (find_param (layer, "lid-color"))
    for (int z = 0; z < VANITY_MAX_ZONES; z++)
      add_zone (target, zones[z]);
  else
    add_zone (target, NULL);
  target->known = target->n_zones > 0;
}

void
vanity_layer_target_clear (VanityLayerTarget *target)
{
  g_clear_pointer (&target->wanted, vanity_layer_free);
}

/* What shapes the socket is drawn matte, whatever shines on the lid. */
static VanityFinish
get_zone_finish (const VanityLayerTarget *target, int zone)
{
  const char *id = zone >= 0 ? target->zones[zone].id : NULL;

  if (id && strcmp (id, "lid") != 0 && strcmp (id, "inner") != 0)
    return VANITY_FINISH_MATTE;
  return target->finish;
}

static void
compare_zone (const VanityLayerTarget *target, int zone, const VanityLayer *worn,
              const VanityShade *shade, double share, VanityLayerMatch *match)
{
  const VanityLayerZone *wanted = &target->zones[zone];
  g_autofree char *color = wanted->id ? g_strconcat (wanted->id, "-color", NULL) : NULL;
  VanityLab swatch
      = vanity_lab_from_linear (vanity_layer_get_color (worn, color ? color : "color"));
  VanityLab offered
      = target->by_hair ? shade->lab : vanity_layer_get_flat (worn, wanted->id, &target->ground);
  VanityLab full = target->by_hair ? shade->lab : get_flat_at (target, worn, wanted->id, 1);

  match->delta_e += share * vanity_lab_delta_e2000 (wanted->worn, offered);
  match->pigment += share * vanity_lab_delta_e2000 (wanted->full, full);
  match->swatch += share * vanity_lab_delta_e2000 (wanted->swatch, swatch);
  match->lightness += share * (double)(offered.L - wanted->worn.L);
  match->bare += share * vanity_lab_delta_e2000 (wanted->bare, offered);
}

void
vanity_layer_match (const VanityLayerTarget *target, int zone, const VanityShade *shade,
                    VanityLayerMatch *match)
{
  VanityLayer worn = *target->wanted;
  double total = 0, close = target->by_hair ? CLOSE_HAIR : VANITY_CLOSE_COLOR;
  double covers = vanity_shade_guess_coverage (shade);

  memset (match, 0, sizeof *match);
  vanity_layer_wear (&worn, shade, zone >= 0 ? target->zones[zone].id : NULL);
  for (int z = 0; z < target->n_zones; z++)
    total += target->zones[z].amount;
  if (zone >= 0)
    compare_zone (target, zone, &worn, shade, 1, match);
  else
    for (int z = 0; z < target->n_zones; z++)
      compare_zone (target, z, &worn, shade, target->zones[z].amount / total, match);
  match->closeness
      = sqrt (vanity_match_closeness (match->delta_e, close)
              * vanity_match_closeness (match->pigment, target->by_hair ? close : CLOSE_PIGMENT));
  if (!target->by_hair)
    match->closeness *= vanity_match_closeness (match->swatch, CLOSE_SWATCH);
  match->finish
      = vanity_finish_compare (get_zone_finish (target, zone), vanity_shade_guess_finish (shade));
  match->sheer = covers >= 0 && find_param (target->wanted, "coverage")
                 && covers < vanity_layer_get_number (target->wanted, "coverage") - 0.25;
  match->feature = match->closeness * (1 - FINISH_WEIGHT + FINISH_WEIGHT * match->finish);
  match->match
      = match->closeness * (1 - FINISH_WEIGHT + FINISH_WEIGHT * MIN (1, 0.5 + match->finish));
}

static void
add (GPtrArray *reasons, VanityReasonKind kind, double value, int other, const char *name,
     double weight)
{
  g_ptr_array_add (reasons, vanity_reason_new (kind, value, other, name, weight));
}

static void
explain_finish (const VanityLayerTarget *target, int zone, const VanityShade *shade,
                const VanityLayerMatch *match, GPtrArray *reasons)
{
  VanityFinish wanted = get_zone_finish (target, zone), own = vanity_shade_guess_finish (shade);
  VanityReason *reason;

  if (wanted == VANITY_FINISH_UNKNOWN || own == VANITY_FINISH_UNKNOWN)
    return;
  if (wanted == own)
    reason = vanity_reason_new (VANITY_REASON_FINISH, match->finish, 0, NULL, 0.5);
  else if (match->finish < 0.7)
    reason = vanity_reason_new (VANITY_REASON_FINISH_ODD, match->finish, (int)wanted, NULL, -0.3);
  else
    return;
  reason->finish = (int)own;
  g_ptr_array_add (reasons, reason);
}

/* Whether one sees it on this skin, where that is in question. */
static void
explain_strength (const VanityLayerTarget *target, int zone, const VanityLayerMatch *match,
                  GPtrArray *reasons)
{
  static const char *const in_question[] = { "blush", "contour", "highlight", "eyeshadow" };
  const VanityLayerZone *wanted = &target->zones[MAX (zone, 0)];
  double looks = vanity_lab_delta_e2000 (wanted->bare, wanted->worn);

  for (gsize i = 0; target->on_person && i < G_N_ELEMENTS (in_question); i++)
    if (strcmp (in_question[i], target->wanted->kind->id) == 0)
      {
        if (match->bare < 0.6 * looks && match->bare < 2.5)
          add (reasons, VANITY_REASON_FAINT, match->bare, 0, NULL, -0.4);
        else if (match->bare >= 2.5)
          add (reasons, VANITY_REASON_SHOWS, match->bare, 0, NULL, 0.05);
      }
}

void
vanity_layer_explain (const VanityLayerTarget *target, int zone, const VanityShade *shade,
                      const VanityLayerMatch *match, GPtrArray *reasons)
{
  const char *word = vanity_color_get_word (target->zones[MAX (zone, 0)].swatch);

  if (target->by_hair)
    add (reasons, VANITY_REASON_HAIR, match->delta_e, 0, NULL, FIRST);
  else if (target->by_shadow)
    add (reasons, VANITY_REASON_SHADOW, match->delta_e, 0, NULL, FIRST);
  else if (zone < 0)
    add (reasons, VANITY_REASON_PALETTE, match->delta_e, shade->n_palette, NULL, FIRST);
  else
    add (reasons,
         match->delta_e <= VANITY_CLOSE_COLOR ? VANITY_REASON_LAYER : VANITY_REASON_LAYER_APART,
         match->delta_e, 0, word, FIRST);
  explain_finish (target, zone, shade, match, reasons);
  if (match->lightness > 1.5)
    add (reasons, VANITY_REASON_LAYER_LIGHTER, match->lightness, target->by_hair, NULL, 0.2);
  else if (match->lightness < -1.5)
    add (reasons, VANITY_REASON_LAYER_DEEPER, -match->lightness, target->by_hair, NULL, 0.2);
  else
    add (reasons, VANITY_REASON_LAYER_AS_DEEP, match->lightness, target->by_hair, NULL, 0.06);
  if (match->sheer)
    add (reasons, VANITY_REASON_SHEER, 0, 0, NULL, 0.3);
  explain_strength (target, zone, match, reasons);
}
