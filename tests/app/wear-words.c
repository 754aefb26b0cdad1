/* What is worn, in words. */
#include "app/wear-words.h"

#include <math.h>
#include <string.h>

static char *
say (const char *id, double strength)
{
  g_autoptr (VanityLook) look = vanity_look_find (id, NULL);
  VanityWear wear = VANITY_WEAR_INIT;

  g_assert_nonnull (look);
  wear.look = look;
  wear.strength = strength;

  return vanity_wear_dup_words (&wear);
}

static void
test_bare (void)
{
  VanityWear wear = VANITY_WEAR_INIT;
  g_autofree char *words = vanity_wear_dup_words (&wear);

  g_assert_cmpstr (words, ==, "No makeup.");
}

/* Every layer of every look is told as strong as it is worn. */
static void
test_looks (void)
{
  g_autoptr (GPtrArray) looks = vanity_look_list_shipped ();

  for (guint i = 0; i < looks->len; i++)
    {
      const VanityLook *look = g_ptr_array_index (looks, i);
      g_autofree char *words = say (look->id, 0.5);
      g_autofree char *head = g_strdup_printf ("Wearing %s at 50%%.", look->name);

      if (look->layers->len == 0)
        continue;
      g_assert_true (g_str_has_prefix (words, head));
      for (guint k = 0; k < look->layers->len; k++)
        {
          const VanityLayer *layer = g_ptr_array_index (look->layers, k);
          g_autofree char *name = g_strconcat (" ", layer->kind->label, ": ", NULL);
          g_autofree char *percent = g_strdup_printf (
              "%d%%.", (int)lround (50 * vanity_layer_get_number (layer, "opacity")));
          const char *found = strstr (words, name);

          g_assert_nonnull (found);
          g_assert_nonnull (strstr (found, percent));
        }
    }
}

static void
test_hidden (void)
{
  g_autoptr (VanityLook) look = vanity_look_find ("red-lip", NULL);
  VanityWear wear = VANITY_WEAR_INIT;
  g_autofree char *words = NULL;
  g_autofree char *faint = say ("red-lip", 0.001);

  for (guint i = 0; i < look->layers->len; i++)
    ((VanityLayer *)g_ptr_array_index (look->layers, i))->muted = TRUE;
  wear.look = look;
  words = vanity_wear_dup_words (&wear);
  g_assert_null (strchr (words, ':'));
  g_assert_null (strchr (faint, ':'));
}

static void
test_colors (void)
{
  static const struct
  {
    const char *hex, *words;
  } cases[] = {
    { "#8b0015", "deep red" }, { "#c8102e", "red" },        { "#000000", "black" },
    { "#ffffff", "white" },    { "#ffc0cb", "light pink" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VanityLayer) layer = vanity_layer_new (vanity_layer_kind_find ("lipstick"));
      g_autofree char *words = NULL;

      g_assert_true (vanity_layer_set_color (layer, "color", cases[i].hex, NULL));
      words = vanity_color_dup_words (vanity_layer_get_color (layer, "color"));
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/wear-words/bare", test_bare);
  g_test_add_func ("/app/wear-words/looks", test_looks);
  g_test_add_func ("/app/wear-words/hidden", test_hidden);
  g_test_add_func ("/app/wear-words/colors", test_colors);
  return g_test_run ();
}
