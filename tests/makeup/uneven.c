/* Layers whose left side is worn otherwise: each side follows its own values, and nobody sees where
 * one ends. */
#include "portrait.h"

#include "base/error.h"
#include "makeup/canvas.h"
#include "makeup/layer-kinds.h"
#include "makeup/look-json.h"

#include <math.h>
#include <string.h>

static const struct
{
  const char *right, *left;
} pairs[] = {
  { "\"kind\": \"foundation\", \"opacity\": 1, \"shade\": \"chosen\", \"color\": \"#8a6048\"",
    "\"color\": \"#d8b090\"" },
  { "\"kind\": \"concealer\", \"opacity\": 1, \"lift\": 1", "\"opacity\": 0.2" },
  { "\"kind\": \"contour\", \"opacity\": 1", "\"forehead\": 1, \"jaw\": 1" },
  { "\"kind\": \"blush\", \"opacity\": 1, \"placement\": \"sunkissed\"",
    "\"color\": \"#402060\", \"placement\": \"lifted\"" },
  { "\"kind\": \"highlight\", \"opacity\": 1, \"finish\": \"shimmer\"", "\"opacity\": 0" },
  { "\"kind\": \"brows\", \"opacity\": 1, \"fill\": 1", "\"fill\": 0.2, \"arch\": 1" },
  { "\"kind\": \"eyeshadow\", \"opacity\": 1, \"lid-amount\": 1",
    "\"lid-color\": \"#2040a0\", \"finish\": \"metallic\"" },
  { "\"kind\": \"eyeliner\", \"opacity\": 0", "\"opacity\": 1, \"wing-length\": 6" },
  { "\"kind\": \"lashes\", \"opacity\": 1", "\"length\": 12" },
  { "\"kind\": \"lip-liner\", \"opacity\": 1, \"width\": 3", "\"color\": \"#1020a0\"" },
  { "\"kind\": \"lipstick\", \"opacity\": 1, \"color\": \"#a01020\"",
    "\"color\": \"#1020a0\", \"finish\": \"metallic\"" },
};

static VanityLook *
new_uneven (const char *right, const char *left)
{
  g_autofree char *json = g_strdup_printf ("%s, \"left\": { %s }", right, left);

  return portrait_look (json);
}

static VanityLook *
new_side (const VanityLook *look, gboolean left)
{
  VanityLook *side = vanity_look_copy (look);

  g_ptr_array_set_size (side->layers, 0);
  g_ptr_array_add (side->layers, vanity_layer_new_side (look->layers->pdata[0], left));
  return side;
}

/* What a pair looks like, and each of its sides on both. */
typedef struct
{
  VanityImage *worn, *right, *left;
} Worn;

static Worn
wear (VanityImage *image, const VanityFace *face, gsize pair)
{
  g_autoptr (VanityLook) look = new_uneven (pairs[pair].right, pairs[pair].left);
  g_autoptr (VanityLook) right = new_side (look, FALSE);
  g_autoptr (VanityLook) left = new_side (look, TRUE);

  return (Worn){ portrait_wear (image, face, look, 1), portrait_wear (image, face, right, 1),
                 portrait_wear (image, face, left, 1) };
}

static void
worn_clear (Worn *worn)
{
  g_clear_pointer (&worn->worn, vanity_image_unref);
  g_clear_pointer (&worn->right, vanity_image_unref);
  g_clear_pointer (&worn->left, vanity_image_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Worn, worn_clear)

/* Further than the band from the middle the picture is that of the even layer, to the bit. */
static void
test_sides (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  double mm = portrait.face / 140;

  if (image == NULL)
    return;
  for (gsize p = 0; p < G_N_ELEMENTS (pairs); p++)
    {
      g_auto (Worn) w = wear (image, &face, p);
      int changed[2] = { 0, 0 };

      for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++)
          {
            double off = (x + 0.5 - portrait.x) / mm;
            /* Seen from in front the person's left is on the right. */
            gboolean is_left = off > 0;

            if (fabs (off) < 16)
              continue;
            g_assert_true (portrait_same (w.worn, is_left ? w.left : w.right, x, y));
            changed[is_left] += !portrait_same (w.worn, is_left ? w.right : w.left, x, y);
          }
      g_assert_cmpint (changed[0], >, 20);
      g_assert_cmpint (changed[1], >, 20);
    }
}

/* In the middle every pixel lies between the two, and going across it nothing jumps. */
static void
test_middle (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return;
  for (gsize p = 0; p < G_N_ELEMENTS (pairs); p++)
    {
      g_auto (Worn) w = wear (image, &face, p);

      for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++)
          for (int k = 0; k < 3; k++)
            {
              int at = 4 * x + k, own = vanity_image_row (w.worn, y)[at];
              int one = vanity_image_row (w.right, y)[at], other = vanity_image_row (w.left, y)[at];

              g_assert_cmpint (own, >=, MIN (one, other) - 1);
              g_assert_cmpint (own, <=, MAX (one, other) + 1);
            }
    }
}

