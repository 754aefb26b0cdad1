/* A child that records is killed at moments that nobody chose; the file opens, and what the child
 * was told to be kept is there. */
#include "recommend/taste.h"

#include "base/random.h"
#include "folder.h"
#include "made-shade.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ROUNDS 12

/* Writes a byte for each event that is kept. */
static void
record_for_ever (const char *path, int pipe)
{
  VanityTaste *taste = vanity_taste_open (path, NULL);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);

  for (int i = 0;; i++)
    if (taste == NULL
        || !vanity_taste_record (taste, red, i % 3 == 0 ? VANITY_EVENT_LIKE : VANITY_EVENT_TRY, 0,
                                 NULL)
        || write (pipe, "x", 1) != 1)
      _exit (1);
}

/* How many events the child said were kept before it was killed. */
static guint
kill_one (const char *path, gulong microseconds)
{
  int ends[2], status;
  guint n = 0;
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      record_for_ever (path, ends[1]);
    }
  close (ends[1]);
  /* The first says that it has begun. */
  n += read (ends[0], &byte, 1) == 1;
  g_usleep (microseconds);
  kill (child, SIGKILL);
  while (read (ends[0], &byte, 1) == 1)
    n++;
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  return n;
}

static void
test_kill (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  VanityRandom random;
  guint before = 0;

  vanity_random_init (&random, 20260314);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      guint said = kill_one (path, (gulong)vanity_random_index (&random, 40000));
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityTaste) taste = vanity_taste_open (path, &error);
      g_autoptr (GPtrArray) events = NULL;
      VanityShadeState state;
      guint tries = 0;

      g_assert_no_error (error);
      g_assert_null (vanity_taste_get_trouble (taste));
      events = vanity_taste_list_events (taste, 0, 0, &error);
      g_assert_no_error (error);
      /* One may be kept that it did not come to tell of. */
      g_assert_cmpuint (said, >, 0);
      g_assert_cmpuint (events->len - before, >=, said);
      g_assert_cmpuint (events->len - before, <=, said + 1);
      before = events->len;
      /* Events and what follows from them are kept together. */
      for (guint i = 0; i < events->len; i++)
        tries += ((VanityEvent *)events->pdata[i])->kind == VANITY_EVENT_TRY;
      g_assert_true (vanity_taste_get_state (taste, ((VanityEvent *)events->pdata[0])->shade->uid,
                                             &state, &error));
      g_assert_cmpuint (state.tries, ==, tries);
      /* Left open through the next kill now and then, as a second window is. */
      if (round % 3 == 2)
        {
          before += kill_one (path, 3000);
          g_clear_pointer (&events, g_ptr_array_unref);
          events = vanity_taste_list_events (taste, 0, 0, &error);
          g_assert_no_error (error);
          g_assert_cmpuint (events->len, >=, before);
          before = events->len;
        }
    }
  fixture_remove (g_steal_pointer (&folder));
}

/* Several processes at once: no event is lost and none fails. */
static void
test_several (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autoptr (VanityTaste) taste = NULL;
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  VanityShadeState state;
  pid_t children[3];

  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      children[i] = fork ();
      g_assert_cmpint (children[i], >=, 0);
      if (children[i] == 0)
        {
          VanityTaste *own = vanity_taste_open (path, NULL);
          gboolean ok = own != NULL && vanity_taste_is_kept (own);

          for (int k = 0; ok && k < 100; k++)
            ok = vanity_taste_record (own, red, VANITY_EVENT_TRY, 0, NULL);
          if (own != NULL)
            g_object_unref (own);
          _exit (ok ? 0 : 1);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }
  taste = vanity_taste_open (path, NULL);
  g_assert_true (vanity_taste_get_state (taste, red->uid, &state, NULL));
  g_assert_cmpuint (state.tries, ==, 300);
  g_clear_object (&taste);
  fixture_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/taste-kill/kill", test_kill);
  g_test_add_func ("/recommend/taste-kill/several", test_several);
  return g_test_run ();
}
