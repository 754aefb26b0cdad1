/* The look that explains a change, where the look behind the change is known. */
#include "transfer/recipe.h"

#include "base/parallel.h"
#include "folder.h"
#include "painted.h"
#include "portrait.h"

#include <math.h>
#include <string.h>

enum
{
  SIZE = 128,
  TEXELS = SIZE * SIZE
};

#define LIPS "\"kind\": \"lipstick\", \"color\": \"#a0243c\", \"opacity\": 0.9, \"coverage\": 0.9"
#define EVENING                                                                                    \
  "\"kind\": \"eyeshadow\", \"lid-color\": \"#6a4a8c\", \"lid-amount\": 0.8, "                     \
  "\"crease-color\": \"#4a3040\", \"crease-amount\": 0.7, \"outer-amount\": 0 }, "                 \
  "{ \"kind\": \"eyeliner\", \"thickness\": 1.8, \"wing-length\": 6, \"wing-angle\": 6 }, "        \
  "{ \"kind\": \"brows\", \"fill\": 0.7, \"tone\": \"chosen\", \"color\": \"#30201a\" }, "         \
  "{ \"kind\": \"blush\", \"color\": \"#c04a60\", \"placement\": \"draped\", \"opacity\": 0.7 }, " \
  "{ " LIPS

typedef struct
{
  VanityTexture *texture;
  VanityChange *change;
} Fixture;

