#include "texture/labels.h"

#include "base/error.h"
#include "folder.h"

#include <string.h>

typedef struct
{
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
  fixture->path = g_build_filename (fixture->folder, "faces.json", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  fixture_remove (fixture->folder);
}

static GHashTable *
load (Fixture *fixture, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  fixture_write (fixture->path, bytes);
  return vanity_labels_load (fixture->path, NULL, error);
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) labels
      = load (fixture,
              "[{\"file\": \"a.jpg\", \"person\": \"Ann [1] \\\"{\", \"makeup\": 3, \"flags\": "
              "\"gx\", \"points\": [[1, 2]], \"yaw\": 0.5},\n"
              " {\"file\": \"b.jpg\"},\n"
              " {\"file\": \"c.jpg\", \"flags\": \"mb\", \"makeup\": 0, \"person\": null}]",
              &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_hash_table_size (labels), ==, 3);
  const VanityLabel *label = g_hash_table_lookup (labels, "a.jpg");
  g_assert_cmpstr (label->person, ==, "Ann [1] \"{");
  g_assert_cmpint (label->makeup, ==, 3);
  g_assert_true (label->has_flags);
  g_assert_true (label->glasses && label->expression && !label->minor && !label->bad);
  label = g_hash_table_lookup (labels, "b.jpg");
  g_assert_null (label->person);
  g_assert_cmpint (label->makeup, ==, -1);
  g_assert_false (label->has_flags || label->glasses || label->expression || label->minor
                  || label->bad);
  label = g_hash_table_lookup (labels, "c.jpg");
  g_assert_cmpint (label->makeup, ==, 0);
  g_assert_true (label->minor && label->bad && !label->glasses);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  const struct
  {
    const char *text, *word;
  } cases[] = {
    { "", "a list" },
    { "[", "no labels" },
    { "\xff", "UTF-8" },
    { deep, "deep" },
    { "{}", "a list" },
    { "[1]", "entry 0" },
    { "[{}]", "file" },
    { "[{\"file\": 1}]", "file" },
    { "[{\"file\": \"\"}]", "file" },
    { "[{\"file\": \"a\"}, {\"file\": \"a\"}]", "entry 1" },
    { "[{\"file\": \"a\", \"makeup\": 4}]", "makeup" },
    { "[{\"file\": \"a\", \"makeup\": -1}]", "makeup" },
    { "[{\"file\": \"a\", \"makeup\": 1.5}]", "makeup" },
    { "[{\"file\": \"a\", \"makeup\": \"2\"}]", "makeup" },
    { "[{\"file\": \"a\", \"person\": 7}]", "person" },
    { "[{\"file\": \"a\", \"person\": \"\"}]", "person" },
    { "[{\"file\": \"a\", \"flags\": \"q\"}]", "flags" },
    { "[{\"file\": \"a\", \"flags\": [\"g\"]}]", "flags" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (fixture, cases[i].text, &error));
      g_test_message ("%s", error->message);
      g_assert_true (error->domain == VANITY_ERROR);
      g_assert_nonnull (strstr (error->message, "faces.json"));
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }

  g_autoptr (GError) error = NULL;
  g_autofree char *missing = g_build_filename (fixture->folder, "none.json", NULL);
  g_assert_null (vanity_labels_load (missing, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/labels/read", Fixture, NULL, set_up, test_read, tear_down);
  g_test_add ("/labels/refused", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
