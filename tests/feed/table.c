/* Tables, well written and not. */
#include "feed/table.h"

#include <string.h>

/* Every record as "line: field|field", an end of line inside as "~". */
static char *
read_all (const char *text, gsize size, char separator)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (VanityFeedInput) input = vanity_feed_input_new (bytes, "test");
  g_autoptr (VanityFeedTable) table = vanity_feed_table_new (input, separator);
  g_autoptr (GString) all = g_string_new (NULL);
  VanityFeedTableRow row;
  VanityFeedTableState state;

  while ((state = vanity_feed_table_next (table, &row, NULL)) < VANITY_FEED_TABLE_END)
    {
      g_string_append_printf (all, "%d:", (int)row.line);
      if (state == VANITY_FEED_TABLE_TOO_LONG)
        g_string_append (all, "long");
      for (guint i = 0; i < row.n_fields; i++)
        g_string_append_printf (all, "%s%s", i > 0 ? "|" : "", row.fields[i]);
      g_string_append (all, row.stray ? "!;" : ";");
    }
  g_assert_cmpint (state, ==, VANITY_FEED_TABLE_END);
  return g_strdelimit (g_strdup (all->str), "\r\n", '~');
}

static void
check (const char *text, char separator, const char *expected)
{
  g_autofree char *read = read_all (text, strlen (text), separator);

  g_assert_cmpstr (read, ==, expected);
}

static void
test_fields (void)
{
  check ("", ',', "");
  check ("\n\r\n", ',', "");
  check ("a,b\n", ',', "1:a|b;");
  check ("a,b\r\nc,d", ',', "1:a|b;2:c|d;");
  check ("a,b\rc,d\r", ',', "1:a|b;2:c|d;");
  check ("a,,\n,\n", ',', "1:a||;2:|;");
  check ("a\tb,c\n", '\t', "1:a|b,c;");
  check ("\n\na,b\n\nc", ',', "3:a|b;5:c;");
}

static void
test_quotes (void)
{
  check ("\"a\",\"b,c\"\n", ',', "1:a|b,c;");
  check ("\"a\"\"b\"\"\",\"\"\n", ',', "1:a\"b\"|;");
  check ("\"a\nb\r\nc\",d\ne\n", ',', "1:a~b~~c|d;4:e;");
  check ("\"a\"", ',', "1:a;");
  /* What is no quotation is read as written, and told. */
  check ("5\" brush,b\n", ',', "1:5\" brush|b;");
  check ("\"Fit Me\" base,b\nc,d\n", ',', "1:\"Fit Me\" base|b!;2:c|d;");
  check ("\"open,b\nc,d\n", ',', "1:\"open|b!;2:c|d;");
  check ("x,\"open\nc,\"d\" e\nf\n", ',', "1:x|\"open!;2:c|\"d\" e!;3:f;");
  check ("\"", ',', "1:\"!;");
  check ("a,\"", ',', "1:a|\"!;");
}

/* A quotation mark that is never closed costs its own line, not the file. */
static void
test_runaway (void)
{
  g_autoptr (GString) text = g_string_new ("\"open,1\n");
  g_autofree char *read = NULL;

  for (int i = 0; i < 40000; i++)
    g_string_append (text, "brand,line,shade\n");
  read = read_all (text->str, text->len, ',');
  g_assert_true (g_str_has_prefix (read, "1:\"open|1!;2:brand|line|shade;3:"));
  g_assert_true (g_str_has_suffix (read, ";40001:brand|line|shade;"));
}

static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  gsize start = text->len;
  g_autofree char *read = NULL;

  /* 10 MiB are read, 20 are not. */
  g_string_set_size (text, start + (20 << 20));
  memset (text->str + start, 'x', 20 << 20);
  g_string_append (text, "\nc,d\n");
  start = text->len;
  g_string_set_size (text, start + (10 << 20));
  memset (text->str + start, 'y', 10 << 20);
  g_string_append (text, ",z\n");
  read = read_all (text->str, text->len, ',');
  g_assert_true (g_str_has_prefix (read, "1:a|b;2:long;3:c|d;4:yyyy"));
  g_assert_true (g_str_has_suffix (read, "yyy|z;"));
}

/* Cut at every byte: nothing is lost but what was cut. */
static void
test_cut (void)
{
  const char text[] = "a,\"b\"\"\r\nc\",d\r\ne,\"f\n\n";

  for (gsize size = 0; size < sizeof text; size++)
    {
      g_autofree char *read = read_all (text, size, ',');

      g_assert_true (size < 14 || g_str_has_prefix (read, "1:a|b\"~~c|d;"));
    }
}

/* Against a plain reader of what a plain writer made. */
static void
test_random (void)
{
  static const char letters[] = "ab,\"\n\r\t x";

  for (int round = 0; round < 400; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL), expected = g_string_new (NULL);
      int line = 1;

      for (int record = 0; record < 20; record++)
        {
          g_string_append_printf (expected, "%d:", line);
          for (int field = 0; field < 3; field++)
            {
              g_string_append (text, field > 0 ? ",\"" : "\"");
              g_string_append (expected, field > 0 ? "|" : "");
              for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
                {
                  char c = letters[g_test_rand_int_range (0, (int)sizeof letters - 1)];

                  /* CRLF is one end of line, and is not made by chance. */
                  if (c == '\r')
                    c = '\n';
                  g_string_append_c (text, c);
                  if (c == '"')
                    g_string_append_c (text, c);
                  g_string_append_c (expected, c == '\n' ? '~' : c);
                  line += c == '\n';
                }
              g_string_append_c (text, '"');
            }
          g_string_append (text, "\n");
          g_string_append (expected, ";");
          line++;
        }
      g_autofree char *read = read_all (text->str, text->len, ',');
      g_assert_cmpstr (read, ==, expected->str);
    }
}

static void
test_separator (void)
{
  static const struct
  {
    const char *text;
    char separator;
  } cases[] = {
    { "a\tb\tc\n1,2,3,4,5,6", '\t' },
    { "a,b;c,d", ',' },
    { "a;b;c\n", ';' },
    { "a|b|c", '|' },
    { "a\n1,2", '\0' },
    { "\"a,b\",c;d;e\n", ';' },
    { "\n\n a,b\n1;2;3;4", ',' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vanity_feed_table_guess_separator (cases[i].text, strlen (cases[i].text)), ==,
                     cases[i].separator);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/table/fields", test_fields);
  g_test_add_func ("/feed/table/quotes", test_quotes);
  g_test_add_func ("/feed/table/runaway", test_runaway);
  g_test_add_func ("/feed/table/long", test_long);
  g_test_add_func ("/feed/table/cut", test_cut);
  g_test_add_func ("/feed/table/random", test_random);
  g_test_add_func ("/feed/table/separator", test_separator);
  return g_test_run ();
}