static void
fixture_clear (Fixture *fixture)
{
  g_clear_pointer (&fixture->texture, vanity_texture_free);
  g_clear_pointer (&fixture->change, vanity_change_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* A face of that skin, and what changes it as the look's layers do; NULL: nothing. FALSE where the
 * canonical mesh is not installed. */
static gboolean
fixture_init (Fixture *fixture, guint32 skin, const char *layers)
{
  Portrait portrait = PORTRAIT_INIT;
  g_autoptr (GError) error = NULL;
  VanityFace face;

  portrait.skin = skin;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  if (image == NULL)
    return FALSE;
  fixture->texture = vanity_texture_new (image, &face, SIZE, VANITY_GLASSES_NONE, &error);
  g_assert_no_error (error);
  if (layers == NULL)
    fixture->change = vanity_change_new (SIZE);
  else
    {
      g_autoptr (VanityLook) look = portrait_look (layers);

      fixture->change = painted_change_new (image, &face, SIZE, look, &error);
      g_assert_no_error (error);
    }
  return TRUE;
}

static VanityRecipe *
find (const Fixture *fixture, const double *strength)
{
  g_autoptr (GError) error = NULL;
  VanityRecipe *recipe
      = vanity_recipe_new (fixture->texture, fixture->change, strength, NULL, &error);

  g_assert_no_error (error);
  return recipe;
}

static const VanityLayer *
find_layer (const VanityRecipe *recipe, const char *kind)
{
  for (guint i = 0; i < recipe->look->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (recipe->look->layers, i);

      if (strcmp (layer->kind->id, kind) == 0)
        return layer;
    }
  return NULL;
}

static const VanityRecipeEntry *
find_entry (const VanityRecipe *recipe, const char *kind, const char *zone)
{
  for (guint i = 0; i < recipe->entries->len; i++)
    {
      const VanityRecipeEntry *entry = &g_array_index (recipe->entries, VanityRecipeEntry, i);

      if (strcmp (entry->kind->id, kind) == 0 && g_strcmp0 (entry->zone, zone) == 0)
        return entry;
    }
  return NULL;
}

static gboolean
is_same (const VanityLook *one, const VanityLook *other)
{
  if (one->layers->len != other->layers->len)
    return FALSE;
  for (guint i = 0; i < one->layers->len; i++)
    if (memcmp (one->layers->pdata[i], other->layers->pdata[i], sizeof (VanityLayer)) != 0)
      return FALSE;
  return TRUE;
}

static void
assert_in_range (const VanityLook *look)
{
  for (guint i = 0; i < look->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (look->layers, i);

      for (int p = 0; p < layer->kind->n_params; p++)
        if (layer->kind->params[p].type == VANITY_PARAM_NUMBER)
          {
            g_assert_cmpfloat (layer->values[p].number, >=, layer->kind->params[p].minimum);
            g_assert_cmpfloat (layer->values[p].number, <=, layer->kind->params[p].maximum);
          }
    }
}

/* Where nothing was changed nothing is worn. */
static void
test_bare (void)
{
  g_auto (Fixture) fixture = { 0 };

  if (!fixture_init (&fixture, 0xc8967a, NULL))
    return;
  g_autoptr (VanityRecipe) recipe = find (&fixture, NULL);
  g_assert_cmpuint (recipe->look->layers->len, ==, 0);
  g_assert_cmpuint (recipe->entries->len, ==, 0);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    g_assert_cmpfloat (recipe->difference[k], ==, 0);
}

/* A lipstick is found again, on light and on deep skin, and nothing else is. */
static void
test_lipstick (void)
{
  static const guint32 skins[] = { 0xe8c0a8, 0x6b4530 };

  for (guint i = 0; i < G_N_ELEMENTS (skins); i++)
    {
      g_auto (Fixture) fixture = { 0 };
      const VanityRecipeEntry *stick;
      VanityLab wanted = vanity_lab_from_linear (
          (VanityRgb){ vanity_srgb_to_linear (0xa0 / 255.0f), vanity_srgb_to_linear (0x24 / 255.0f),
                       vanity_srgb_to_linear (0x3c / 255.0f) });

      if (!fixture_init (&fixture, skins[i], LIPS))
        return;
      g_autoptr (VanityRecipe) recipe = find (&fixture, NULL);
      stick = find_entry (recipe, "lipstick", NULL);
      g_assert_nonnull (stick);
      g_assert_null (find_layer (recipe, "eyeshadow"));
      g_assert_null (find_layer (recipe, "eyeliner"));
      g_assert_null (find_layer (recipe, "blush"));
      g_test_message ("shade #%06x, ΔE %.1f, coverage %.2f; left %.2f", stick->shade,
                      vanity_lab_delta_e2000 (stick->shade_lab, wanted), stick->coverage,
                      recipe->difference[VANITY_TINT_LIPS]);
      g_assert_cmpfloat (vanity_lab_delta_e2000 (stick->shade_lab, wanted), <, 6);
      g_assert_cmpfloat (stick->coverage, >, 0.7);
      g_assert_cmpstr (stick->placement, ==, "full");
      g_assert_cmpfloat_with_epsilon (stick->relative.a, stick->lab.a - fixture.texture->skin.a,
                                      1e-3f);
      /* Redder than the skin around, and what the layer itself says. */
      g_assert_cmpfloat (stick->relative.a, >, 8);
      g_assert_cmpfloat (recipe->difference[VANITY_TINT_LIPS], <, 1.5);
      g_assert_cmpfloat (recipe->difference[VANITY_TINT_CHEEKS], <, 0.2);
    }
}

/* Layers stand in the order in which they lie on the skin, and are those that entries name. */
static void
assert_in_order (const VanityRecipe *recipe)
{
  int n_kinds, at = 0;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);

  for (guint i = 0; i < recipe->look->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (recipe->look->layers, i);

      while (at < n_kinds && kinds[at] != layer->kind)
        at++;
      g_assert_cmpint (at, <, n_kinds);
    }
  g_assert_cmpuint (recipe->entries->len, >=, recipe->look->layers->len);
  for (guint i = 0; i < recipe->entries->len; i++)
    {
      const VanityRecipeEntry *entry = &g_array_index (recipe->entries, VanityRecipeEntry, i);
      const VanityLayer *layer = g_ptr_array_index (recipe->look->layers, entry->layer);

      g_assert_true (layer->kind == entry->kind);
      g_assert_cmpfloat (entry->coverage, >, 0);
      g_assert_cmpfloat (entry->coverage, <=, 1);
    }
}

/* All of it is told. */
static void
assert_told (const VanityRecipe *recipe)
{
  g_autoptr (JsonNode) node = vanity_recipe_to_json (recipe);
  JsonObject *object = json_node_get_object (node);
  JsonArray *layers = json_object_get_array_member (object, "layers");
  JsonObject *last = json_array_get_object_element (layers, recipe->entries->len - 1);

  g_assert_cmpuint (json_array_get_length (layers), ==, recipe->entries->len);
  g_assert_cmpstr (json_object_get_string_member (last, "kind"), ==, "lipstick");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (last, "lab")), ==, 3);
  g_assert_cmpint (json_object_get_string_member (last, "shade")[0], ==, '#');
  g_assert_false (json_object_has_member (last, "zone"));
  g_assert_cmpfloat_with_epsilon (
      json_object_get_double_member (json_object_get_object_member (object, "difference"), "lips"),
      recipe->difference[VANITY_TINT_LIPS], 1e-3);
}

/* All parts at once: colours come near, placements are the ones that were painted. */
static void
test_evening (void)
{
  g_auto (Fixture) fixture = { 0 };
  const VanityRecipeEntry *lid;

  if (!fixture_init (&fixture, 0xc8967a, EVENING))
    return;
  g_autoptr (VanityRecipe) recipe = find (&fixture, NULL);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    {
      g_test_message ("%s: left %.2f", vanity_tint_get_id (k), recipe->difference[k]);
      g_assert_cmpfloat (recipe->difference[k], <, 2);
    }
  g_assert_nonnull (find_layer (recipe, "brows"));
  g_assert_cmpstr (find_entry (recipe, "blush", NULL)->placement, ==, "draped");
  g_assert_cmpstr (find_entry (recipe, "eyeliner", NULL)->placement, ==, "wing");
  lid = find_entry (recipe, "eyeshadow", "lid");
  g_assert_nonnull (lid);
  /* Violet: bluer than it is yellow. */
  g_assert_cmpfloat (lid->shade_lab.b, <, -8);
  g_assert_cmpfloat (lid->coverage, >, 0.2);
  assert_in_range (recipe->look);
  assert_in_order (recipe);
  assert_told (recipe);
}

