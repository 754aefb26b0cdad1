/* Looks that wear a product. */
#include "recommend/try-on.h"

#include "base/error.h"
#include "made-shade.h"

#include <string.h>

static const VanityLayer *
find_layer (const VanityLook *look, const char *kind)
{
  for (guint i = 0; i < look->layers->len; i++)
    {
      const VanityLayer *layer = look->layers->pdata[i];

      if (strcmp (layer->kind->id, kind) == 0)
        return layer;
    }
  return NULL;
}

static guint32
get_color (const VanityLayer *layer, const char *id)
{
  for (int i = 0; i < layer->kind->n_params; i++)
    if (strcmp (layer->kind->params[i].id, id) == 0)
      return layer->values[i].color;
  g_assert_not_reached ();
}

static VanityLook *
try_on (const VanityLook *worn, const VanityShade *shade, const char *zone)
{
  g_autoptr (GError) error = NULL;
  VanityLook *look = vanity_try_on_zone (worn, shade, zone, &error);

  g_assert_no_error (error);
  return look;
}

static void
test_lipstick (void)
{
  g_autoptr (VanityLook) worn = vanity_look_find ("red-lip", NULL);
  g_autoptr (VanityShade) shade = made_shade ("A", "1", VANITY_CATEGORY_LIPSTICK, 0x70203a);
  g_autoptr (VanityLook) look = NULL;
  const VanityLayer *before = find_layer (worn, "lipstick"), *layer;

  shade->finish = VANITY_FINISH_VELVET;
  shade->coverage = VANITY_COVERAGE_FULL;
  look = try_on (worn, shade, NULL);
  layer = find_layer (look, "lipstick");
  g_assert_cmpuint (look->layers->len, ==, worn->layers->len);
  g_assert_cmphex (get_color (layer, "color"), ==, 0x70203a);
  g_assert_cmpstr (vanity_layer_get_choice (layer, "finish"), ==, "matte");
  g_assert_cmpfloat (vanity_layer_get_number (layer, "coverage"), >, 0.9);
  g_assert_cmpfloat (vanity_layer_get_number (layer, "opacity"), ==,
                     vanity_layer_get_number (before, "opacity"));
  g_assert_cmpstr (layer->product, ==, shade->uid);
  g_assert_cmpstr (before->product, ==, "");
}

/* Every category that has a layer can be tried on a look without any, in the order on the face. */
static void
test_empty (void)
{
  g_autoptr (VanityLook) worn = vanity_look_new ("empty", "Empty");

  for (int c = 0; c < VANITY_N_CATEGORIES; c++)
    {
      g_autoptr (VanityShade) shade = made_shade ("A", "1", (VanityCategory)c, 0x70203a);
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityLook) look = vanity_try_on (worn, shade, &error);
      const char *kind = vanity_category_get_layer ((VanityCategory)c);

      if (!kind)
        {
          g_assert_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (look->layers->len, ==, 1);
      g_assert_cmpstr (find_layer (look, kind)->product, ==, shade->uid);
    }
}

static void
test_order (void)
{
  g_autoptr (VanityLook) look = vanity_look_new ("empty", "Empty");
  static const VanityCategory categories[]
      = { VANITY_CATEGORY_LIPSTICK, VANITY_CATEGORY_FOUNDATION, VANITY_CATEGORY_BLUSH };
  static const char *const kinds[] = { "foundation", "blush", "lipstick" };

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      g_autoptr (VanityShade) shade = made_shade ("A", "1", categories[i], 0xc07060);
      VanityLook *next = try_on (look, shade, NULL);

      vanity_look_unref (look);
      look = next;
    }
  for (guint i = 0; i < look->layers->len; i++)
    g_assert_cmpstr (((VanityLayer *)look->layers->pdata[i])->kind->id, ==, kinds[i]);
  g_assert_cmpstr (vanity_layer_get_choice (look->layers->pdata[0], "shade"), ==, "chosen");
}

/* A palette goes from the lightest inside to the deepest outside; a single shadow where it is asked
 * to, and there without changing what the lid shines like. */
static void
test_eyeshadow (void)
{
  static const guint32 colors[] = { 0x402010, 0xf0e0d0, 0x806040, 0xc0a080 };
  g_autoptr (VanityLook) worn = vanity_look_find ("smoky", NULL);
  g_autoptr (VanityShade) palette = made_shade ("A", "4", VANITY_CATEGORY_EYESHADOW, 0);
  g_autoptr (VanityShade) single = made_shade ("A", "1", VANITY_CATEGORY_EYESHADOW, 0x336699);
  g_autoptr (VanityLook) look = NULL;
  VanityLook *other;
  const VanityLayer *before = find_layer (worn, "eyeshadow"), *layer;

  vanity_shade_set_palette (palette, colors, 4, VANITY_COLOR_SOURCE_GIVEN);
  look = try_on (worn, palette, NULL);
  layer = find_layer (look, "eyeshadow");
  g_assert_cmphex (get_color (layer, "inner-color"), ==, 0xf0e0d0);
  g_assert_cmphex (get_color (layer, "lid-color"), ==, 0xc0a080);
  g_assert_cmphex (get_color (layer, "crease-color"), ==, 0x806040);
  g_assert_cmphex (get_color (layer, "outer-color"), ==, 0x402010);
  single->finish = VANITY_FINISH_METALLIC;
  other = try_on (worn, single, "crease");
  layer = find_layer (other, "eyeshadow");
  g_assert_cmphex (get_color (layer, "crease-color"), ==, 0x336699);
  g_assert_cmphex (get_color (layer, "lid-color"), ==, get_color (before, "lid-color"));
  g_assert_cmpstr (vanity_layer_get_choice (layer, "finish"), ==,
                   vanity_layer_get_choice (before, "finish"));
  vanity_look_unref (other);
}

static void
test_colorless (void)
{
  g_autoptr (VanityLook) worn = vanity_look_new ("empty", "Empty");
  g_autoptr (VanityShade) lipstick = vanity_shade_new ("A", "B", "C", VANITY_CATEGORY_LIPSTICK);
  g_autoptr (VanityShade) mascara = vanity_shade_new ("A", "B", "C", VANITY_CATEGORY_MASCARA);
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (vanity_try_on (worn, lipstick, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "A B, C"));
  look = try_on (worn, mascara, NULL);
  g_assert_cmpstr (find_layer (look, "lashes")->product, ==, mascara->uid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/try-on/lipstick", test_lipstick);
  g_test_add_func ("/recommend/try-on/empty", test_empty);
  g_test_add_func ("/recommend/try-on/order", test_order);
  g_test_add_func ("/recommend/try-on/eyeshadow", test_eyeshadow);
  g_test_add_func ("/recommend/try-on/colorless", test_colorless);
  return g_test_run ();
}
