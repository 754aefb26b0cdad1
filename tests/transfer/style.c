#include "transfer/style.h"

#include "folder.h"

#include <string.h>

#define STYLES 3000

static const VanityLayer *
find_layer (const VanityLook *look, const char *kind)
{
  for (guint i = 0; i < look->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (look->layers, i);

      if (g_str_equal (layer->kind->id, kind))
        return layer;
    }
  return NULL;
}

static gboolean
is_same (const VanityLook *one, const VanityLook *other)
{
  if (one->layers->len != other->layers->len)
    return FALSE;
  for (guint i = 0; i < one->layers->len; i++)
    if (memcmp (g_ptr_array_index (one->layers, i), g_ptr_array_index (other->layers, i),
                sizeof (VanityLayer))
        != 0)
      return FALSE;
  return TRUE;
}

/* One seed, one style; and styles are unlike each other. */
static void
test_repeat (void)
{
  VanityRandom one, other;

  vanity_random_init (&one, 5);
  vanity_random_init (&other, 5);
  for (int i = 0; i < 50; i++)
    {
      g_autoptr (VanityLook) a = vanity_style_new (&one, TRUE);
      g_autoptr (VanityLook) b = vanity_style_new (&other, TRUE);
      g_autoptr (VanityLook) next = vanity_style_new (&one, TRUE);

      g_assert_true (is_same (a, b));
      g_assert_false (is_same (a, next));
      vanity_look_unref (vanity_style_new (&other, TRUE));
    }
}

/* How many of the styles wear what: within some points of what the header says. */
static void
test_frequencies (void)
{
  static const struct
  {
    const char *kind;
    double low, high;
  } shares[] = {
    { "lipstick", 0.95, 0.99 }, { "lip-liner", 0.2, 0.4 }, { "eyeshadow", 0.6, 0.85 },
    { "eyeliner", 0.45, 0.7 },  { "lashes", 0.6, 0.85 },   { "brows", 0.55, 0.75 },
    { "blush", 0.65, 0.85 },    { "contour", 0.15, 0.35 }, { "highlight", 0.25, 0.5 },
    { "foundation", 0, 0 },     { "concealer", 0, 0 },
  };
  int n[G_N_ELEMENTS (shares)] = { 0 }, winged = 0, nude = 0, dark = 0, finishes[5] = { 0 };
  VanityRandom random;

  vanity_random_init (&random, 11);
  for (int i = 0; i < STYLES; i++)
    {
      g_autoptr (VanityLook) look = vanity_style_new (&random, FALSE);
      const VanityLayer *liner = find_layer (look, "eyeliner");
      const VanityLayer *stick = find_layer (look, "lipstick");

      for (gsize k = 0; k < G_N_ELEMENTS (shares); k++)
        n[k] += find_layer (look, shares[k].kind) != NULL;
      winged += liner != NULL && vanity_layer_get_number (liner, "wing-length") > 0;
      if (stick != NULL)
        {
          VanityLab lab = vanity_lab_from_linear (vanity_layer_get_color (stick, "color"));

          nude += lab.L > 38 && lab.a < 30;
          dark += lab.L < 34;
          for (int k = 0; k < 5; k++)
            {
              static const char *const ids[] = { "satin", "matte", "gloss", "shimmer", "metallic" };

              finishes[k] += g_str_equal (vanity_layer_get_choice (stick, "finish"), ids[k]);
            }
        }
    }
  for (gsize k = 0; k < G_N_ELEMENTS (shares); k++)
    {
      double share = (double)n[k] / STYLES;

      g_test_message ("%s: %.3f", shares[k].kind, share);
      g_assert_cmpfloat (share, >=, shares[k].low);
      g_assert_cmpfloat (share, <=, shares[k].high);
    }
  g_test_message ("%d winged, %d nude, %d dark lips of %d", winged, nude, dark, STYLES);
  g_assert_cmpfloat_with_epsilon ((double)winged / n[3], 0.5, 0.05);
  g_assert_cmpint (nude, >, STYLES / 4);
  g_assert_cmpint (dark, >, STYLES / 30);
  for (int k = 0; k < 5; k++)
    g_assert_cmpint (finishes[k], >, STYLES / 30);
}

/* Every style is a look like any other: it is read back as it was saved, every value in range. */
static void
test_look (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "style.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  VanityRandom random;
  int founded = 0;

  vanity_random_init (&random, 3);
  for (int i = 0; i < 60; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityLook) look = vanity_style_new (&random, TRUE);

      founded += find_layer (look, "foundation") != NULL;
      vanity_look_save (look, file, &error);
      g_assert_no_error (error);
      g_autoptr (VanityLook) again = vanity_look_load (file, &error);
      g_assert_no_error (error);
      g_assert_cmpint (again->layers->len, ==, look->layers->len);
    }
  g_assert_cmpint (founded, >, 20);
  g_assert_cmpint (founded, <, 55);
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/repeat", test_repeat);
  g_test_add_func ("/style/frequencies", test_frequencies);
  g_test_add_func ("/style/look", test_look);
  return g_test_run ();
}
