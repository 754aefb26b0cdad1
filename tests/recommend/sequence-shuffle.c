#include "recommend/sequence-shuffle.h"

#include "base/error.h"

#include <string.h>

static VanitySequences *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  VanitySequences *sequences = vanity_sequences_parse (text, strlen (text), "made", &error);

  g_assert_no_error (error);
  return sequences;
}

/* Each of the parts [bounds[i], bounds[i + 1]) has the same items as before; and some other order,
 * with one of many seeds, where it has several. */
static void
check_parts (const VanitySequences *sequences, int window, int kept, const int *bounds, int n_parts)
{
  g_autofree gboolean *moved = g_new0 (gboolean, n_parts);

  for (guint64 seed = 0; seed < 20; seed++)
    {
      g_autoptr (VanitySequences) copy = vanity_sequences_shuffle (sequences, window, kept, seed);

      for (int part = 0; part < n_parts; part++)
        {
          int sum = 0;

          for (int i = bounds[part]; i < bounds[part + 1]; i++)
            {
              sum += (1 << sequences->items[i]) - (1 << copy->items[i]);
              moved[part] |= sequences->items[i] != copy->items[i];
            }
          g_assert_cmpint (sum, ==, 0);
        }
    }
  for (int part = 0; part < n_parts; part++)
    g_assert_cmpint (moved[part], ==, bounds[part + 1] - bounds[part] > 1);
}

static void
test_windows (void)
{
  g_autoptr (VanitySequences) sequences = parse ("1 1 2 3 4 5 6 7\n2 8 9\n");

  /* Windows of 3, counted back from the last, or the one before it. */
  check_parts (sequences, 3, 0, (int[]){ 0, 1, 4, 7, 9 }, 4);
  check_parts (sequences, 3, 1, (int[]){ 0, 3, 6, 7, 8, 9 }, 5);
  check_parts (sequences, 0, 1, (int[]){ 0, 6, 7, 8, 9 }, 4);
  check_parts (sequences, 3, 9, (int[]){ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, 9);
}

static void
test_days (void)
{
  g_autoptr (VanitySequences) sequences = parse ("1 1 2 3 4 5\n2 6 7\n");
  g_autoptr (VanitySequences) days = parse ("1 70 70 71 71 71\n2 70 70\n");
  gboolean moved = FALSE;

  for (guint64 seed = 0; seed < 20; seed++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VanitySequences) copy
          = vanity_sequences_shuffle_days (sequences, days, "days", 1, seed, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (copy->items[0] + copy->items[1], ==, 0 + 1);
      g_assert_cmpuint (copy->items[2] + copy->items[3], ==, 2 + 3);
      g_assert_cmpuint (copy->items[4], ==, 4);
      g_assert_cmpuint (copy->items[6], ==, 6);
      moved |= copy->items[0] != 0 && copy->items[2] != 2;
    }
  g_assert_true (moved);
}

static void
test_refused (void)
{
  static const char *const wrong[] = { "1 1 1\n", "1 1 1\n3 1 1\n", "1 1 1\n2 1 1 1\n" };
  g_autoptr (VanitySequences) sequences = parse ("1 1 2\n2 3 4\n");

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (VanitySequences) days = parse (wrong[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (vanity_sequences_shuffle_days (sequences, days, "days", 0, 1, &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, "days"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/sequence-shuffle/windows", test_windows);
  g_test_add_func ("/recommend/sequence-shuffle/days", test_days);
  g_test_add_func ("/recommend/sequence-shuffle/refused", test_refused);
  return g_test_run ();
}
