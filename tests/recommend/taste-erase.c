/* What is erased is gone from the file, its log and its copies; and what is written out. */
#include "recommend/taste.h"

#include "base/error.h"
#include "folder.h"
#include "made-shade.h"
#include "recommend/bag.h"
#include "recommend/shopping.h"
#include "recommend/taste-avoid.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* A brand of each kind, in no other word of the file. */
static const char *const brands[VANITY_N_ERASE]
    = { "Tzvqtries", "Tzvqopinion", "Tzvqbag", "Tzvqlist", "Tzvqavoid" };

static VanityTaste *
fill (const char *path)
{
  g_autoptr (GError) error = NULL;
  VanityTaste *taste = vanity_taste_open (path, &error);
  g_autoptr (VanityShade) tried = made_shade (brands[0], "x", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (VanityShade) hidden = made_shade (brands[1], "x", VANITY_CATEGORY_BLUSH, 0xd08080);
  g_autoptr (VanityShade) bought = made_shade (brands[2], "x", VANITY_CATEGORY_BROWS, 0x604030);
  g_autoptr (VanityShade) listed = made_shade (brands[3], "x", VANITY_CATEGORY_NAILS, 0x2040a0);

  g_assert_no_error (error);
  /* Enough that rows lie on several pages, and are moved between them. */
  for (int i = 0; i < 100; i++)
    g_assert_true (vanity_taste_record (taste, tried, VANITY_EVENT_TRY, 0, &error));
  g_assert_true (vanity_taste_record (taste, hidden, VANITY_EVENT_HIDE, 0, &error));
  g_assert_true (
      vanity_taste_record (taste, hidden, VANITY_EVENT_WRONG_SHADE, VANITY_WRONG_TOO_COOL, &error));
  g_assert_true (vanity_taste_record (taste, bought, VANITY_EVENT_BOUGHT, 0, &error));
  g_assert_true (vanity_shopping_add (taste, listed, NULL, 2, &error));
  g_assert_true (vanity_taste_add_avoided (taste, brands[4], &error));
  return taste;
}

/* While the object lives, after it is closed and opened again, and with copies beside the file. */
static void
check_gone (unsigned what, gboolean reopen)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autofree char *aside = g_build_filename (folder, "taste.db.damaged-20260314T150926Z", NULL);
  g_autoptr (VanityTaste) taste = fill (path);
  g_autoptr (GError) error = NULL;
  guint count[VANITY_N_ERASE];

  if (reopen)
    {
      g_clear_object (&taste);
      taste = vanity_taste_open (path, &error);
      g_assert_no_error (error);
    }
  for (int i = 0; i < VANITY_N_ERASE; i++)
    g_assert_true (fixture_folder_has (folder, brands[i]));
  g_assert_true (vanity_taste_count (taste, count, &error));
  g_assert_cmpuint (count[0], ==, 100);
  g_assert_cmpuint (count[1], ==, 2);
  for (int i = 2; i < VANITY_N_ERASE; i++)
    g_assert_cmpuint (count[i], ==, 1);
  for (int i = 0; i < VANITY_N_ERASE; i++)
    if (what & (1U << i))
      g_assert_true (g_file_set_contents (aside, brands[i], -1, NULL));
  g_assert_true (vanity_taste_erase (taste, what, &error));
  g_assert_no_error (error);
  for (int close = 0; close < 2; close++)
    {
      for (int i = 0; i < VANITY_N_ERASE; i++)
        g_assert_cmpint (fixture_folder_has (folder, brands[i]), ==, (what & (1U << i)) == 0);
      g_assert_true (vanity_taste_count (taste, count, &error));
      for (int i = 0; i < VANITY_N_ERASE; i++)
        g_assert_cmpint (count[i] == 0, ==, (what & (1U << i)) != 0);
      g_clear_object (&taste);
      taste = vanity_taste_open (path, &error);
      g_assert_no_error (error);
      g_assert_null (vanity_taste_get_trouble (taste));
    }
  g_clear_object (&taste);
  fixture_remove (g_steal_pointer (&folder));
}

static void
test_gone (void)
{
  for (int i = 0; i < VANITY_N_ERASE; i++)
    check_gone (1U << i, i % 2 != 0);
  check_gone (VANITY_ERASE_ALL, FALSE);
  check_gone (VANITY_ERASE_ALL, TRUE);
}

