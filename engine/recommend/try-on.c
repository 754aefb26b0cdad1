#include "recommend/try-on.h"

#include "base/error.h"
#include "recommend/try-on-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const VanityParam *
find_param (const VanityLayer *layer, const char *id)
{
  for (int i = 0; i < layer->kind->n_params; i++)
    if (strcmp (layer->kind->params[i].id, id) == 0)
      return &layer->kind->params[i];
  return NULL;
}

static void
set_color (VanityLayer *layer, const char *id, guint32 rgb)
{
  const VanityParam *param = find_param (layer, id);

  if (param)
    layer->values[param - layer->kind->params].color = rgb;
}

/* What a layer calls a finish, the likest first. */
static const char *const words[VANITY_N_FINISHES][4] = {
  [VANITY_FINISH_MATTE] = { "matte" },
  [VANITY_FINISH_SATIN] = { "satin", "natural" },
  [VANITY_FINISH_VELVET] = { "matte", "satin" },
  [VANITY_FINISH_GLOSS] = { "gloss", "dewy", "satin" },
  [VANITY_FINISH_DEWY] = { "dewy", "gloss", "satin" },
  [VANITY_FINISH_SHEER] = { "satin", "natural" },
  [VANITY_FINISH_SHIMMER] = { "shimmer", "metallic", "dewy" },
  [VANITY_FINISH_METALLIC] = { "metallic", "shimmer", "dewy" },
  [VANITY_FINISH_GLITTER] = { "metallic", "shimmer", "dewy" },
};

VanityFinish
vanity_shade_guess_finish (const VanityShade *shade)
{
  if (shade->finish != VANITY_FINISH_UNKNOWN)
    return shade->finish;
  return shade->category == VANITY_CATEGORY_LIP_GLOSS ? VANITY_FINISH_GLOSS : VANITY_FINISH_UNKNOWN;
}

static void
set_finish (VanityLayer *layer, const VanityShade *shade)
{
  const VanityParam *param = find_param (layer, "finish");
  VanityFinish finish = vanity_shade_guess_finish (shade);

  for (int w = 0; param && w < 4 && words[finish][w]; w++)
    for (int c = 0; param->choices[c]; c++)
      if (strcmp (param->choices[c], words[finish][w]) == 0)
        {
          layer->values[param - layer->kind->params].choice = c;
          return;
        }
}

double
vanity_shade_guess_coverage (const VanityShade *shade)
{
  static const double shares[VANITY_N_COVERAGES] = {
    [VANITY_COVERAGE_SHEER] = 0.3,
    [VANITY_COVERAGE_LIGHT] = 0.45,
    [VANITY_COVERAGE_MEDIUM] = 0.7,
    [VANITY_COVERAGE_FULL] = 0.95,
  };

  if (shade->coverage != VANITY_COVERAGE_UNKNOWN)
    return shares[shade->coverage];
  if (shade->finish == VANITY_FINISH_SHEER)
    return shares[VANITY_COVERAGE_SHEER];
  if (shade->category == VANITY_CATEGORY_LIP_GLOSS || shade->category == VANITY_CATEGORY_LIP_STAIN
      || shade->category == VANITY_CATEGORY_POWDER)
    return shares[VANITY_COVERAGE_LIGHT];
  return -1;
}

static void
set_coverage (VanityLayer *layer, const VanityShade *shade)
{
  const VanityParam *param = find_param (layer, "coverage");
  double coverage = vanity_shade_guess_coverage (shade);

  if (param && coverage >= 0)
    layer->values[param - layer->kind->params].number
        = CLAMP (coverage, param->minimum, param->maximum);
}

static int
compare_lightness (gconstpointer one, gconstpointer other)
{
  guint32 a = *(const guint32 *)one, b = *(const guint32 *)other;
  guint32 light_a = 2 * (a >> 16 & 0xff) + 5 * (a >> 8 & 0xff) + (a & 0xff);
  guint32 light_b = 2 * (b >> 16 & 0xff) + 5 * (b >> 8 & 0xff) + (b & 0xff);

  return light_a < light_b ? 1 : light_a > light_b ? -1 : 0;
}

