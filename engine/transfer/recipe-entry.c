/* What is told of each product of a recipe. */
#include "transfer/recipe.h"

#include "image/color.h"
#include "makeup/layer-kinds.h"
#include "transfer/recipe-part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A product is looked at where it lies at least half as thick as anywhere. */
#define THICK 0.5f
/* A wing is longer than this, mm; a lipstick fades by more than this. */
#define WING 1.5
#define FADES 0.25

static const char *const zones[] = { "lid", "crease", "outer", "inner", "lower" };

static int
compare_floats (gconstpointer one, gconstpointer other)
{
  float a = *(const float *)one, b = *(const float *)other;

  return a < b ? -1 : a > b;
}

/* The median of what is worn where `covered` is thick. */
static void
measure_colour (const VanityRecipeView *view, const float *covered, const float *worn,
                VanityRecipeEntry *entry)
{
  int n = view->texture->size * view->texture->size, count = 0;
  g_autofree float *values = g_new (float, 3 * (gsize)n);
  float thickest = 0, median[3];

  for (int i = 0; i < n; i++)
    thickest = MAX (thickest, covered[i]);
  entry->coverage = CLAMP ((double)thickest, 0, 1);
  for (int i = 0; i < n; i++)
    if (thickest > 0 && covered[i] >= THICK * thickest)
      {
        for (int k = 0; k < 3; k++)
          values[k * n + count] = worn[k * n + i];
        count++;
      }
  if (count == 0)
    return;
  for (int k = 0; k < 3; k++)
    {
      qsort (values + k * n, (gsize)count, sizeof *values, compare_floats);
      median[k] = values[k * n + count / 2];
    }
  entry->seen = vanity_rgb_pack ((VanityRgb){ median[0], median[1], median[2] });
  entry->lab = vanity_lab_from_linear ((VanityRgb){ median[0], median[1], median[2] });
  if (view->texture->skin_known)
    entry->relative
        = (VanityLab){ entry->lab.L - view->texture->skin.L, entry->lab.a - view->texture->skin.a,
                       entry->lab.b - view->texture->skin.b };
}

/* A product without a colour of its own, made for the wearer's brows or skin: what it is there. */
static gboolean
is_own (const VanityLayer *layer)
{
  for (int i = 0; i < layer->kind->n_params; i++)
    {
      const VanityParam *param = &layer->kind->params[i];

      if (param->type == VANITY_PARAM_CHOICE
          && (strcmp (param->id, "tone") == 0 || strcmp (param->id, "shade") == 0))
        return strcmp (param->choices[layer->values[i].choice], "chosen") != 0;
    }
  return FALSE;
}

static void
describe (const VanityLayer *layer, const char *color, VanityRecipeEntry *entry)
{
  const VanityLayerKind *kind = layer->kind;
  VanityRgb shade = vanity_layer_get_color (layer, color);

  entry->shade = vanity_rgb_pack (shade);
  entry->shade_lab = vanity_lab_from_linear (shade);
  for (int i = 0; i < kind->n_params; i++)
    if (strcmp (kind->params[i].id, "finish") == 0)
      entry->finish = kind->params[i].choices[layer->values[i].choice];
  if (kind == &vanity_blush_kind)
    entry->placement = vanity_layer_get_choice (layer, "placement");
  else if (kind == &vanity_lashes_kind)
    entry->placement = vanity_layer_get_choice (layer, "style");
  else if (kind == &vanity_eyeliner_kind)
    entry->placement = vanity_layer_get_number (layer, "wing-length") > WING ? "wing" : "line";
  else if (kind == &vanity_foundation_kind && strcmp (entry->finish, "natural") == 0)
    entry->finish = "satin";
  else if (kind == &vanity_foundation_kind && strcmp (entry->finish, "dewy") == 0)
    entry->finish = "gloss";
  else if (kind == &vanity_lipstick_kind)
    entry->placement = vanity_layer_get_number (layer, "gradient") > FADES ? "gradient" : "full";
}

/* One powder of an eyeshadow. */
static VanityLayer *
new_zone (const VanityLayer *shadow, guint which)
{
  VanityLayer *layer = vanity_layer_copy (shadow);

  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    {
      g_autofree char *id = g_strconcat (zones[z], "-amount", NULL);

      if (z != which)
        vanity_recipe_set (layer, id, 0);
    }
  return layer;
}

typedef struct
{
  const VanityRecipeView *view;
  VanitySearch *search;
  const float *worn;
  GArray *entries;
} Telling;

