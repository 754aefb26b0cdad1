#include "recommend/sequence.h"

#include "base/error.h"

#include <string.h>

static VanitySequences *
parse (const char *text, GError **error)
{
  return vanity_sequences_parse (text, strlen (text), "made", error);
}

static void
check (const VanitySequences *sequences, int user, const guint64 *labels, int count)
{
  int length;
  const guint32 *items = vanity_sequences_get (sequences, user, &length);

  g_assert_cmpint (length, ==, count);
  for (int i = 0; i < count; i++)
    g_assert_cmpuint (sequences->labels[items[i]], ==, labels[i]);
}

static void
test_lines (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanitySequences) sequences = parse ("\xef\xbb\xbf"
                                                 "7 10 20 30\r\n\n 9\t20  18446744073709551615 20",
                                                 &error);

  g_assert_no_error (error);
  g_assert_cmpint (sequences->n_users, ==, 2);
  g_assert_cmpint (sequences->n_items, ==, 4);
  g_assert_cmpint (sequences->n_actions, ==, 6);
  g_assert_cmpint (sequences->n_repeated, ==, 1);
  g_assert_cmpuint (sequences->users[0], ==, 7);
  g_assert_cmpuint (sequences->users[1], ==, 9);
  check (sequences, 0, (guint64[]){ 10, 20, 30 }, 3);
  check (sequences, 1, (guint64[]){ 20, G_MAXUINT64, 20 }, 3);
}

/* The other shape of such files: an action a line, users mixed. */
static void
test_actions (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanitySequences) sequences = parse ("1 5\n2 6\n1 7\n2 5\n1 6\n", &error);

  g_assert_no_error (error);
  g_assert_cmpint (sequences->n_users, ==, 2);
  check (sequences, 0, (guint64[]){ 5, 7, 6 }, 3);
  check (sequences, 1, (guint64[]){ 6, 5 }, 2);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text, *words;
  } files[] = {
    { "", "empty" },
    { "\n \r\n", "empty" },
    { "1 2 3\n4 x5 6\n", "line 2: “x5”" },
    { "1 -2 3\n", "“-2”" },
    { "1 2.5\n", "“2.5”" },
    { "1,2,3\n", "“1,2,3”" },
    { "1 18446744073709551616\n", "“18446744073709551616”" },
    { "1 2 3\n4\n", "line 2: user 4 has no item" },
    { "1 2 3\n1 2 3\n", "more than one line for user 1" },
    { "1 2\n1 2 3\n", "more than one line for user 1" },
    { "1 \xff\xfe\n", "whole number" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (files[i].text, &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, files[i].words));
      g_assert_nonnull (strstr (error->message, "made"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strchr (error->message, '\n'));
    }
}

/* A number may be cut off by the end of the buffer, which has no NUL. */
static void
test_bounds (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_memdup2 ("1 2 34", 6);
  g_autoptr (VanitySequences) sequences = vanity_sequences_parse (text, 6, "made", &error);
  g_autoptr (VanitySequences) copy = NULL;

  g_assert_no_error (error);
  check (sequences, 0, (guint64[]){ 2, 34 }, 2);
  copy = vanity_sequences_copy (sequences);
  check (copy, 0, (guint64[]){ 2, 34 }, 2);
  g_assert_null (vanity_sequences_parse ("1 2\0003", 5, "made", &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vanity_sequences_load ("no-such-file", &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/sequence/lines", test_lines);
  g_test_add_func ("/recommend/sequence/actions", test_actions);
  g_test_add_func ("/recommend/sequence/refused", test_refused);
  g_test_add_func ("/recommend/sequence/bounds", test_bounds);
  g_test_add_func ("/recommend/sequence/missing", test_missing);
  return g_test_run ();
}
