/* The memory: events, states, private mode, and a file that cannot be had. */
#include "recommend/taste.h"

#include "base/error.h"
#include "folder.h"
#include "made-shade.h"
#include "recommend/bag.h"
#include "recommend/shopping.h"
#include "recommend/taste-avoid.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static VanityTaste *
open_taste (const char *path)
{
  g_autoptr (GError) error = NULL;
  VanityTaste *taste = vanity_taste_open (path, &error);

  g_assert_no_error (error);
  return taste;
}

static void
record (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind, double amount)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_taste_record (taste, shade, kind, amount, &error));
  g_assert_no_error (error);
}

static VanityShadeState
get_state (VanityTaste *taste, const VanityShade *shade)
{
  g_autoptr (GError) error = NULL;
  VanityShadeState state;

  g_assert_true (vanity_taste_get_state (taste, shade->uid, &state, &error));
  g_assert_no_error (error);
  return state;
}

/* What was recorded is there when the file is opened again, and can be told without a catalogue. */
static void
test_events (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autoptr (VanityTaste) taste = open_taste (path);
  g_autoptr (VanityShade) red
      = made_shade ("Robert'); DROP TABLE event;--", "Röt", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (VanityShade) bare
      = vanity_shade_new ("Other", "", "Colourless", VANITY_CATEGORY_MASCARA);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) recent = NULL;
  g_autoptr (GError) error = NULL;
  const VanityEvent *event;
  gint64 last;

  g_assert_true (vanity_taste_is_kept (taste));
  g_assert_null (vanity_taste_get_trouble (taste));
  record (taste, red, VANITY_EVENT_TRY, 0);
  record (taste, red, VANITY_EVENT_WORN, 12.5);
  record (taste, bare, VANITY_EVENT_WRONG_SHADE, VANITY_WRONG_TOO_DARK | VANITY_WRONG_TOO_WARM);
  g_clear_object (&taste);

  taste = open_taste (path);
  events = vanity_taste_list_events (taste, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 3);
  event = events->pdata[0];
  g_assert_cmpint (event->kind, ==, VANITY_EVENT_TRY);
  g_assert_cmpstr (event->shade->uid, ==, red->uid);
  g_assert_cmpstr (event->shade->brand, ==, red->brand);
  g_assert_cmpstr (event->shade->line, ==, "Line");
  g_assert_cmpstr (event->shade->name, ==, "Röt");
  g_assert_cmpint (event->shade->category, ==, VANITY_CATEGORY_LIPSTICK);
  g_assert_cmpint (event->shade->finish, ==, VANITY_FINISH_SATIN);
  g_assert_true (event->shade->has_color);
  g_assert_cmphex (event->shade->rgb, ==, 0xa01022);
  g_assert_cmpfloat_with_epsilon (event->shade->lab.L, red->lab.L, 1e-4f);
  event = events->pdata[1];
  g_assert_cmpfloat (event->amount, ==, 12.5);
  g_assert_cmpint (ABS (event->time - g_get_real_time ()), <, 60 * G_USEC_PER_SEC);
  event = events->pdata[2];
  g_assert_false (event->shade->has_color);
  recent = vanity_taste_list_recent (taste, 2, &error);
  g_assert_cmpuint (recent->len, ==, 2);
  last = ((VanityEvent *)recent->pdata[0])->id;
  g_assert_cmpint (last, ==, event->id);
  g_clear_pointer (&events, g_ptr_array_unref);
  events = vanity_taste_list_events (taste, last, 0, &error);
  g_assert_cmpuint (events->len, ==, 0);
  g_clear_object (&taste);
  fixture_remove (g_steal_pointer (&folder));
}

