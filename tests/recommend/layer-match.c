/* Products against the layers of a look, as worn. */
#include "recommend/layer-match.h"

#include "made-shade.h"
#include "recommend/reason.h"

#include <math.h>
#include <string.h>

static const VanitySkinEstimate nobody;

static VanityLayer *
make_layer (const char *kind, const char *color)
{
  VanityLayer *layer = vanity_layer_new (vanity_layer_kind_find (kind));

  g_assert_true (vanity_layer_set_color (layer, "color", color, NULL));
  return layer;
}

/* The layer's own product matches wholly, and the less the farther a pigment is from it. */
static void
test_distance (void)
{
  static const char *const kinds[] = { "lipstick", "blush", "lip-liner", "eyeliner", "highlight" };
  static const VanityCategory categories[]
      = { VANITY_CATEGORY_LIPSTICK, VANITY_CATEGORY_BLUSH, VANITY_CATEGORY_LIP_LINER,
          VANITY_CATEGORY_EYELINER, VANITY_CATEGORY_HIGHLIGHTER };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (VanityLayer) layer = make_layer (kinds[i], "#a05060");
      g_autoptr (VanityShade) same = made_shade ("A", "1", categories[i], 0xa05060);
      g_autoptr (VanityShade) near = made_shade ("A", "2", categories[i], 0xa85464);
      g_autoptr (VanityShade) far = made_shade ("A", "3", categories[i], 0x3040a0);
      g_auto (VanityLayerTarget) target = { 0 };
      VanityLayerMatch match[3];

      vanity_layer_target_init (&target, layer, NULL, &nobody);
      g_assert_true (target.known);
      g_assert_cmpint (target.n_zones, ==, 1);
      vanity_layer_match (&target, 0, same, &match[0]);
      vanity_layer_match (&target, 0, near, &match[1]);
      vanity_layer_match (&target, 0, far, &match[2]);
      g_assert_cmpfloat (match[0].delta_e, <, 1e-3);
      g_assert_cmpfloat (match[0].closeness, >, 0.999);
      g_assert_cmpfloat (match[1].delta_e, <, match[2].delta_e);
      g_assert_cmpfloat (match[1].match, >, match[2].match);
    }
}

