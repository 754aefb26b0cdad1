/* JSON one value at a time, whole and broken. */
#include "feed/values.h"

#include "base/error.h"

#include <string.h>

static const char *const lists[] = { "@graph", "products", NULL };

/* Every value in one line, "?" for what is bad, "…" for what breaks off. */
static char *
read_all (const char *text, gsize size, gboolean lines)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (VanityFeedInput) input = vanity_feed_input_new (bytes, "test");
  g_autoptr (VanityFeedValues) values = vanity_feed_values_new (input, lists, lines);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  VanityFeedValueState state;
  JsonNode *node;
  gint64 line;

  while ((state = vanity_feed_values_next (values, &node, &line, &error)) < VANITY_FEED_VALUE_END)
    {
      static const char *const bad[] = { NULL, "?", "long", "deep" };
      g_autofree char *value = node ? json_to_string (node, FALSE) : g_strdup (bad[state]);

      g_assert_true ((node != NULL) == (state == VANITY_FEED_VALUE_GOOD));
      g_string_append_printf (all, "%d:%s;", (int)line, value);
    }
  g_assert_true ((state == VANITY_FEED_VALUE_ERROR) == (error != NULL));
  if (error)
    g_string_append (all, "…");
  return g_strdup (all->str);
}

static void
check (const char *text, gboolean lines, const char *expected)
{
  g_autofree char *read = read_all (text, strlen (text), lines);

  g_assert_cmpstr (read, ==, expected);
}

static void
test_structures (void)
{
  check ("", FALSE, "");
  check ("[]", FALSE, "");
  check ("[1, \"a]\", {\"b\":[2]},\n[3]]", FALSE, "1:1;1:\"a]\";1:{\"b\":[2]};2:[3];");
  check ("{\"a\":1}", FALSE, "1:{\"a\":1};");
  check ("{\"a\":1,\n\"@graph\":[{\"b\":\"\\\"}\"},\n2],\"c\":[3]}", FALSE,
         "2:{\"b\":\"\\\"}\"};3:2;1:{\"a\":1,\"c\":[3]};");
  check ("{\"products\":[]}", FALSE, "");
  check ("{\"a\":1}\n{\"a\":2}", FALSE, "1:{\"a\":1};2:{\"a\":2};");
}

static void
test_lines (void)
{
  check ("{\"a\":1}\n\n{\"a\":2}\r\n{\"a\":", TRUE, "1:{\"a\":1};3:{\"a\":2};4:?;");
  check ("{\"a\":1}\n{broken\n{\"a\":3}\n", TRUE, "1:{\"a\":1};2:?;3:{\"a\":3};");
}

/* What is wrong inside of one value costs that one. */
static void
test_broken (void)
{
  check ("[{\"a\":1},{\"a\" 2},{\"a\":3}]", FALSE, "1:{\"a\":1};1:?;1:{\"a\":3};");
  check ("[{\"a\":[1},{\"a\":2}]", FALSE, "1:?;1:{\"a\":2};");
  check ("[{\"a\":\"open,\n \"b\":1},\n{\"a\":2}]", FALSE, "1:?;3:{\"a\":2};");
  check ("[{\"a\":\"two\nlines\"}]", FALSE, "1:{\"a\":\"two lines\"};");
  check ("[{\"a\":1},{\"a\":", FALSE, "1:{\"a\":1};…");
  check ("[{\"a\":1}", FALSE, "1:{\"a\":1};…");
  check ("[\"open", FALSE, "…");
  check ("{\"a", FALSE, "…");
  check ("nonsense ", FALSE, "1:?;");
  check ("nonsense", FALSE, "…");
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("[1,");

  for (int i = 0; i < 100000; i++)
    g_string_append (text, "[");
  for (int i = 0; i < 100000; i++)
    g_string_append (text, "]");
  g_string_append (text, ",2]");
  check (text->str, FALSE, "1:1;1:deep;1:2;");
  g_string_append (text, "\n3");
  check (text->str, TRUE, "1:deep;2:3;");

  g_autoptr (GError) error = NULL;
  g_assert_null (vanity_feed_value_parse (text->str, text->len, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT);
}

static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("[1,\"");
  gsize start = text->len;

  g_string_set_size (text, start + (17 << 20));
  memset (text->str + start, 'x', 17 << 20);
  g_string_append (text, "\",2]");
  check (text->str, FALSE, "1:1;1:long;1:2;");
}

/* Cut at every byte: it ends, and says so. */
static void
test_cut (void)
{
  const char text[] = "{\"x\": [1, {\"y\": \"a\\\"b\"}], \"@graph\": [{\"z\": 1}, 2.5e3, true]}";

  for (gsize size = 1; size < strlen (text); size++)
    {
      g_autofree char *read = read_all (text, size, FALSE);

      g_assert_true (g_str_has_suffix (read, "…"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/values/structures", test_structures);
  g_test_add_func ("/feed/values/lines", test_lines);
  g_test_add_func ("/feed/values/broken", test_broken);
  g_test_add_func ("/feed/values/deep", test_deep);
  g_test_add_func ("/feed/values/long", test_long);
  g_test_add_func ("/feed/values/cut", test_cut);
  return g_test_run ();
}