typedef struct
{
  const Fixture *fixture;
  VanityRecipe *recipe;
} Alone;

static void
find_alone (gpointer data, int index, int worker)
{
  Alone *alone = data;

  alone->recipe = find (alone->fixture, NULL);
}

/* One look for one change, on one thread as on all of them; and it is read back as it was saved. */
static void
test_repeat (void)
{
  g_auto (Fixture) fixture = { 0 };
  Alone alone = { &fixture, NULL };
  char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "recipe.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  if (fixture_init (&fixture, 0xe8c0a8, EVENING))
    {
      g_autoptr (VanityRecipe) recipe = find (&fixture, NULL);
      g_autoptr (VanityLook) again = NULL;
      g_autofree float *one = g_new (float, 3 * TEXELS);
      g_autofree float *other = g_new (float, 3 * TEXELS);

      vanity_pool_run (vanity_pool_get_default (), find_alone, &alone, 1);
      g_assert_true (is_same (recipe->look, alone.recipe->look));
      vanity_recipe_free (alone.recipe);
      vanity_look_save (recipe->look, file, &error);
      g_assert_no_error (error);
      again = vanity_look_load (file, &error);
      g_assert_no_error (error);
      g_assert_true (is_same (recipe->look, again));
      vanity_recipe_wear (fixture.texture, recipe->look, one, &error);
      vanity_recipe_wear (fixture.texture, again, other, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (one, 3 * TEXELS * sizeof (float), other, 3 * TEXELS * sizeof (float));
    }
  fixture_remove (folder);
}

/* Half as again, and lips alone: what is dosed is what is told. */
static void
test_strength (void)
{
  g_auto (Fixture) fixture = { 0 };
  double more[VANITY_N_CHANGES] = { 1.5, 1.5, 1.5, 1.5, 1.5 };
  double lips[VANITY_N_CHANGES] = { [VANITY_CHANGE_LIPS] = 1 };

  if (!fixture_init (&fixture, 0xd8a888, EVENING))
    return;
  g_autoptr (VanityRecipe) strong = find (&fixture, more);
  g_autoptr (VanityRecipe) alone = find (&fixture, lips);
  assert_in_range (strong->look);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    {
      g_test_message ("%s: left %.2f", vanity_tint_get_id (k), strong->difference[k]);
      g_assert_cmpfloat (strong->difference[k], <, 4);
    }
  g_assert_nonnull (find_layer (alone, "lipstick"));
  g_assert_null (find_layer (alone, "eyeshadow"));
  g_assert_null (find_layer (alone, "eyeliner"));
  g_assert_null (find_layer (alone, "blush"));
}

static void
test_cancel (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  if (!fixture_init (&fixture, 0xc8967a, LIPS))
    return;
  g_cancellable_cancel (cancellable);
  g_assert_null (vanity_recipe_new (fixture.texture, fixture.change, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Differences are those of CIEDE2000, region by region, and of nothing hidden. */
static void
test_compare (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree float *other = NULL;
  double difference[VANITY_N_TINTS];

  if (!fixture_init (&fixture, 0xc8967a, NULL))
    return;
  const float *lips = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), VANITY_ATLAS_LIPS);
  other = g_memdup2 (fixture.texture->rgb, 3 * TEXELS * sizeof (float));
  for (int i = 0; i < TEXELS; i++)
    if (lips[i] >= 0.5f)
      for (int k = 0; k < 3; k++)
        other[k * TEXELS + i] = 1;
  vanity_recipe_compare (fixture.texture, fixture.texture->rgb, other, difference);
  g_assert_cmpfloat (difference[VANITY_TINT_LIPS], >, 20);
  g_assert_cmpfloat (difference[VANITY_TINT_CHEEKS], ==, 0);
  memset (fixture.texture->visibility, 0, TEXELS * sizeof (float));
  vanity_recipe_compare (fixture.texture, fixture.texture->rgb, other, difference);
  g_assert_true (isnan (difference[VANITY_TINT_LIPS]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recipe/bare", test_bare);
  g_test_add_func ("/recipe/lipstick", test_lipstick);
  g_test_add_func ("/recipe/evening", test_evening);
  g_test_add_func ("/recipe/repeat", test_repeat);
  g_test_add_func ("/recipe/strength", test_strength);
  g_test_add_func ("/recipe/cancel", test_cancel);
  g_test_add_func ("/recipe/compare", test_compare);
  return g_test_run ();
}
