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
assert_source (const VanityCopyOrder *order, guint index, const char *path, int face)
{
  const VanityCopySource *source;

  g_assert_cmpuint (order->sources->len, >, index);
  source = order->sources->pdata[index];
  g_assert_cmpstr (source->path, ==, path);
  g_assert_cmpint (source->face, ==, face);
}

static void
assert_part (const VanityCopyOrder *order, VanityChangePart index, int from, int to, double blend)
{
  const VanityCopyPart *part = &order->parts[index];

  g_assert_cmpint (part->from, ==, from);
  g_assert_cmpint (part->to, ==, to);
  g_assert_cmpfloat (part->blend, ==, blend);
}

/* `wanted`: a letter for each part that is worn, in the order of VanityChangePart. */
static void
assert_worn (const VanityCopyOrder *order, const char *wanted, double strength)
{
  static const char letters[] = "lecbs";

  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      gboolean worn = strchr (wanted, letters[i]) != NULL;

      g_assert_cmpint (order->parts[i].worn, ==, worn);
      g_assert_cmpfloat (order->parts[i].strength, ==, worn ? strength : 0);
    }
}

/* One reference gives all but its skin, at full strength. */
static void
test_one (void)
{
  g_autoptr (VanityCopyOrder) order = parse ("./a=b.jpg", NULL, "2", NULL, NULL, FALSE);
  g_autoptr (VanityCopyOrder) some = parse ("A.jpg", NULL, NULL, "skin, lips", "0.5", FALSE);
  g_autoptr (VanityCopyOrder) all = parse ("A.jpg", NULL, NULL, NULL, "0", TRUE);

  g_assert_null (parse ("a=b.jpg", NULL, NULL, NULL, NULL, FALSE)); /* no region, and no file */
  g_assert_nonnull (order);
  g_assert_cmpuint (order->sources->len, ==, 1);
  assert_source (order, 0, "./a=b.jpg", 2);
  assert_worn (order, "lecb", 1);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    assert_part (order, i, 0, -1, 0);
  assert_worn (some, "ls", 0.5);
  assert_worn (all, "lecbs", 0);
}

static void
test_several (void)
{
  g_autoptr (VanityCopyOrder) order
      = parse ("lips=B.jpg|A.jpg|eyes,skin=C=D.jpg", NULL, "1|3", NULL, NULL, FALSE);
  g_autoptr (VanityCopyOrder) few = parse ("lips=B.jpg|eyes=C.jpg", NULL, NULL, NULL, NULL, FALSE);

  g_assert_nonnull (order);
  assert_source (order, 0, "B.jpg", 1);
  assert_source (order, 1, "A.jpg", 3);
  assert_source (order, 2, "C=D.jpg", 0);
  assert_part (order, VANITY_CHANGE_LIPS, 0, -1, 0);
  assert_part (order, VANITY_CHANGE_EYES, 2, -1, 0);
  assert_part (order, VANITY_CHANGE_CHEEKS, 1, -1, 0);
  assert_part (order, VANITY_CHANGE_SKIN, 2, -1, 0);
  assert_worn (order, "lecbs", 1);
  assert_worn (few, "le", 1);
}

static void
test_blend (void)
{
  g_autoptr (VanityCopyOrder) order = parse ("A.jpg", "x:y.jpg:0.25", "1|2", NULL, NULL, TRUE);
  g_autoptr (VanityCopyOrder) some
      = parse ("A.jpg", "eyes=B.jpg:1|lips,skin=C.jpg:0.5", NULL, NULL, NULL, TRUE);
  g_autoptr (VanityCopyOrder) lips = parse ("lips=A.jpg", "B.jpg:0.5", NULL, NULL, NULL, FALSE);

  assert_source (order, 1, "x:y.jpg", 2);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    assert_part (order, i, 0, 1, 0.25);
  assert_worn (order, "lecbs", 1);
  assert_part (some, VANITY_CHANGE_LIPS, 0, 2, 0.5);
  assert_part (some, VANITY_CHANGE_EYES, 0, 1, 1);
  assert_part (some, VANITY_CHANGE_BROWS, 0, -1, 0);
  assert_part (some, VANITY_CHANGE_SKIN, 0, 2, 0.5);
  assert_part (lips, VANITY_CHANGE_LIPS, 0, 1, 0.5);
  assert_part (lips, VANITY_CHANGE_EYES, -1, -1, 0);
  assert_worn (lips, "l", 1);
}

/* Whatever is typed, parts that are worn come from somewhere. */
static void
test_sources (void)
{
  static const char *const froms[] = { "A", "lips=A", "A|eyes=B", "lips,eyes=A|skin=B|C" };
  static const char *const blends[] = { NULL, "B:0", "B:1", "lips=B:0.3|eyes=C:0.9" };
  static const char *const regions[] = { NULL, "lips", "skin", "lips,eyes,cheeks,brows,skin" };
  guint n_parsed = 0;

  for (guint i = 0; i < 4 * 4 * 4 * 2; i++)
    {
      g_autoptr (VanityCopyOrder) order
          = parse (froms[i % 4], blends[i / 4 % 4], NULL, regions[i / 16 % 4], "1.5", i / 64);

      n_parsed += order != NULL;
      for (int k = 0; order && k < VANITY_N_CHANGES; k++)
        {
          const VanityCopyPart *part = &order->parts[k];

          g_assert_cmpfloat (part->strength, ==, part->worn ? 1.5 : 0);
          if (part->worn)
            g_assert_cmpint (part->from, >=, 0);
          g_assert_cmpint (MAX (part->from, part->to), <, (int)order->sources->len);
        }
    }
  g_assert_cmpuint (n_parsed, ==, 3 * 32 + 3 * 2);
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
      g_assert_false (vanity_copy_parse_strength (wrong[i], worn, 1.5, strength));
    }
  g_assert_true (vanity_copy_parse_strength (NULL, worn, 1.5, strength));
  g_assert_cmpfloat (strength[VANITY_CHANGE_LIPS], ==, 1);
  g_assert_cmpfloat (strength[VANITY_CHANGE_BROWS], ==, 0);
  g_assert_true (vanity_copy_parse_strength ("lips=1.2, 0.8 ,eyes=0", worn, 1.5, strength));
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
  g_test_add_func ("/copy-options/sources", test_sources);
  g_test_add_func ("/copy-options/strength", test_strength);
  return g_test_run ();
}