/* What it comes to depends on whom it is on: a sheer product shows the lips. */
static void
test_worn (void)
{
  g_autoptr (VanityLayer) layer = make_layer ("lipstick", "#a01022");
  g_autoptr (VanityShade) full = made_shade ("A", "1", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (VanityShade) sheer = made_shade ("A", "2", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_auto (VanityLayerTarget) target = { 0 };
  g_autoptr (GPtrArray) reasons
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_reason_free);
  VanityLayerMatch match;
  gboolean said = FALSE;

  vanity_layer_set_number (layer, "coverage", 0.95, NULL);
  full->coverage = VANITY_COVERAGE_FULL;
  sheer->coverage = VANITY_COVERAGE_SHEER;
  vanity_layer_target_init (&target, layer, NULL, &nobody);
  vanity_layer_match (&target, 0, full, &match);
  g_assert_cmpfloat (match.delta_e, <, 0.5);
  g_assert_false (match.sheer);
  vanity_layer_match (&target, 0, sheer, &match);
  g_assert_cmpfloat (match.delta_e, >, 2);
  g_assert_true (match.sheer);
  vanity_layer_explain (&target, 0, sheer, &match, reasons);
  for (guint i = 0; i < reasons->len; i++)
    said |= ((VanityReason *)reasons->pdata[i])->kind == VANITY_REASON_SHEER;
  g_assert_true (said);
}

/* The same blush shows on light skin as it does not on deep skin. */
static void
test_ground (void)
{
  g_autoptr (VanityLayer) layer = make_layer ("blush", "#f0b0b0");
  g_autoptr (VanityShade) shade = made_shade ("A", "1", VANITY_CATEGORY_BLUSH, 0xd02050);
  VanitySkinEstimate light = { .source = VANITY_SKIN_FROM_OWNED, .lab = { 80, 10, 18 } };
  VanitySkinEstimate deep = { .source = VANITY_SKIN_FROM_OWNED, .lab = { 30, 12, 14 } };
  g_auto (VanityLayerTarget) on_light = { 0 }, on_deep = { 0 };
  VanityLayerMatch one, other;

  vanity_layer_target_init (&on_light, layer, NULL, &light);
  vanity_layer_target_init (&on_deep, layer, NULL, &deep);
  vanity_layer_match (&on_light, 0, shade, &one);
  vanity_layer_match (&on_deep, 0, shade, &other);
  g_assert_cmpfloat (one.bare, >, other.bare);
}

/* Brows in their own colour ask for a pencil like them, and nobody knows one without a photo. */
static void
test_own (void)
{
  g_autoptr (VanityLayer) layer = vanity_layer_new (vanity_layer_kind_find ("brows"));
  g_autoptr (VanityLayer) concealer = vanity_layer_new (vanity_layer_kind_find ("concealer"));
  VanityPerson person;
  g_auto (VanityLayerTarget) unknown = { 0 }, known = { 0 }, none = { 0 };

  vanity_layer_target_init (&unknown, layer, NULL, &nobody);
  g_assert_false (unknown.known);
  vanity_person_init (&person);
  person.colors_known = TRUE;
  person.colors.brows = (VanityFeatureColor){ TRUE, { 35, 6, 12 }, { 0 }, 0.9f };
  vanity_layer_target_init (&known, layer, &person, &nobody);
  g_assert_true (known.known && known.by_hair);
  g_assert_cmpfloat (vanity_lab_delta_e2000 (known.zones[0].worn, person.colors.brows.lab), <, 1);
  vanity_layer_target_init (&none, concealer, &person, &nobody);
  g_assert_false (none.known);
}

/* The zones of an eyeshadow, the largest first, those that are hardly there left out. */
static void
test_zones (void)
{
  g_autoptr (VanityLayer) layer = vanity_layer_new (vanity_layer_kind_find ("eyeshadow"));
  g_auto (VanityLayerTarget) target = { 0 };

  vanity_layer_set_number (layer, "lid-amount", 0.5, NULL);
  vanity_layer_set_number (layer, "crease-amount", 0.8, NULL);
  vanity_layer_set_number (layer, "outer-amount", 0.1, NULL);
  vanity_layer_set_number (layer, "inner-amount", 0, NULL);
  vanity_layer_set_number (layer, "lower-amount", 0, NULL);
  vanity_layer_target_init (&target, layer, NULL, &nobody);
  g_assert_cmpint (target.n_zones, ==, 2);
  g_assert_cmpstr (target.zones[0].id, ==, "crease");
  g_assert_cmpstr (target.zones[1].id, ==, "lid");
}

/* Whatever is compared, the reasons say what the numbers say. */
static void
test_reasons (void)
{
  static const VanityFinish finishes[]
      = { VANITY_FINISH_UNKNOWN, VANITY_FINISH_MATTE, VANITY_FINISH_SATIN, VANITY_FINISH_GLOSS };
  g_autoptr (VanityLayer) layer = make_layer ("lipstick", "#a03040");
  g_auto (VanityLayerTarget) target = { 0 };

  vanity_layer_target_init (&target, layer, NULL, &nobody);
  for (guint32 i = 0; i < 64; i++)
    {
      guint32 rgb = 0x302030 + (i % 4) * 0x300000 + (i / 4 % 4) * 0x3000 + (i / 16) * 0x30;
      g_autoptr (VanityShade) shade = made_shade ("A", "1", VANITY_CATEGORY_LIPSTICK, rgb);
      g_autoptr (GPtrArray) reasons
          = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_reason_free);
      VanityLayerMatch match;

      shade->finish = finishes[i % 4];
      vanity_layer_match (&target, 0, shade, &match);
      vanity_layer_explain (&target, 0, shade, &match, reasons);
      for (guint r = 0; r < reasons->len; r++)
        {
          const VanityReason *reason = reasons->pdata[r];

          if (reason->kind == VANITY_REASON_LAYER || reason->kind == VANITY_REASON_LAYER_APART)
            {
              g_assert_cmpfloat (reason->value, ==, match.delta_e);
              g_assert_cmpint (reason->kind == VANITY_REASON_LAYER, ==, match.delta_e <= 4);
            }
          if (reason->kind == VANITY_REASON_LAYER_LIGHTER)
            g_assert_cmpfloat (match.lightness, >, 0);
          if (reason->kind == VANITY_REASON_LAYER_DEEPER)
            g_assert_cmpfloat (match.lightness, <, 0);
          if (reason->kind == VANITY_REASON_FINISH)
            g_assert_cmpint (shade->finish, ==, VANITY_FINISH_SATIN);
          if (reason->kind == VANITY_REASON_FINISH_ODD)
            g_assert_cmpint (shade->finish, !=, VANITY_FINISH_SATIN);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/layer-match/distance", test_distance);
  g_test_add_func ("/recommend/layer-match/worn", test_worn);
  g_test_add_func ("/recommend/layer-match/ground", test_ground);
  g_test_add_func ("/recommend/layer-match/own", test_own);
  g_test_add_func ("/recommend/layer-match/zones", test_zones);
  g_test_add_func ("/recommend/layer-match/reasons", test_reasons);
  return g_test_run ();
}
