/* Looks from a bag: nothing from an empty one, all of a look from what it is made of. */
#include "recommend/bag-looks.h"

#include "made-shade.h"
#include "recommend/layer-match.h"

#include <math.h>
#include <string.h>

static GPtrArray *
new_bag (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_bag_item_free);
}

/* Takes the shade. */
static void
put (GPtrArray *bag, VanityShade *shade)
{
  VanityBagItem *item = g_new0 (VanityBagItem, 1);

  item->shade = shade;
  g_ptr_array_add (bag, item);
}

static GPtrArray *
one_look (VanityLook *look)
{
  GPtrArray *looks = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_look_unref);

  g_ptr_array_add (looks, look);
  return looks;
}

static VanityLook *
load (const char *layers)
{
  g_autofree char *text = g_strdup_printf (
      "{\"vanity-look\": 1, \"id\": \"made\", \"name\": \"Made\", \"layers\": [%s]}", layers);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  VanityLook *look = vanity_look_load_bytes (bytes, "made.json", &error);

  g_assert_no_error (error);
  return look;
}

static VanityBagPart *
get_part (const GPtrArray *found, guint look, guint part)
{
  const VanityBagLook *made = found->pdata[look];

  g_assert_cmpuint (part, <, made->parts->len);
  return &g_array_index (made->parts, VanityBagPart, part);
}

/* Of every shipped look that shows something each part is told, and an empty bag makes none. */
static void
test_empty (void)
{
  g_autoptr (GPtrArray) bag = new_bag ();
  g_autoptr (GPtrArray) looks = vanity_look_list_shipped ();
  g_autoptr (GPtrArray) found = vanity_bag_find_looks (bag, looks, NULL);

  g_assert_cmpuint (found->len, >, 5);
  g_assert_cmpuint (found->len, <, looks->len + 1);
  for (guint i = 0; i < found->len; i++)
    {
      const VanityBagLook *made = found->pdata[i];

      g_assert_cmpuint (made->parts->len, >, 0);
      g_assert_cmpint (made->n_made, ==, 0);
      g_assert_cmpfloat (made->share, ==, 0);
    }
}

/* With the look's own pigments in the bag every look is whole and no colour differs. */
static void
test_whole (void)
{
  g_autoptr (GPtrArray) looks = vanity_look_list_shipped ();
  VanityPerson person;
  VanitySkinEstimate skin;

  vanity_person_init (&person);
  vanity_person_estimate_skin (&person, &skin, NULL);
  for (guint i = 0; i < looks->len; i++)
    {
      VanityLook *look = looks->pdata[i];
      g_autoptr (GPtrArray) bag = new_bag ();
      g_autoptr (GPtrArray) single = one_look (vanity_look_ref (look));
      g_autoptr (GPtrArray) found = NULL;

      for (guint k = 0; k < look->layers->len; k++)
        {
          const VanityLayer *layer = look->layers->pdata[k];
          g_auto (VanityLayerTarget) target = { 0 };

          vanity_layer_target_init (&target, layer, &person, &skin);
          for (int c = 0; c < VANITY_N_CATEGORIES; c++)
            if (g_strcmp0 (vanity_category_get_layer ((VanityCategory)c), layer->kind->id) == 0)
              for (int zone = 0; zone < MAX (target.n_zones, 1); zone++)
                {
                  VanityRgb linear = vanity_lab_to_linear (target.zones[zone].swatch);
                  guint32 rgb
                      = (guint32)lround (255 * (double)vanity_srgb_from_linear (linear.r)) << 16
                        | (guint32)lround (255 * (double)vanity_srgb_from_linear (linear.g)) << 8
                        | (guint32)lround (255 * (double)vanity_srgb_from_linear (linear.b));
                  VanityShade *shade = made_shade ("A", "x", (VanityCategory)c, rgb);

                  /* Metal shows its pigment otherwise than satin does. */
                  shade->finish = target.finish;
                  shade->coverage = VANITY_COVERAGE_FULL;
                  put (bag, shade);
                }
        }
      found = vanity_bag_find_looks (bag, single, NULL);
      if (found->len == 0)
        continue;
      for (guint k = 0; k < ((VanityBagLook *)found->pdata[0])->parts->len; k++)
        {
          const VanityBagPart *part = get_part (found, 0, k);

          g_test_message ("%s: %s %s, ΔE %.1f", look->id, part->layer->kind->id,
                          part->zone != NULL ? part->zone : "", part->delta_e);
        }
      g_assert_cmpfloat (((VanityBagLook *)found->pdata[0])->share, ==, 1);
      g_assert_cmpfloat (((VanityBagLook *)found->pdata[0])->distance, <, 5);
    }
}

