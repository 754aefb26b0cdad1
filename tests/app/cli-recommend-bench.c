/* vanity-cli recommend-bench, on files with a rule in them that the test plants. */
#include "cli-fixture.h"

#include <string.h>

#define ITEMS 40

/* Everybody goes round a ring of items, and steps over some; and the days of it, three actions
 * each. */
static void
write_ring (Cli *cli)
{
  g_autoptr (GString) actions = g_string_new (NULL);
  g_autoptr (GString) days = g_string_new (NULL);

  for (int user = 0; user < 200; user++)
    {
      int item = user * 7 % ITEMS;

      g_string_append_printf (actions, "%d", user + 1);
      g_string_append_printf (days, "%d", user + 1);
      for (int i = 0; i < 7; i++)
        {
          g_string_append_printf (actions, " %d", 1000 + item);
          g_string_append_printf (days, " %d", 20000 + i / 3);
          item = (item + 1 + (user + i) % 11 / 10) % ITEMS;
        }
      g_string_append_c (actions, '\n');
      g_string_append_c (days, '\n');
    }
  cli_write (cli, "ring.txt", actions->str, actions->len);
  cli_write (cli, "days.txt", days->str, days->len);
}

/* The numbers of the row that begins with `name`, behind the line that begins with `title`. */
static void
read_row (const Cli *cli, const char *title, const char *name, double numbers[4])
{
  const char *at = strstr (cli->out, title), *row;

  g_assert_nonnull (at);
  row = strstr (at, name);
  g_assert_nonnull (row);
  row += strlen (name);
  for (int i = 0; i < 4; i++)
    {
      char *end;

      numbers[i] = g_ascii_strtod (row, &end);
      g_assert_true (end != row);
      row = end;
    }
}

static void
test_ring (Cli *cli, gconstpointer data)
{
  double numbers[4];
  g_autofree char *first = NULL;

  write_ring (cli);
  cli_run (cli, "recommend-bench", "ring.txt", "--quick", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "200 users, 200 of whom"));
  read_row (cli, "\nTest ", "  blend of all ", numbers);
  for (int i = 0; i < 4; i++)
    g_assert_true (numbers[i] > 0.5 && numbers[i] <= 1);
  g_assert_cmpfloat (numbers[2], >=, numbers[0]);
  g_assert_cmpfloat (numbers[2], >, 0.9);
  read_row (cli, "\nTest ", "  popularity ", numbers);
  g_assert_cmpfloat (numbers[2], <, 0.6);
  g_assert_null (strstr (cli->out, "shuffled"));

  /* The same again, but for the times. */
  first = g_strndup (cli->out, strstr (cli->out, "  All of these") - cli->out);
  cli_run (cli, "recommend-bench", "ring.txt", "--quick", NULL);
  g_assert_true (g_str_has_prefix (cli->out, first));
}

/* All the rest: what is shuffled, by windows and by days, and what is learnt again. */
static void
test_whole (Cli *cli, gconstpointer data)
{
  double numbers[4], shuffled[4];

  write_ring (cli);
  cli_run (cli, "recommend-bench", "ring.txt", "--days", "days.txt", NULL);
  cli_assert_ended (cli, 0, NULL);
  read_row (cli, "days shuffled but for", "  blend of all ", numbers);
  read_row (cli, "days shuffled with it", "  blend of all ", shuffled);
  read_row (cli, "validation items learnt", "  blend of all ", numbers);
  g_assert_null (strstr (cli->out, "no dates"));
  cli_run (cli, "recommend-bench", "ring.txt", "--window", "2", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_nonnull (strstr (cli->out, "2 neighbours"));
  read_row (cli, "shuffled with the item", "  blend of all ", shuffled);
}

static void
test_bad_files (Cli *cli, gconstpointer data)
{
  static const struct
  {
    const char *text, *word;
  } files[] = {
    { "", "empty" },           { "a b c\n", "“a”" },         { "1 2 -3\n", "“-3”" },
    { "1 2\n2 3\n", "three" }, { "1 2 3 4\n", "two users" }, { "1 2 3\n1 2 3\n", "user 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      cli_write (cli, "bad.txt", files[i].text, strlen (files[i].text));
      cli_run (cli, "recommend-bench", "bad.txt", NULL);
      cli_assert_ended (cli, 1, "bad.txt", files[i].word, NULL);
      g_assert_cmpstr (cli->out, ==, "");
    }
  cli_run (cli, "recommend-bench", "none.txt", NULL);
  cli_assert_ended (cli, 1, "none.txt", NULL);
  write_ring (cli);
  cli_write (cli, "bad.txt", "1 2 3\n", 6);
  cli_run (cli, "recommend-bench", "ring.txt", "--days", "bad.txt", NULL);
  cli_assert_ended (cli, 1, "bad.txt", "200", NULL);
}

static void
test_misused (Cli *cli, gconstpointer data)
{
  cli_assert_misused (cli, "recommend-bench", "file");
  cli_assert_misused (cli, "recommend-bench a b", "file");
  cli_assert_misused (cli, "recommend-bench a --window 0", "--window");
  cli_assert_misused (cli, "recommend-bench a --seed x", "--seed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/app/cli-recommend-bench/ring", test_ring);
  cli_add_test ("/app/cli-recommend-bench/whole", test_whole);
  cli_add_test ("/app/cli-recommend-bench/bad-files", test_bad_files);
  cli_add_test ("/app/cli-recommend-bench/misused", test_misused);
  return g_test_run ();
}