static void
test_states (void)
{
  g_autoptr (VanityTaste) taste = open_taste (VANITY_TASTE_IN_MEMORY);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (VanityShade) tan = made_shade ("A", "Tan", VANITY_CATEGORY_FOUNDATION, 0xc09070);
  g_autoptr (GHashTable) states = NULL;
  g_autoptr (GPtrArray) hidden = NULL;
  g_autoptr (VanityShade) copy = NULL, none = NULL;
  g_autoptr (GError) error = NULL;
  VanityShadeState state = get_state (taste, red);

  g_assert_false (vanity_taste_is_kept (taste));
  g_assert_null (vanity_taste_get_trouble (taste));
  g_assert_true (!state.liked && !state.hidden && state.tries == 0 && state.last == 0);
  record (taste, red, VANITY_EVENT_TRY, 0);
  record (taste, red, VANITY_EVENT_TRY, 0);
  record (taste, red, VANITY_EVENT_WORN, 10);
  record (taste, red, VANITY_EVENT_WORN, 5);
  record (taste, red, VANITY_EVENT_LIKE, 0);
  record (taste, red, VANITY_EVENT_HIDE, 0);
  record (taste, tan, VANITY_EVENT_WRONG_SHADE, VANITY_WRONG_TOO_LIGHT);
  record (taste, tan, VANITY_EVENT_BOUGHT, 0);
  state = get_state (taste, red);
  g_assert_true (state.liked && state.hidden && !state.bought && !state.wrong && !state.owned);
  g_assert_cmpuint (state.tries, ==, 2);
  g_assert_cmpfloat (state.worn, ==, 15);
  state = get_state (taste, tan);
  g_assert_true (state.bought && state.owned && state.wrong);
  g_assert_cmpuint (state.wrong_how, ==, VANITY_WRONG_TOO_LIGHT);
  states = vanity_taste_list_states (taste, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (states), ==, 2);
  g_assert_true (((VanityShadeState *)g_hash_table_lookup (states, red->uid))->hidden);
  hidden = vanity_taste_list_shades (taste, VANITY_LISTED_HIDDEN, &error);
  g_assert_cmpuint (hidden->len, ==, 1);
  g_assert_cmpstr (((VanityShade *)hidden->pdata[0])->name, ==, "Red");

  g_assert_true (vanity_taste_find_shade (taste, red->uid, &copy, &error));
  g_assert_cmpstr (copy->name, ==, "Red");
  g_assert_true (vanity_taste_find_shade (taste, "0123456789abcdef", &none, &error));
  g_assert_null (none);

  record (taste, red, VANITY_EVENT_UNHIDE, 0);
  record (taste, red, VANITY_EVENT_UNLIKE, 0);
  record (taste, tan, VANITY_EVENT_RIGHT_SHADE, 0);
  record (taste, tan, VANITY_EVENT_NOT_BOUGHT, 0);
  state = get_state (taste, red);
  g_assert_true (!state.liked && !state.hidden);
  state = get_state (taste, tan);
  g_assert_true (!state.bought && !state.owned && !state.wrong && state.wrong_how == 0);
}