static void
test_parts (void)
{
  g_autoptr (GPtrArray) bag = new_bag ();
  g_autoptr (GPtrArray) looks = one_look (
      load ("{\"kind\": \"foundation\", \"shade\": \"own\"},"
            "{\"kind\": \"blush\", \"opacity\": 0},"
            "{\"kind\": \"eyeshadow\", \"lid-color\": \"#b08a74\", \"lid-amount\": 0.8,"
            " \"crease-color\": \"#203080\", \"crease-amount\": 0.6, \"outer-amount\": 0,"
            " \"inner-amount\": 0, \"lower-amount\": 0},"
            "{\"kind\": \"lashes\"},"
            "{\"kind\": \"lipstick\", \"color\": \"#a01022\", \"finish\": \"matte\"}"));
  g_autoptr (GPtrArray) found = NULL, none = NULL;
  const guint32 pans[] = { 0xb08a74, 0x203080 };
  VanityShade *palette = made_shade ("A", "Pans", VANITY_CATEGORY_EYESHADOW, 0xb08a74);
  VanityShade *gloss = made_shade ("A", "Red", VANITY_CATEGORY_LIP_GLOSS, 0xa01022);
  const VanityBagLook *made;

  gloss->finish = VANITY_FINISH_GLOSS;
  gloss->coverage = VANITY_COVERAGE_FULL;
  vanity_shade_set_palette (palette, pans, 2, VANITY_COLOR_SOURCE_GIVEN);
  palette->finish = VANITY_FINISH_MATTE;
  put (bag, vanity_shade_new ("A", "", "Colourless", VANITY_CATEGORY_LIPSTICK));
  none = vanity_bag_find_looks (bag, looks, NULL);
  g_assert_cmpuint (((VanityBagLook *)none->pdata[0])->parts->len, ==, 5);
  g_assert_true (get_part (none, 0, 4)->uncolored);
  g_assert_null (get_part (none, 0, 4)->shade);

  put (bag, made_shade ("A", "Powder", VANITY_CATEGORY_POWDER, 0xd0a080));
  put (bag, vanity_shade_new ("A", "", "Black", VANITY_CATEGORY_MASCARA));
  put (bag, made_shade ("A", "Green", VANITY_CATEGORY_LIPSTICK, 0x20a040));
  put (bag, palette);
  put (bag, gloss);
  found = vanity_bag_find_looks (bag, looks, NULL);
  made = found->pdata[0];
  g_assert_cmpuint (made->parts->len, ==, 5);
  /* Powder is no foundation. */
  g_assert_null (get_part (found, 0, 0)->shade);
  g_assert_cmpstr (get_part (found, 0, 1)->zone, ==, "lid");
  g_assert_true (get_part (found, 0, 1)->shade == palette);
  g_assert_cmpfloat (get_part (found, 0, 1)->delta_e, <, 4);
  g_assert_cmpstr (get_part (found, 0, 2)->zone, ==, "crease");
  g_assert_true (get_part (found, 0, 2)->shade == palette);
  g_assert_cmpstr (get_part (found, 0, 3)->shade->name, ==, "Black");
  g_assert_true (get_part (found, 0, 4)->shade == gloss);
  g_assert_true (get_part (found, 0, 4)->finish_differs);
  g_assert_cmpint (made->n_made, ==, 4);
  g_assert_cmpfloat_with_epsilon (made->share, 0.8, 1e-9);
}

/* The fuller look comes first. */
static void
test_order (void)
{
  g_autoptr (GPtrArray) bag = new_bag ();
  g_autoptr (GPtrArray) looks = vanity_look_list_shipped ();
  g_autoptr (GPtrArray) found = NULL;

  put (bag, made_shade ("A", "Black", VANITY_CATEGORY_MASCARA, 0x101010));
  put (bag, made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022));
  put (bag, made_shade ("A", "Nude", VANITY_CATEGORY_LIPSTICK, 0xb97a6c));
  put (bag, made_shade ("A", "Pink", VANITY_CATEGORY_BLUSH, 0xd8707a));
  found = vanity_bag_find_looks (bag, looks, NULL);
  for (guint i = 1; i < found->len; i++)
    g_assert_cmpfloat (((VanityBagLook *)found->pdata[i - 1])->share, >=,
                       ((VanityBagLook *)found->pdata[i])->share);
  g_assert_cmpfloat (((VanityBagLook *)found->pdata[0])->share, >, 0);
  for (guint i = 0; i < MIN (found->len, 5); i++)
    {
      const VanityBagLook *made = found->pdata[i];

      g_test_message ("%s: %d of %u, ΔE %.1f", made->look->id, made->n_made, made->parts->len,
                      made->distance);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/bag-looks/empty", test_empty);
  g_test_add_func ("/recommend/bag-looks/whole", test_whole);
  g_test_add_func ("/recommend/bag-looks/parts", test_parts);
  g_test_add_func ("/recommend/bag-looks/order", test_order);
  return g_test_run ();
}