/* A shade that was both tried and liked keeps what was not erased. */
static void
test_kept (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTaste) taste = vanity_taste_open (VANITY_TASTE_IN_MEMORY, &error);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (GPtrArray) events = NULL;
  VanityShadeState state;
  gint64 last;

  g_assert_true (vanity_taste_record_at (taste, red, VANITY_EVENT_LIKE, 0, 1000000, &error));
  g_assert_true (vanity_taste_record_at (taste, red, VANITY_EVENT_TRY, 0, 2000000, &error));
  g_assert_true (vanity_taste_record_at (taste, red, VANITY_EVENT_BOUGHT, 0, 1500000, &error));
  events = vanity_taste_list_events (taste, 0, 0, &error);
  last = ((VanityEvent *)events->pdata[2])->id;
  g_assert_true (vanity_taste_erase (taste, VANITY_ERASE_TRIES, &error));
  g_assert_true (vanity_taste_get_state (taste, red->uid, &state, &error));
  g_assert_true (state.liked && state.bought && state.owned);
  g_assert_cmpuint (state.tries, ==, 0);
  g_assert_cmpint (state.last, ==, 1500000);
  /* Ids are not given again: what was learnt up to one is not missed. */
  g_assert_true (vanity_taste_record (taste, red, VANITY_EVENT_TRY, 0, &error));
  g_clear_pointer (&events, g_ptr_array_unref);
  events = vanity_taste_list_events (taste, last, 0, &error);
  g_assert_cmpuint (events->len, ==, 1);
}

/* One shade and nothing else. */
static void
test_forget (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autoptr (VanityTaste) taste = fill (path);
  g_autoptr (VanityShade) tried = made_shade (brands[0], "x", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (GError) error = NULL;
  guint64 epoch = vanity_taste_get_epoch (taste);
  VanityShadeState state;

  g_assert_true (vanity_taste_forget (taste, tried->uid, &error));
  g_assert_no_error (error);
  for (int i = 0; i < VANITY_N_ERASE; i++)
    g_assert_cmpint (fixture_folder_has (folder, brands[i]), ==, i != 0);
  g_assert_cmpuint (vanity_taste_get_epoch (taste), !=, epoch);
  g_assert_true (vanity_taste_get_state (taste, tried->uid, &state, &error));
  g_assert_cmpuint (state.tries, ==, 0);
  g_assert_false (vanity_taste_forget (taste, tried->uid, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_object (&taste);
  fixture_remove (g_steal_pointer (&folder));
}

static void
test_names (void)
{
  VanityErase what;

  for (int i = 0; i < VANITY_N_ERASE; i++)
    {
      g_assert_true (vanity_erase_find (vanity_erase_get_id ((VanityErase)(1 << i)), &what));
      g_assert_cmpint (what, ==, 1 << i);
      g_assert_nonnull (vanity_erase_get_label (what));
    }
  g_assert_true (vanity_erase_find ("all", &what));
  g_assert_cmpint (what, ==, VANITY_ERASE_ALL);
  g_assert_false (vanity_erase_find ("", &what));
  g_assert_false (vanity_erase_find ("everything", &what));
}

static void
test_export (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "taste.db", NULL);
  g_autofree char *out = g_build_filename (folder, "out.json", NULL);
  g_autoptr (VanityTaste) taste = fill (path);
  g_autoptr (GFile) file = g_file_new_for_path (out);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityShade) hidden = made_shade (brands[1], "x", VANITY_CATEGORY_BLUSH, 0xd08080);
  JsonObject *root, *shade;

  g_assert_true (vanity_taste_export_json (taste, file, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (json_parser_load_from_file (parser, out, &error));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (root, "vanity-taste"), ==, 1);
  /* A save among them. */
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "events")), ==, 104);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "bag")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "list")), ==, 1);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (root, "avoid"), 0),
                   ==, brands[4]);
  shade
      = json_object_get_object_member (json_object_get_object_member (root, "shades"), hidden->uid);
  g_assert_cmpstr (json_object_get_string_member (shade, "brand"), ==, brands[1]);
  g_assert_cmpstr (json_object_get_string_member (shade, "color"), ==, "#d08080");
  g_assert_true (json_object_get_boolean_member (shade, "hidden"));
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (shade, "wrong"), 0),
                   ==, "too-cool");
  g_assert_false (json_object_has_member (shade, "liked"));
  g_clear_object (&taste);
  fixture_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/taste-erase/gone", test_gone);
  g_test_add_func ("/recommend/taste-erase/kept", test_kept);
  g_test_add_func ("/recommend/taste-erase/forget", test_forget);
  g_test_add_func ("/recommend/taste-erase/names", test_names);
  g_test_add_func ("/recommend/taste-erase/export", test_export);
  return g_test_run ();
}