/* Amounts and times that mean nothing are refused, and leave no event. */
static void
test_refused (void)
{
  static const struct
  {
    VanityEventKind kind;
    double amount;
  } wrong[] = {
    { VANITY_EVENT_WORN, -1 },
    { VANITY_EVENT_WORN, NAN },
    { VANITY_EVENT_WORN, INFINITY },
    { VANITY_EVENT_WORN, VANITY_EVENT_MAX_WORN + 1 },
    { VANITY_EVENT_TRY, 1 },
    { VANITY_EVENT_WRONG_SHADE, 1.5 },
    { VANITY_EVENT_WRONG_SHADE, 16 },
    { VANITY_EVENT_WRONG_SHADE, NAN },
    { VANITY_EVENT_WRONG_SHADE, VANITY_WRONG_TOO_LIGHT | VANITY_WRONG_TOO_DARK },
    { VANITY_EVENT_WRONG_SHADE, VANITY_WRONG_TOO_WARM | VANITY_WRONG_TOO_COOL },
  };
  g_autoptr (VanityTaste) taste = open_taste (VANITY_TASTE_IN_MEMORY);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (vanity_taste_record (taste, red, wrong[i].kind, wrong[i].amount, &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
      g_clear_error (&error);
    }
  g_assert_false (vanity_taste_record_at (taste, red, VANITY_EVENT_TRY, 0, -1, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  events = vanity_taste_list_events (taste, 0, 0, &error);
  g_assert_cmpuint (events->len, ==, 0);
}

/* In private mode the file does not change, what is hidden stays so as long, and then is as it
 * was. */
static void
test_private (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autoptr (VanityTaste) taste = open_taste (path);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (VanityShade) secret
      = made_shade ("Zephyrine", "Quondam", VANITY_CATEGORY_BLUSH, 0xd08080);
  g_autoptr (GPtrArray) hidden = NULL;
  g_autoptr (GError) error = NULL;
  guint64 generation;

  record (taste, red, VANITY_EVENT_HIDE, 0);
  vanity_taste_set_private (taste, TRUE);
  g_assert_true (vanity_taste_get_private (taste));
  g_assert_false (vanity_taste_is_kept (taste));
  generation = vanity_taste_get_generation (taste);
  record (taste, secret, VANITY_EVENT_HIDE, 0);
  record (taste, red, VANITY_EVENT_UNHIDE, 0);
  g_assert_cmpuint (vanity_taste_get_generation (taste), >, generation);
  g_assert_true (get_state (taste, secret).hidden);
  g_assert_false (get_state (taste, red).hidden);
  hidden = vanity_taste_list_shades (taste, VANITY_LISTED_HIDDEN, &error);
  g_assert_cmpuint (hidden->len, ==, 1);
  g_assert_cmpstr (((VanityShade *)hidden->pdata[0])->uid, ==, secret->uid);
  g_assert_false (vanity_bag_add (taste, secret, FALSE, NULL, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_false (vanity_shopping_add (taste, secret, NULL, 1, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_false (vanity_taste_add_avoided (taste, "Zephyrine", &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_false (fixture_folder_has (folder, "Zephyrine"));
  vanity_taste_set_private (taste, FALSE);
  g_assert_false (get_state (taste, secret).hidden);
  g_assert_true (get_state (taste, red).hidden);
  g_clear_object (&taste);
  g_assert_false (fixture_folder_has (folder, "Zephyrine"));
  fixture_remove (g_steal_pointer (&folder));
}

/* Two windows and a command on one file: each sees what the others did. */
static void
test_shared (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autoptr (VanityTaste) one = open_taste (path);
  g_autoptr (VanityTaste) other = open_taste (path);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (GPtrArray) events = NULL;
  guint64 before = vanity_taste_get_generation (other), epoch = vanity_taste_get_epoch (other);

  g_assert_cmpuint (vanity_taste_get_generation (other), ==, before);
  for (int i = 0; i < 20; i++)
    {
      record (one, red, VANITY_EVENT_TRY, 0);
      record (other, red, VANITY_EVENT_TRY, 0);
    }
  g_assert_cmpuint (vanity_taste_get_generation (other), >, before);
  g_assert_cmpuint (get_state (one, red).tries, ==, 40);
  g_assert_cmpuint (get_state (other, red).tries, ==, 40);
  g_assert_cmpuint (vanity_taste_get_epoch (other), ==, epoch);
  g_assert_true (vanity_taste_erase (one, VANITY_ERASE_ALL, NULL));
  g_assert_cmpuint (vanity_taste_get_epoch (other), !=, epoch);
  g_assert_cmpuint (get_state (other, red).tries, ==, 0);
  events = vanity_taste_list_events (other, 0, 0, NULL);
  g_assert_cmpuint (events->len, ==, 0);
  g_clear_object (&one);
  g_clear_object (&other);
  fixture_remove (g_steal_pointer (&folder));
}

static void
count_signal (VanityTaste *taste, gpointer count)
{
  ++*(int *)count;
}

static void
test_signal (void)
{
  g_autoptr (VanityTaste) taste = open_taste (VANITY_TASTE_IN_MEMORY);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  int count = 0;

  g_signal_connect (taste, "changed", G_CALLBACK (count_signal), &count);
  record (taste, red, VANITY_EVENT_TRY, 0);
  g_assert_cmpint (count, ==, 1);
  g_assert_false (vanity_taste_record (taste, red, VANITY_EVENT_TRY, 7, NULL));
  g_assert_cmpint (count, ==, 1);
  vanity_taste_set_private (taste, TRUE);
  vanity_taste_set_private (taste, TRUE);
  g_assert_cmpint (count, ==, 2);
  g_assert_true (vanity_taste_erase (taste, VANITY_ERASE_TRIES, NULL));
  g_assert_cmpint (count, ==, 3);
}

/* Where there can be no file memory serves, and says so; what is another program's stays as it
 * is. */
static void
test_unopened (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autofree char *beyond = g_build_filename (path, "inside", "taste.db", NULL);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "not a folder", -1, NULL));
  {
    g_autoptr (VanityTaste) taste = open_taste (beyond);

    g_assert_false (vanity_taste_is_kept (taste));
    g_assert_nonnull (vanity_taste_get_trouble (taste));
    g_assert_null (vanity_taste_get_path (taste));
    record (taste, red, VANITY_EVENT_LIKE, 0);
    g_assert_true (get_state (taste, red).liked);
    g_assert_true (vanity_taste_erase (taste, VANITY_ERASE_ALL, &error));
    g_assert_no_error (error);
  }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "not a folder");
  g_unlink (path);
  {
    sqlite3 *foreign;

    g_assert_cmpint (sqlite3_open (path, &foreign), ==, SQLITE_OK);
    g_assert_cmpint (
        sqlite3_exec (foreign, "CREATE TABLE t (x); INSERT INTO t VALUES (1)", NULL, NULL, NULL),
        ==, SQLITE_OK);
    sqlite3_close (foreign);
  }
  {
    g_autoptr (VanityTaste) taste = open_taste (path);

    g_assert_nonnull (vanity_taste_get_trouble (taste));
    record (taste, red, VANITY_EVENT_LIKE, 0);
    g_assert_false (vanity_taste_erase (taste, VANITY_ERASE_ALL, &error));
    g_assert_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED);
  }
  fixture_remove (g_steal_pointer (&folder));
}

/* A file that only can be read is read, and what is done then passes. Not as root, who may write
 * everything. */
static void
test_read_only (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (GError) error = NULL;

  if (getuid () == 0)
    {
      g_test_skip ("root may write everything");
      fixture_remove (g_steal_pointer (&folder));
      return;
    }
  {
    g_autoptr (VanityTaste) taste = open_taste (path);

    record (taste, red, VANITY_EVENT_LIKE, 0);
  }
  g_chmod (path, 0400);
  g_chmod (folder, 0500);
  {
    g_autoptr (VanityTaste) taste = open_taste (path);

    g_assert_false (vanity_taste_is_kept (taste));
    g_assert_nonnull (vanity_taste_get_trouble (taste));
    g_assert_true (get_state (taste, red).liked);
    record (taste, red, VANITY_EVENT_HIDE, 0);
    g_assert_true (get_state (taste, red).hidden);
    g_assert_false (vanity_taste_erase (taste, VANITY_ERASE_ALL, &error));
    g_assert_nonnull (error);
  }
  g_chmod (folder, 0700);
  g_chmod (path, 0600);
  fixture_remove (g_steal_pointer (&folder));
}

/* While another program holds the file it is read; then it is written again. */
static void
test_locked (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (VanityTaste) taste = open_taste (path);
  sqlite3 *other;

  record (taste, red, VANITY_EVENT_LIKE, 0);
  g_clear_object (&taste);
  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  taste = open_taste (path);
  g_assert_false (vanity_taste_is_kept (taste));
  g_assert_nonnull (vanity_taste_get_trouble (taste));
  record (taste, red, VANITY_EVENT_HIDE, 0);
  g_assert_true (get_state (taste, red).hidden);
  g_assert_cmpint (sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  record (taste, red, VANITY_EVENT_TRY, 0);
  g_assert_true (vanity_taste_is_kept (taste));
  g_assert_null (vanity_taste_get_trouble (taste));
  g_assert_true (get_state (taste, red).liked);
  g_assert_false (get_state (taste, red).hidden);
  g_assert_cmpuint (get_state (taste, red).tries, ==, 1);
  g_clear_object (&taste);
  fixture_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/taste/events", test_events);
  g_test_add_func ("/recommend/taste/states", test_states);
  g_test_add_func ("/recommend/taste/refused", test_refused);
  g_test_add_func ("/recommend/taste/private", test_private);
  g_test_add_func ("/recommend/taste/shared", test_shared);
  g_test_add_func ("/recommend/taste/signal", test_signal);
  g_test_add_func ("/recommend/taste/unopened", test_unopened);
  g_test_add_func ("/recommend/taste/read-only", test_read_only);
  g_test_add_func ("/recommend/taste/locked", test_locked);
  return g_test_run ();
}