/* The lightest to the inner corner and the lid, the deepest to the outer corner. */
static void
set_palette (VanityLayer *layer, const VanityShade *shade)
{
  g_autofree guint32 *colors = g_memdup2 (shade->palette, (gsize)shade->n_palette * sizeof *colors);
  int last = shade->n_palette - 1;

  qsort (colors, (size_t)shade->n_palette, sizeof *colors, compare_lightness);
  if (last >= 3)
    set_color (layer, "inner-color", colors[0]);
  set_color (layer, "lid-color", colors[last >= 3 ? (last + 1) / 3 : 0]);
  set_color (layer, "crease-color", colors[last >= 3 ? (2 * last + 1) / 3 : (last + 1) / 2]);
  set_color (layer, "outer-color", colors[last]);
  set_color (layer, "lower-color", colors[last >= 3 ? (2 * last + 1) / 3 : (last + 1) / 2]);
}

/* What takes the person's own colour else. */
static void
choose_color (VanityLayer *layer)
{
  g_autoptr (GError) error = NULL;

  if (find_param (layer, "tone"))
    vanity_layer_set_choice (layer, "tone", "chosen", &error);
  else if (find_param (layer, "shade"))
    vanity_layer_set_choice (layer, "shade", "chosen", &error);
}

static void
wear_values (VanityLayer *layer, const VanityShade *shade, const char *zone)
{
  gboolean eyes = find_param (layer, "lid-color") != NULL;

  /* What shapes the socket is drawn matte, and the finish is the lid's. */
  if (!eyes || !zone || strcmp (zone, "lid") == 0 || strcmp (zone, "inner") == 0)
    set_finish (layer, shade);
  set_coverage (layer, shade);
  if (!shade->has_color)
    return;
  choose_color (layer);
  if (eyes && shade->n_palette > 1 && !zone)
    set_palette (layer, shade);
  else if (eyes)
    {
      g_autofree char *id = g_strconcat (zone ? zone : "lid", "-color", NULL);

      set_color (layer, id, shade->rgb);
    }
  else
    set_color (layer, "color", shade->rgb);
}

void
vanity_layer_wear (VanityLayer *layer, const VanityShade *shade, const char *zone)
{
  VanityLayer before = *layer;

  layer->muted = FALSE;
  vanity_layer_set_product (layer, shade->uid, NULL);
  wear_values (layer, shade, zone);
  /* One product is worn on both sides, however unlike they are else. */
  for (int i = 0; layer->uneven && i < layer->kind->n_params; i++)
    if (!vanity_param_equal (&layer->kind->params[i], before.values[i], layer->values[i]))
      layer->left[i] = layer->values[i];
}

/* The look's layer of this kind, or a new one where it belongs. */
static VanityLayer *
take_layer (VanityLook *look, const VanityLayerKind *kind)
{
  int n_kinds, place = 0;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);
  VanityLayer *layer;
  guint at = 0;

  for (guint i = 0; i < look->layers->len; i++)
    {
      layer = look->layers->pdata[i];
      if (layer->kind == kind)
        return layer;
    }
  while (kinds[place] != kind)
    place++;
  for (guint i = 0; i < look->layers->len; i++)
    for (int k = 0; k < place; k++)
      if (((VanityLayer *)look->layers->pdata[i])->kind == kinds[k])
        at = i + 1;
  layer = vanity_layer_new (kind);
  g_ptr_array_insert (look->layers, (int)at, layer);
  return layer;
}

VanityLook *
vanity_try_on_zone (const VanityLook *worn, const VanityShade *shade, const char *zone,
                    GError **error)
{
  const char *id = vanity_category_get_layer (shade->category);
  const VanityLayerKind *kind = id ? vanity_layer_kind_find (id) : NULL;
  g_autofree char *title = vanity_shade_dup_title (shade);
  g_autoptr (VanityLook) look = NULL;
  gboolean has_colors, needs_color;

  if (!kind)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   _ ("%s cannot be tried on: it is not worn on the face"), title);
      return NULL;
    }
  /* Lashes are black where nothing is said; a concealer's layer takes the skin's own colour. */
  needs_color = strcmp (id, "lashes") != 0 && strcmp (id, "concealer") != 0;
  if (needs_color && !shade->has_color)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("%s cannot be tried on: its colour is not known"), title);
      return NULL;
    }
  has_colors = strcmp (id, "eyeshadow") == 0;
  look = vanity_look_copy (worn);
  vanity_layer_wear (take_layer (look, kind), shade, has_colors ? zone : NULL);
  return g_steal_pointer (&look);
}

VanityLook *
vanity_try_on (const VanityLook *worn, const VanityShade *shade, GError **error)
{
  return vanity_try_on_zone (worn, shade, NULL, error);
}
