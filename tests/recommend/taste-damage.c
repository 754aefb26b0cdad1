/* A file that was damaged, or has no room: what can be had is there, and the person is told. */
#include "recommend/taste.h"

#include "base/error.h"
#include "folder.h"
#include "made-shade.h"
#include "recommend/bag.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_EVENTS 1000

static void
fill (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTaste) taste = vanity_taste_open (path, &error);

  g_assert_no_error (error);
  for (int i = 0; i < N_EVENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Shade %d", i % 300);
      g_autoptr (VanityShade) shade
          = made_shade ("Brand", name, VANITY_CATEGORY_LIPSTICK, (guint32)i * 7919 & 0xffffff);

      g_assert_true (vanity_taste_record (taste, shade, VANITY_EVENT_TRY, 0, &error));
    }
}

static guint
count_events (VanityTaste *taste)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = vanity_taste_list_events (taste, 0, 0, &error);

  g_assert_no_error (error);
  return events->len;
}

/* Overwrites a share of the file. */
static void
damage (const char *path, double from, double to)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  memset (data + (gsize)(from * (double)size), 0x5a, (gsize)((to - from) * (double)size));
  g_assert_true (g_file_set_contents (path, data, (gssize)size, NULL));
}

static void
check_damage (double from, double to, gboolean backup)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autofree char *copy = g_strconcat (path, ".backup", NULL);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTaste) taste = NULL;
  guint n;

  fill (path);
  if (!backup)
    g_assert_cmpint (g_unlink (copy), ==, 0);
  damage (path, from, to);
  taste = vanity_taste_open (path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (vanity_taste_get_trouble (taste));
  g_assert_true (vanity_taste_is_kept (taste));
  n = count_events (taste);
  g_test_message ("%.2f to %.2f, %s backup: %u of %d events", from, to, backup ? "with" : "no", n,
                  N_EVENTS);
  if (backup)
    g_assert_cmpuint (n, ==, N_EVENTS);
  else
    g_assert_cmpuint (n, <, N_EVENTS);
  g_assert_true (vanity_taste_record (taste, red, VANITY_EVENT_LIKE, 0, &error));
  g_assert_no_error (error);
  g_clear_object (&taste);
  taste = vanity_taste_open (path, &error);
  g_assert_null (vanity_taste_get_trouble (taste));
  g_assert_cmpuint (count_events (taste), ==, n + 1);
  /* What was put aside goes, too. */
  g_assert_true (fixture_folder_has (folder, "Shade 17"));
  g_assert_true (vanity_taste_erase (taste, VANITY_ERASE_ALL, &error));
  g_assert_false (fixture_folder_has (folder, "Shade 17"));
  g_clear_object (&taste);
  fixture_remove (g_steal_pointer (&folder));
}

static void
test_damage (void)
{
  check_damage (0, 0.02, TRUE);
  check_damage (0.4, 0.6, TRUE);
  check_damage (0.4, 0.6, FALSE);
  check_damage (0, 0.001, FALSE);
}

/* No file can grow past what is there: each event fails with words or is kept, never half. */
static void
test_full (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTaste) taste = NULL;
  int status, ends[2];
  guint kept = 0, said[2] = { 0 };
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      const struct rlimit limit = { 256 * 1024, 256 * 1024 };
      VanityTaste *own;

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      own = vanity_taste_open (path, NULL);
      for (int i = 0; own != NULL && i < 6000; i++)
        {
          g_autoptr (GError) cause = NULL;
          g_autofree char *name = g_strdup_printf ("A shade with a name that is long %d", i);
          g_autoptr (VanityShade) shade
              = made_shade ("Brand", name, VANITY_CATEGORY_LIPSTICK, 0xa01022);

          if (vanity_taste_record (own, shade, VANITY_EVENT_TRY, 0, &cause))
            said[0]++;
          else if (g_error_matches (cause, VANITY_ERROR, VANITY_ERROR_FILE))
            said[1]++;
        }
      _exit (own != NULL && write (ends[1], said, sizeof said) == sizeof said ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_cmpint (read (ends[0], said, sizeof said), ==, sizeof said);
  g_test_message ("%u kept, %u refused", said[0], said[1]);
  g_assert_cmpuint (said[0] + said[1], ==, 6000);
  g_assert_cmpuint (said[1], >, 0);
  taste = vanity_taste_open (path, &error);
  g_assert_no_error (error);
  g_assert_null (vanity_taste_get_trouble (taste));
  kept = count_events (taste);
  g_assert_cmpuint (kept, ==, said[0]);
  g_clear_object (&taste);
  close (ends[0]);
  close (ends[1]);
  fixture_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/taste-damage/damage", test_damage);
  g_test_add_func ("/recommend/taste-damage/full", test_full);
  return g_test_run ();
}
