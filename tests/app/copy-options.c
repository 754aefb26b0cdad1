/* What is asked of a copy of makeup: whose, where, how much. */
#include "copy-options.h"

#include <string.h>

static VanityCopyOrder *
parse (const char *from, const char *blend, const char *faces, const char *regions,
       const char *strength, gboolean foundation)
{
  g_auto (VanityCopyOptions) options = {
    .from = from ? g_strsplit (from, "|", -1) : NULL,
    .blend = blend ? g_strsplit (blend, "|", -1) : NULL,
    .from_face = faces ? g_strsplit (faces, "|", -1) : NULL,
    .regions = g_strdup (regions),
    .strength = g_strdup (strength),
    .foundation = foundation,
  };

  return vanity_copy_options_parse (&options);
}

static void
assert_source (const VanityCopyOrder *order, guint index, const char *path, int face, double lips,
               double eyes, double skin)
{
  const VanityCopySource *source = order->sources->pdata[index];

  g_assert_cmpstr (source->path, ==, path);
  g_assert_cmpint (source->face, ==, face);
  g_assert_cmpfloat_with_epsilon (source->share[VANITY_CHANGE_LIPS], lips, 1e-12);
  g_assert_cmpfloat_with_epsilon (source->share[VANITY_CHANGE_EYES], eyes, 1e-12);
  g_assert_cmpfloat_with_epsilon (source->share[VANITY_CHANGE_SKIN], skin, 1e-12);
}

/* `wanted`: a letter for each part in the order of VanityChangePart, "lecb" and "s". */
static void
assert_worn (const VanityCopyOrder *order, const char *wanted)
{
  static const char letters[] = "lecbs";

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      gboolean worn = strchr (wanted, letters[i]) != NULL;

      g_assert_cmpint (order->worn[i], ==, worn);
      if (!worn)
        g_assert_cmpfloat (order->strength[i], ==, 0);
    }
}

/* One reference gives all but its skin, at full strength. */
static void
test_one (void)
{
  g_autoptr (VanityCopyOrder) order = parse ("a=b.jpg", NULL, NULL, NULL, NULL, FALSE);
  g_autoptr (VanityCopyOrder) whole = NULL;

  g_assert_null (order); /* “a” is no region, and no file is there */
  order = parse ("./a=b.jpg", NULL, "2", NULL, NULL, FALSE);
  g_assert_nonnull (order);
  g_assert_cmpuint (order->sources->len, ==, 1);
  assert_source (order, 0, "./a=b.jpg", 2, 1, 1, 1);
  assert_worn (order, "lecb");
  g_assert_cmpfloat (order->strength[VANITY_CHANGE_BROWS], ==, 1);
  whole = parse ("A.jpg", NULL, NULL, "skin, lips", "0.5", TRUE);
  assert_worn (whole, "ls");
  g_assert_cmpfloat (whole->strength[VANITY_CHANGE_SKIN], ==, 0.5);
}

static void
test_several (void)
{
  g_autoptr (VanityCopyOrder) order
      = parse ("A.jpg|lips=B.jpg|eyes,skin=C=D.jpg", NULL, "1|3", NULL, NULL, FALSE);
  g_autoptr (VanityCopyOrder) few = NULL;

  assert_source (order, 0, "A.jpg", 1, 0, 0, 0);
  assert_source (order, 1, "B.jpg", 3, 1, 0, 0);
  assert_source (order, 2, "C=D.jpg", 0, 0, 1, 1);
  assert_worn (order, "lecbs");
  few = parse ("lips=B.jpg|eyes=C.jpg", NULL, NULL, NULL, NULL, FALSE);
  assert_worn (few, "le");
}

static void
test_blend (void)
{
  g_autoptr (VanityCopyOrder) order
      = parse ("A.jpg", "x:y.jpg:0.25|lips=C.jpg:0.5", "1|2|3", NULL, NULL, TRUE);

  assert_source (order, 0, "A.jpg", 1, 0.375, 0.75, 0.75);
  assert_source (order, 1, "x:y.jpg", 2, 0.125, 0.25, 0.25);
  assert_source (order, 2, "C.jpg", 3, 0.5, 0, 0);
  assert_worn (order, "lecbs");
}

/* Whatever is typed, shares of each part that is worn sum to 1, and strengths are in range. */
static void
test_sums (void)
{
  static const char *const froms[] = { "A", "lips=A", "A|eyes=B", "lips,eyes=A|skin=B|C" };
  static const char *const blends[] = { NULL, "B:0", "B:1", "lips=B:0.3|C:0.9|A:0.5" };
  static const char *const regions[] = { NULL, "lips", "skin", "lips,eyes,cheeks,brows,skin" };
  guint n_parsed = 0;

  for (guint i = 0; i < 4 * 4 * 4 * 2; i++)
    {
      g_autoptr (VanityCopyOrder) order
          = parse (froms[i % 4], blends[i / 4 % 4], NULL, regions[i / 16 % 4], "1.5", i / 64);

      n_parsed += order != NULL;
      for (int part = 0; order && part < VANITY_N_CHANGES; part++)
        {
          double sum = 0;

          for (guint k = 0; k < order->sources->len; k++)
            sum += ((VanityCopySource *)order->sources->pdata[k])->share[part];
          g_assert_cmpfloat (order->strength[part], ==, order->worn[part] ? 1.5 : 0);
          if (order->worn[part])
            g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
        }
    }
  g_assert_cmpuint (n_parsed, >, 60);
}

static void
test_strength (void)
{
  static const gboolean worn[VANITY_N_CHANGES] = { TRUE, TRUE, TRUE, FALSE, FALSE };
  static const char *const wrong[] = {
    "",     "lips",  "1.6", "-0.1",     "nan",    "inf", "lips=2",   "nose=1",   "brows=0.5",
    "0.5,", "lips=", "=1",  "1,5,lips", "lips:1", "1e",  "lips=0,5", "eyes=nan", "lips==0.5",
  };
  double strength[VANITY_N_CHANGES];

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("“%s”", wrong[i]);
      g_assert_false (vanity_copy_parse_strength (wrong[i], worn, strength));
    }
  g_assert_true (vanity_copy_parse_strength (NULL, worn, strength));
  g_assert_cmpfloat (strength[VANITY_CHANGE_LIPS], ==, 1);
  g_assert_cmpfloat (strength[VANITY_CHANGE_BROWS], ==, 0);
  g_assert_true (vanity_copy_parse_strength ("lips=1.2, 0.8 ,eyes=0", worn, strength));
  g_assert_cmpfloat (strength[VANITY_CHANGE_LIPS], ==, 1.2);
  g_assert_cmpfloat (strength[VANITY_CHANGE_EYES], ==, 0);
  g_assert_cmpfloat (strength[VANITY_CHANGE_CHEEKS], ==, 0.8);
  g_assert_cmpfloat (strength[VANITY_CHANGE_BROWS], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/copy-options/one", test_one);
  g_test_add_func ("/copy-options/several", test_several);
  g_test_add_func ("/copy-options/blend", test_blend);
  g_test_add_func ("/copy-options/sums", test_sums);
  g_test_add_func ("/copy-options/strength", test_strength);
  return g_test_run ();
}