static void
tell_layer (const Telling *telling, const VanityLayer *layer, const char *color,
            VanityRecipeEntry *entry)
{
  g_autoptr (VanityLook) alone = vanity_look_new ("alone", "Alone");
  const float *covered;
  float swatch[3];

  g_ptr_array_add (alone->layers, vanity_layer_copy (layer));
  entry->kind = layer->kind;
  describe (layer, color, entry);
  covered = vanity_search_get_coverage (telling->search, alone);
  measure_colour (telling->view, covered, telling->worn, entry);
  if (is_own (layer) && vanity_search_get_swatch (telling->search, covered, swatch))
    {
      VanityRgb shade = { swatch[0], swatch[1], swatch[2] };

      entry->shade = vanity_rgb_pack (shade);
      entry->shade_lab = vanity_lab_from_linear (shade);
    }
  g_array_append_val (telling->entries, *entry);
}

static void
tell_shadow (const Telling *telling, const VanityLayer *layer, guint at)
{
  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    {
      g_autofree char *amount = g_strconcat (zones[z], "-amount", NULL);
      g_autofree char *color = g_strconcat (zones[z], "-color", NULL);
      g_autoptr (VanityLayer) zone = NULL;
      VanityRecipeEntry entry = { .zone = zones[z], .layer = at };

      if (vanity_layer_get_number (layer, amount) <= 0)
        continue;
      zone = new_zone (layer, z);
      /* Pearl and metal are on the lid alone. */
      if (g_strcmp0 (zones[z], "lid") != 0 && g_strcmp0 (zones[z], "inner") != 0)
        vanity_recipe_set_choice (zone, "finish", "matte");
      tell_layer (telling, zone, color, &entry);
    }
}

gboolean
vanity_recipe_tell (const VanityRecipeView *view, const VanityLook *look, GArray *entries,
                    GError **error)
{
  int n = view->texture->size * view->texture->size;
  g_autofree float *worn = g_new (float, 3 * (gsize)n);
  g_autoptr (VanitySearch) search = vanity_search_new (
      view->atlas, view->texture->rgb, view->texture->visibility, view->wanted, NULL, error);
  Telling telling = { view, search, worn, entries };

  if (search == NULL || !vanity_recipe_wear (view->texture, look, worn, error))
    return FALSE;
  for (guint i = 0; i < look->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (look->layers, i);
      VanityRecipeEntry entry = { .layer = i };

      if (layer->kind == &vanity_eyeshadow_kind)
        tell_shadow (&telling, layer, i);
      else
        tell_layer (&telling, layer, "color", &entry);
    }
  return TRUE;
}

static void
add_number (JsonBuilder *json, double value)
{
  json_builder_add_double_value (json, round (value * 1000) / 1000);
}

static void
add_lab (JsonBuilder *json, const char *name, VanityLab lab)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  add_number (json, (double)lab.L);
  add_number (json, (double)lab.a);
  add_number (json, (double)lab.b);
  json_builder_end_array (json);
}

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

static void
add_hex (JsonBuilder *json, const char *name, guint32 color)
{
  char hex[8];

  g_snprintf (hex, sizeof hex, "#%06x", color & 0xffffff);
  add_text (json, name, hex);
}

static void
add_entry (JsonBuilder *json, const VanityRecipeEntry *entry)
{
  json_builder_begin_object (json);
  add_text (json, "kind", entry->kind->id);
  add_text (json, "zone", entry->zone);
  add_hex (json, "color", entry->seen);
  add_lab (json, "lab", entry->lab);
  add_lab (json, "relative", entry->relative);
  add_hex (json, "shade", entry->shade);
  add_lab (json, "shadeLab", entry->shade_lab);
  json_builder_set_member_name (json, "coverage");
  add_number (json, entry->coverage);
  add_text (json, "finish", entry->finish);
  add_text (json, "placement", entry->placement);
  json_builder_end_object (json);
}

JsonNode *
vanity_recipe_to_json (const VanityRecipe *recipe)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "layers");
  json_builder_begin_array (json);
  for (guint i = 0; i < recipe->entries->len; i++)
    add_entry (json, &g_array_index (recipe->entries, VanityRecipeEntry, i));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "difference");
  json_builder_begin_object (json);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    if (!isnan (recipe->difference[k]))
      {
        json_builder_set_member_name (json, vanity_tint_get_id (k));
        add_number (json, recipe->difference[k]);
      }
  json_builder_end_object (json);
  json_builder_end_object (json);
  return json_builder_get_root (json);
}