static void
test_seam (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_auto (Worn) w = { NULL, NULL, NULL };
  double last = 0, largest = 0;
  int n_between = 0;

  if (image == NULL)
    return;
  w = wear (image, &face, 0);
  /* How much of the left there is in each column, over the nose and the forehead. */
  for (int x = 150; x < 210; x++)
    {
      double share = 0, sum = 0;

      for (int y = 140; y < 240; y++)
        for (int k = 0; k < 3; k++)
          {
            int at = 4 * x + k, one = vanity_image_row (w.right, y)[at];
            int apart = vanity_image_row (w.left, y)[at] - one;

            share += apart * (vanity_image_row (w.worn, y)[at] - one);
            sum += apart * apart;
          }
      g_assert_cmpfloat (sum, >, 100);
      share /= sum;
      g_assert_cmpfloat (share, >=, last - 0.02);
      largest = MAX (largest, share - last);
      n_between += share > 0.02 && share < 0.98;
      last = share;
    }
  g_assert_cmpfloat (last, >, 0.99);
  g_assert_cmpfloat (largest, <, 0.12);
  g_assert_cmpint (n_between, >=, 14);
}

/* Sides that are the same are one layer. */
static void
test_equal (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return;
  for (gsize p = 0; p < G_N_ELEMENTS (pairs); p++)
    {
      g_autoptr (VanityLook) look = new_uneven (pairs[p].right, "");
      g_autoptr (VanityLook) even = portrait_look (pairs[p].right);
      g_autoptr (VanityImage) one = NULL;
      g_autoptr (VanityImage) other = NULL;

      g_assert_true (((VanityLayer *)look->layers->pdata[0])->uneven);
      g_assert_false (vanity_layer_has_sides (look->layers->pdata[0]));
      one = portrait_wear (image, &face, look, 1);
      other = portrait_wear (image, &face, even, 1);
      for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++)
          g_assert_true (portrait_same (one, other, x, y));
    }
}

/* What a canvas does with two sides that differ in nothing that is seen is what it does with one:
 * the way over two drawings loses not a bit. */
static void
test_exact (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  /* The colour of a foundation in one's own shade is not asked for. */
  g_autoptr (VanityLook) look
      = new_uneven ("\"kind\": \"foundation\", \"color\": \"#111111\"", "\"color\": \"#eeeeee\"");
  g_autoptr (VanityLook) even = portrait_look ("\"kind\": \"foundation\"");
  g_autoptr (VanityCanvas) one = NULL;
  g_autoptr (VanityCanvas) other = NULL;

  if (image == NULL)
    return;
  g_assert_true (vanity_layer_has_sides (look->layers->pdata[0]));
  one = vanity_canvas_new (image, &face, NULL);
  other = vanity_canvas_new (image, &face, NULL);
  vanity_canvas_draw (one, look->layers->pdata[0]);
  vanity_canvas_draw (other, even->layers->pdata[0]);
  for (int k = 0; k < 3; k++)
    g_assert_cmpmem (one->worn[k], sizeof (float) * (gsize)(one->rect.width * one->rect.height),
                     other->worn[k],
                     sizeof (float) * (gsize)(other->rect.width * other->rect.height));
}

/* Only what differs is written, and it comes back. */
static void
test_file (void)
{
  g_autoptr (VanityLook) look = new_uneven (pairs[3].right, pairs[3].left);
  g_autofree char *text = vanity_look_to_json (look);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (VanityLook) again = vanity_look_load_bytes (bytes, "test", NULL);
  g_autofree char *twice = NULL;

  g_assert_nonnull (
      strstr (text, "\"left\": { \"color\": \"#402060\", \"placement\": \"lifted\" }"));
  g_assert_nonnull (again);
  g_assert_true (vanity_layer_equal (look->layers->pdata[0], again->layers->pdata[0]));
  twice = vanity_look_to_json (again);
  g_assert_cmpstr (text, ==, twice);

  vanity_layer_set_uneven (again->layers->pdata[0], FALSE);
  g_assert_false (vanity_layer_equal (look->layers->pdata[0], again->layers->pdata[0]));
  g_free (g_steal_pointer (&twice));
  twice = vanity_look_to_json (again);
  g_assert_null (strstr (twice, "left"));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *left, *part;
  } cases[] = {
    { "7", "must be an object" },
    { "[]", "must be an object" },
    { "{ \"color\": \"blue\" }", "“left”: “color” of layer “blush” is “blue”" },
    { "{ \"opacity\": 2 }", "must lie between 0 and 1" },
    { "{ \"sparkle\": 1 }", "no parameter “sparkle”" },
    { "{ \"left\": {} }", "“left” of layer “blush” must be a number or text" },
    { "{ \"product\": \"abc\" }", "no parameter “product”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = g_strdup_printf ("{ \"vanity-look\": 1, \"id\": \"a\", \"name\": \"A\", \"layers\": "
                             "[ { \"kind\": \"blush\", \"left\": %s } ] }",
                             cases[i].left);
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityLook) look = vanity_look_load_bytes (bytes, "bad.json", &error);

      g_assert_null (look);
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      g_assert_nonnull (strstr (error->message, "bad.json"));
    }
}

static void
test_groups (void)
{
  int n;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n);

  for (int i = 0; i < n; i++)
    {
      g_assert_cmpint (kinds[i]->group, <, VANITY_N_LAYER_GROUPS);
      g_assert_cmpstr (vanity_layer_group_get_label (kinds[i]->group), !=, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uneven/sides", test_sides);
  g_test_add_func ("/uneven/middle", test_middle);
  g_test_add_func ("/uneven/seam", test_seam);
  g_test_add_func ("/uneven/equal", test_equal);
  g_test_add_func ("/uneven/exact", test_exact);
  g_test_add_func ("/uneven/file", test_file);
  g_test_add_func ("/uneven/refused", test_refused);
  g_test_add_func ("/uneven/groups", test_groups);
  return g_test_run ();
}
